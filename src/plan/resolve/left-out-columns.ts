import type { PathParameter, ResourceDescription } from '../../catalog/resource-description.ts';
import { mentionsIn } from '../../sql/mentions-in.ts';
import { furtherColumns } from '../access/further-columns.ts';

/** Where a use of a resource stands. */
export interface PlaceOfUse {
  /** The text of the query, or of a view behind it. */
  readonly text: string;
  /** What the resource goes by there. */
  readonly alias: string;
  /** What the other tables of the text go by. */
  readonly others: readonly string[];
  /** Whether it is a view that names its columns one by one: then their number must stay. */
  readonly hasNamedColumns: boolean;
}

interface UseInText {
  readonly description: ResourceDescription;
  /** Undefined where it stands in no text that is known. */
  readonly place: PlaceOfUse | undefined;
}

/**
 * The columns that the stars of a query leave out, for each use of a resource: what only a call a row can tell, unless the
 * query names the column or asks for a row by its identifier, which is one call for all of them. All uses of a resource show
 * the same columns, so that UNION fits.
 */
export function leftOutColumns(
  uses: readonly UseInText[],
  texts: readonly string[],
): (use: UseInText) => readonly string[] {
  const leftOut = new Map(uses.map((use) => [use, ofUse(use, texts)]));
  return (use) => {
    const own = leftOut.get(use) ?? [];
    if (use.place?.hasNamedColumns === true) return own;
    const others = uses.filter((other) => isSame(use, other) && other.place?.hasNamedColumns !== true);
    return own.filter((column) => others.every((other) => leftOut.get(other)?.includes(column)));
  };
}

/** A resource and its twin have the same columns. */
function isSame({ description: one }: UseInText, { description: other }: UseInText): boolean {
  if (one.provider !== other.provider || one.service !== other.service) return false;
  return one.name === other.name || one.twin === other.name;
}

function ofUse({ description, place }: UseInText, texts: readonly string[]): readonly string[] {
  const further = furtherColumns(description);
  if (further.length === 0 || place === undefined) return [];
  // Of another text nothing tells which of its names stands for this use.
  const mentions = (place.hasNamedColumns ? [place.text] : texts).map((text) => ({
    own: mentionsIn(text),
    table: text === place.text ? place : undefined,
  }));
  if (mentions.some(({ own }) => own.byPattern)) return [];
  const isNamed = (column: string) => mentions.some(({ own, table }) => own.names(column, table));
  const isAsked = (column: string) => mentions.some(({ own, table }) => own.asks(column, table));
  const isBound = ({ name, columns }: PathParameter) => isAsked(name) || columns.some((set) => set.every(isAsked));
  const isByIdentifier = description.accessPaths.some(
    ({ kind, parameters }) => kind === 'get' && parameters.filter(({ required }) => required).every(isBound),
  );
  const isForNamed = (column: string) =>
    description.accessPaths.every((path) => path.isForNamed === true || !path.columns.includes(column));
  return further.filter((column) => !isNamed(column) && (!isByIdentifier || isForNamed(column)));
}
