import { isName, isPunctuation, nameOf } from '../sql/token.ts';
import { type Group, holdsQuery, type Item, isGroup, isWordItem, type Level, tokenOf } from './levels.ts';

/** What a statement reads or changes at one level: a table by its name, or a query of its own. */
export interface Relation {
  /** What its columns are qualified by. */
  readonly alias: string;
  /** The names that an alias gives to its columns: `AS t(a, b)`. */
  readonly columnNames: readonly string[];
  readonly source: NamedSource | QuerySource | FunctionSource;
}

export interface NamedSource {
  readonly kind: 'named';
  readonly parts: readonly string[];
}

export interface QuerySource {
  readonly kind: 'query';
  readonly items: readonly Item[];
}

/** A table function: `json_each(tags)`. */
export interface FunctionSource {
  readonly kind: 'function';
  readonly name: string;
  /** What stands in its brackets. */
  readonly items: readonly Item[];
}

/** A query that WITH gives a name. */
export interface NamedQuery {
  readonly name: string;
  readonly columnNames: readonly string[];
  readonly items: readonly Item[];
}

/** Words that end the list of tables. */
export const endsTables = [
  'where',
  'select',
  'group',
  'order',
  'having',
  'window',
  'qualify',
  'limit',
  'offset',
  'set',
  'returning',
  'values',
  'with',
];
const joinWords = 'join inner left right full outer cross natural asof positional semi anti lateral'.split(' ');
const afterTables = [
  ...endsTables,
  ...joinWords,
  ...'on using union intersect except fetch pivot unpivot tablesample sample at from into default by for'.split(' '),
];
const setWords = ['union', 'intersect', 'except'];
const beforeTables = ['from', 'join', 'into', 'update', 'using', 'pivot', 'unpivot', 'summarize', 'table', 'describe'];

/** Whether a FROM is that of `IS DISTINCT FROM`, which begins no clause. */
export function comparesWithFrom(items: readonly Item[], index: number): boolean {
  return (
    isWordItem(items[index], 'from') &&
    isWordItem(items[index - 1], 'distinct') &&
    isWordItem(items[index - 2], 'is', 'not')
  );
}

/** The items of that one of several queries joined by UNION and the like in which the cursor stands. */
export function queryAround({ head, tail }: Level): readonly Item[] {
  return [...headOfQuery(head), ...until(tail)];
}

/** Of what stands before the cursor what belongs to its query. */
export function headOfQuery(head: readonly Item[]): readonly Item[] {
  return head.slice(head.findLastIndex((item) => isWordItem(item, ...setWords)) + 1);
}

/** The first of several queries joined by UNION and the like. */
export function until(items: readonly Item[]): readonly Item[] {
  const end = items.findIndex((item, index) => isWordItem(item, ...setWords) && index > 0);
  return end === -1 ? items : items.slice(0, end);
}

/** The tables and the queries that a query or a change names, from left to right. */
export function relationsIn(items: readonly Item[], isList = false): readonly Relation[] {
  const found: Relation[] = [];
  let inList = isList;
  if (isList) add(0);
  for (const [index, item] of items.entries()) {
    if (comparesWithFrom(items, index)) continue;
    if (isWordItem(item, ...beforeTables)) {
      // `ON a.id = b.id` may be written `USING (id)`.
      if (isWordItem(item, 'using') && isGroup(items[index + 1]) && inList) continue;
      inList = isWordItem(item, 'from', 'join', 'using');
      add(index + 1, isWordItem(item, 'into'));
    } else if (isWordItem(item, ...endsTables)) inList = false;
    else if (inList && isPunctuation(tokenOf(item), ',')) add(index + 1);
  }
  return found;

  /** A name before brackets is a function's, but where the brackets hold the columns of an INSERT. */
  function add(start: number, takesColumns = false): void {
    let at = start;
    while (isWordItem(items[at], 'lateral', 'only')) at += 1;
    const item = items[at];
    if (isGroup(item)) {
      if (!holdsQuery(item.items)) found.push(...relationsIn(item.items, true));
      else found.push({ ...aliasAt(items, at + 1), source: { kind: 'query', items: item.items } });
      return;
    }
    const name = nameAt(items, at);
    if (name === undefined) return;
    const brackets = items[name.end];
    if (isGroup(brackets) && !takesColumns) {
      const called = name.parts.at(-1) ?? '';
      const given = aliasAt(items, name.end + 1);
      found.push({
        ...given,
        alias: given.alias || called,
        source: { kind: 'function', name: called, items: brackets.items },
      });
      return;
    }
    const { alias, columnNames } = aliasAt(items, name.end);
    found.push({
      alias: alias === '' ? (name.parts.at(-1) ?? '') : alias,
      columnNames,
      source: { kind: 'named', parts: name.parts },
    });
  }
}

/** The name that begins at an item, and where it ends: `aws.ec2.images`. */
export function nameAt(
  items: readonly Item[],
  start: number,
): { readonly parts: readonly string[]; readonly end: number } | undefined {
  const parts: string[] = [];
  let at = start;
  for (;;) {
    const token = tokenOf(items[at]);
    if (!isName(token) || (parts.length === 0 && token.kind === 'identifier' && isWordItem(token, ...afterTables)))
      break;
    parts.push(nameOf(token));
    at += 1;
    if (!isPunctuation(tokenOf(items[at]), '.')) break;
    at += 1;
  }
  return parts.length === 0 ? undefined : { parts, end: at };
}

function aliasAt(
  items: readonly Item[],
  start: number,
): { readonly alias: string; readonly columnNames: readonly string[] } {
  const at = isWordItem(items[start], 'as') ? start + 1 : start;
  const token = tokenOf(items[at]);
  if (!isName(token) || isWordItem(token, ...afterTables)) return { alias: '', columnNames: [] };
  const names = items[at + 1];
  return { alias: nameOf(token), columnNames: isGroup(names) ? namesIn(names) : [] };
}

/** The names in brackets: `(a, b)`. */
export function namesIn({ items }: Group): readonly string[] {
  return items.flatMap((item) => {
    const token = tokenOf(item);
    return isName(token) ? [nameOf(token)] : [];
  });
}

/** The queries that a WITH at the beginning names, and where what follows it begins. */
export function namedQueriesIn(items: readonly Item[]): {
  readonly queries: readonly NamedQuery[];
  readonly end: number;
} {
  const queries: NamedQuery[] = [];
  let at = items.findIndex((item) => isWordItem(item, 'with'));
  if (at === -1) return { queries, end: 0 };
  at += isWordItem(items[at + 1], 'recursive') ? 2 : 1;
  for (;;) {
    const name = tokenOf(items[at]);
    if (!isName(name)) return { queries, end: at };
    const names = items[at + 1];
    let body = isGroup(names) ? at + 2 : at + 1;
    while (isWordItem(items[body], 'as', 'not', 'materialized')) body += 1;
    const query = items[body];
    if (!isGroup(query)) return { queries, end: body };
    queries.push({
      name: nameOf(name),
      columnNames: isGroup(names) ? namesIn(names) : [],
      items: query.items,
    });
    if (!isPunctuation(tokenOf(items[body + 1]), ',')) return { queries, end: body + 1 };
    at = body + 2;
  }
}
