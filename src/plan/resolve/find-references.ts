import type { ResourceDescription } from '../../catalog/resource-description.ts';
import { qualifiedNameParts } from '../../data/qualified-name.ts';
import { closingIndex } from '../../sql/closing-index.ts';
import { readsAlike } from '../../sql/reads-alike.ts';
import { shortenLists } from '../../sql/shorten-lists.ts';
import { cteNamesIn, type TableReference, tableReferencesIn } from '../../sql/table-references.ts';
import { isBlank, isName, isPunctuation, isWord, nameOf } from '../../sql/token.ts';
import { tokenize } from '../../sql/tokenize.ts';
import type { ViewDefinition } from '../../sql/view-definition.ts';
import { findNamedResource, type NamePlace } from './find-named-resource.ts';
import { isProviderName } from './is-provider-name.ts';
import { type LocalRelation, localRelation } from './local-relation.ts';
import type { NameScope } from './name-scope.ts';
import { unreadRowsIn } from './unread-rows.ts';

/** What a query's text names where its tables stand. */
export type FoundReference = TableReference &
  (
    | { readonly kind: 'resource'; readonly description: ResourceDescription }
    | { readonly kind: 'view'; readonly view: ViewDefinition }
    | {
        readonly kind: 'other';
        /** Whether it is a query of the text's own WITH: what its columns are is in the text. */
        readonly isNamedQuery: boolean;
      }
  );

export interface References {
  /** In the order of the text. */
  readonly inText: readonly FoundReference[];
  /** Names of resources that only DuckDB tells. */
  readonly further: readonly (readonly string[])[];
  /** Local tables that were filled while not all could be read, and what could not. */
  readonly unread: ReadonlyMap<string, string>;
}

/**
 * DuckDB tells the tables of a query that it can bind, for a view those behind it. Where in the text they stand, and the
 * views themselves, which may name parameters, the text tells; so it does of a query that DuckDB cannot bind.
 */
export async function findReferences(scope: NameScope, sql: string): Promise<References> {
  const references = tableReferencesIn(sql);
  const ctes = cteNamesIn(sql);
  // Where the text has nothing that could mislead, whole names alone and the queries of one WITH, DuckDB knows no more than it.
  const own = queriesOfOneWith(sql);
  const isOwn = ({ parts, offset }: TableReference) =>
    parts.length === 1 && offset > (own.get((parts[0] ?? '').toLowerCase()) ?? sql.length);
  const isPlain =
    scope.hasOwnFunctions !== true &&
    readsAlike(sql) &&
    references.some(({ parts }) => isFullName(scope, parts)) &&
    references.every((one) => isFullName(scope, one.parts) || isOwn(one));
  const bound = isPlain ? [] : (await tableNames(scope, sql)).map(qualifiedNameParts);
  const isBound = bound.length > 0;
  const names = new Set(bound.map(keyOf));
  const unread = new Map<string, string>();
  const inText: FoundReference[] = [];
  for (const reference of references) inText.push(await found(reference));
  const told = new Set(inText.map(({ parts }) => keyOf(parts)));
  const others = bound.filter((parts) => !told.has(keyOf(parts)) && !isFile(parts));
  const locals = await Promise.all(others.map((parts) => (isFullName(scope, parts) ? undefined : localNamed(parts))));
  return { inText, further: others.filter((_, index) => locals[index] === undefined), unread };

  async function localNamed(parts: readonly string[]): Promise<LocalRelation | undefined> {
    const local = await localRelation(scope, parts);
    const what = unreadRowsIn(local?.comment);
    if (what !== undefined) unread.set(parts.at(-1) ?? '', what);
    return local;
  }

  async function found(reference: TableReference): Promise<FoundReference> {
    const { parts } = reference;
    const isNamedQuery = parts.length === 1 && ctes.has((parts[0] ?? '').toLowerCase());
    const other: FoundReference = { ...reference, kind: 'other', isNamedQuery };
    if (isFile(parts) || isNamedQuery || parts.length > 3) return other;
    if (!isFullName(scope, parts)) {
      const local = await localNamed(parts);
      if (local !== undefined)
        return local.view === undefined ? other : { ...reference, kind: 'view', view: local.view };
    }
    if (isBound && !names.has(keyOf(parts))) return other;
    if (!isBound && !isFullName(scope, parts) && scope.use.length + parts.length < 3) return other;
    const place = { sql, offset: reference.offset };
    const description = await resourceNamed(scope, parts, place, isBound || isFullName(scope, parts));
    return description === undefined ? other : { ...reference, kind: 'resource', description };
  }
}

/** DuckDB reads the text on the thread of the program: of long lists the first items alone. */
async function tableNames({ engine }: NameScope, sql: string): Promise<readonly string[]> {
  const short = shortenLists(sql);
  try {
    return await engine.tableNames(short);
  } catch (error) {
    // Where in the whole text it is the whole text tells.
    if (short === sql) throw error;
    return engine.tableNames(sql);
  }
}

/** Where the queries of a WITH end that stands before all else: behind it each is what its name means. None where there are several. */
function queriesOfOneWith(sql: string): ReadonlyMap<string, number> {
  const tokens = tokenize(sql).filter((token) => !isBlank(token));
  const ends = new Map<string, number>();
  if (!isWord(tokens[0], 'with') || tokens.filter((token) => isWord(token, 'with')).length > 1) return ends;
  for (let index = 1; isName(tokens[index]) && isWord(tokens[index + 1], 'as'); ) {
    const closing = closingIndex(tokens, index + 2);
    const [name, last] = [tokens[index], closing === undefined ? undefined : tokens[closing]];
    if (closing === undefined || name === undefined || last === undefined) break;
    ends.set(nameOf(name).toLowerCase(), last.offset);
    if (!isPunctuation(tokens[closing + 1], ',')) break;
    index = closing + 2;
  }
  return ends;
}

/** The resource of that name. Where it must be one, throws what is wrong with the name. */
async function resourceNamed(
  scope: NameScope,
  parts: readonly string[],
  place: NamePlace,
  mustBe: boolean,
): Promise<ResourceDescription | undefined> {
  try {
    return await findNamedResource(scope, parts, place);
  } catch (error) {
    if (mustBe) throw error;
    return undefined;
  }
}

/** Whether a name stands under a provider, where nothing else is. */
function isFullName(scope: NameScope, parts: readonly string[]): boolean {
  return parts.length === 3 && isProviderName(scope, parts[0]);
}

/** `FROM 'file.parquet'` is DuckDB's. */
function isFile(parts: readonly string[]): boolean {
  return parts.length === 1 && /[./*]/.test(parts[0] ?? '');
}

function keyOf(parts: readonly string[]): string {
  return JSON.stringify(parts.map((part) => part.toLowerCase()));
}
