import type { KeyLink, QueryOutline, TableRead } from '../outline/query-outline.ts';
import type { PlanningStep } from '../planner.ts';
import type { Predicate } from '../predicate.ts';
import { tableKey } from '../resolve/resolve-query.ts';
import type { RowCondition } from '../row-condition.ts';

/** Unites the reads of one table, so that each table has one read: fetching for two into one table would lose or double rows. */
export const uniteReads: PlanningStep = (draft) => {
  const { outline, resources } = draft;
  const groups = [...resources.keys()].map((key) => outline.reads.filter(({ table }) => tableKey(table) === key));
  const several = groups.filter((reads) => reads.length > 1);
  return several.length === 0 ? draft : { ...draft, outline: several.reduce(united, outline) };
};

function united(outline: QueryOutline, reads: readonly TableRead[]): QueryOutline {
  const [first] = reads;
  if (first === undefined) return outline;
  const ids = new Set(reads.map(({ id }) => id));
  const whole: TableRead = {
    ...first,
    columns: [...new Set(reads.flatMap(({ columns }) => columns))],
    predicates: commonPredicates(reads.map(({ predicates }) => predicates)),
    hasFurtherConditions: true,
    // The keys that it gives are those of all of them.
    conditions: [],
    leading: undefined,
    rowConditions: commonConditions(reads),
    needed: [...new Set(reads.flatMap(({ needed }) => needed))],
    chosenBy: [...new Set(reads.flatMap(({ chosenBy }) => chosenBy))],
    members: reads.flatMap(({ members = [] }) => members),
  };
  const others = outline.keyLinks.filter(({ target }) => !ids.has(target));
  return {
    ...outline,
    reads: outline.reads.flatMap((read) => (read === first ? [whole] : ids.has(read.id) ? [] : [read])),
    keyLinks: [...others, ...commonLinks(outline.keyLinks, reads, first.id)].map((link) =>
      renamed(link, ids, first.id),
    ),
    ...(outline.links && {
      links: outline.links.map(({ left, right }) => ({
        left: one(left, ids, first.id),
        right: one(right, ids, first.id),
      })),
    }),
    limit: undefined,
    streams: false,
  };
}

/** What is true of every row that any of the reads is about. */
function commonPredicates([first = [], ...rest]: readonly (readonly Predicate[])[]): readonly Predicate[] {
  return first.flatMap((predicate) => {
    const text = JSON.stringify(predicate);
    if (rest.every((others) => others.some((other) => JSON.stringify(other) === text))) return [predicate];
    if (predicate.operator !== 'equals') return [];
    const lists = rest.map((others) =>
      others.find(
        (other) => other.operator === 'equals' && other.column === predicate.column && other.key === predicate.key,
      ),
    );
    if (lists.includes(undefined)) return [];
    const values = [...new Set([predicate, ...lists].flatMap((own) => own?.values ?? []))];
    return [{ ...predicate, values } as Predicate];
  });
}

function commonConditions([first, ...rest]: readonly TableRead[]): readonly RowCondition[] {
  return (first?.rowConditions ?? []).filter(({ sql }) =>
    rest.every(({ rowConditions }) => rowConditions.some((other) => other.sql === sql)),
  );
}

/** The columns whose values every one of the reads takes from others: the keys of all of them together. */
function commonLinks(links: readonly KeyLink[], reads: readonly TableRead[], target: number): readonly KeyLink[] {
  const columns = new Set(links.flatMap((link) => (reads.some(({ id }) => id === link.target) ? [link.column] : [])));
  return [...columns].flatMap((column) => {
    const own = reads.map(({ id }) => links.find((link) => link.target === id && link.column === column));
    const sources = own.flatMap((link) => link?.sources ?? []);
    const isOwn = sources.some((source) => source.kind === 'read' && reads.some(({ id }) => id === source.read));
    return own.includes(undefined) || isOwn ? [] : [{ target, column, sources }];
  });
}

function renamed(link: KeyLink, ids: ReadonlySet<number>, id: number): KeyLink {
  const sources = link.sources.map((source) =>
    source.kind === 'read' && ids.has(source.read)
      ? { ...source, read: id, first: undefined, leading: undefined }
      : source,
  );
  // The rows of several uses are not told apart any longer.
  return sources.some((source, index) => source !== link.sources[index]) ? { ...link, sources, join: undefined } : link;
}

function one<End extends { readonly read: number }>(end: End, ids: ReadonlySet<number>, id: number): End {
  return ids.has(end.read) ? { ...end, read: id } : end;
}
