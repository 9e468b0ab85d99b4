import { closingIndex } from './closing-index.ts';
import { isBlank, isName, isPunctuation, isWord, nameOf, type Token } from './token.ts';
import { tokenize } from './tokenize.ts';

/** A place where a query names a table. */
export interface TableReference {
  readonly parts: readonly string[];
  /** Where the name begins in the text, and where it ends. */
  readonly offset: number;
  readonly end: number;
  /** What the table goes by in the query. */
  readonly alias: string;
  /** Whether the query gives it that name. */
  readonly isAliased: boolean;
}

const beforeTables = ['from', 'join', 'pivot', 'unpivot', 'pivot_wider', 'pivot_longer', 'table', 'summarize'];
/** What a query in brackets begins with; the FROM of `extract(day FROM made)` stands in none. */
const opensQuery = ['select', 'with', 'from', 'values', 'pivot', 'unpivot', 'table', 'summarize', 'describe', 'show'];
const endsTables = ['where', 'select', 'group', 'order', 'having', 'window', 'qualify', 'limit'];

interface Bracket {
  readonly holdsQuery: boolean;
  /** Whether the list of a FROM goes on here. */
  inList: boolean;
}

/** Where a query names its tables, from left to right: CTE names among them, table functions not. */
export function tableReferencesIn(sql: string): readonly TableReference[] {
  const tokens = tokenize(sql).filter((token) => !isBlank(token));
  const found: TableReference[] = [];
  const brackets: Bracket[] = [{ holdsQuery: true, inList: false }];
  for (const [index, token] of tokens.entries()) {
    const bracket = brackets.at(-1);
    if (bracket === undefined) break;
    if (isPunctuation(token, '(')) brackets.push(bracketAt(tokens, index, bracket));
    else if (isPunctuation(token, ')')) brackets.pop();
    else if (isWord(token, ...beforeTables)) {
      if (isWord(token, 'from') && !bracket.holdsQuery) continue;
      // After these alone come lists: in `PIVOT items ON kind, name` the rest are columns.
      if (isWord(token, 'from', 'join')) bracket.inList = true;
      add(index + 1);
    } else if (isWord(token, ...endsTables)) bracket.inList = false;
    else if (isPunctuation(token, ',') && bracket.inList) add(index + 1);
  }
  return found;

  function add(start: number): void {
    // `FROM (images JOIN snapshots ...)`: the first name stands behind the bracket.
    let first = start;
    while (isPunctuation(tokens[first], '(')) first += 1;
    if (first > start && isWord(tokens[first], ...opensQuery)) return;
    const reference = referenceAt(tokens, first);
    if (reference !== undefined) found.push(reference);
  }
}

/** The names that a query gives to queries of its own: `WITH images AS (...)`. */
export function cteNamesIn(sql: string): ReadonlySet<string> {
  const tokens = tokenize(sql).filter((token) => !isBlank(token));
  const names = new Set<string>();
  for (const [index, token] of tokens.entries()) {
    if (!isName(token)) continue;
    let next = index + 1;
    if (isPunctuation(tokens[next], '(')) next = (closingIndex(tokens, next) ?? tokens.length) + 1;
    if (!isWord(tokens[next], 'as')) continue;
    if (isPunctuation(tokens[next + 1], '(') || isWord(tokens[next + 1], 'materialized', 'not'))
      names.add(nameOf(token).toLowerCase());
  }
  return names;
}

function bracketAt(tokens: readonly Token[], index: number, outer: Bracket): Bracket {
  const next = tokens[index + 1];
  const isJoin = outer.inList && isName(next) && !isFunctionCall(tokens, index);
  return { holdsQuery: isWord(next, ...opensQuery) || isPunctuation(next, '('), inList: isJoin };
}

function isFunctionCall(tokens: readonly Token[], bracket: number): boolean {
  const before = tokens[bracket - 1];
  return isName(before) && !isWord(before, 'from', 'join', 'lateral');
}

function referenceAt(tokens: readonly Token[], start: number): TableReference | undefined {
  const parts: string[] = [];
  for (let index = start; ; index += 2) {
    const token = tokens[index];
    if (!isName(token)) return undefined;
    parts.push(nameOf(token));
    if (isPunctuation(tokens[index + 1], '.')) continue;
    if (isPunctuation(tokens[index + 1], '(')) return undefined;
    const given = aliasAt(tokens, index + 1);
    const alias = given ?? parts.at(-1) ?? '';
    const end = token.offset + token.text.length;
    return { parts, offset: tokens[start]?.offset ?? 0, end, alias, isAliased: given !== undefined };
  }
}

const afterTables = [
  ...endsTables,
  ...'join inner left right full outer cross natural asof positional semi anti on using'.split(' '),
  ...'union intersect except offset fetch pivot unpivot tablesample sample at set returning'.split(' '),
];

function aliasAt(tokens: readonly Token[], index: number): string | undefined {
  const token = tokens[index];
  if (isWord(token, 'as')) return aliasAt(tokens, index + 1);
  return isName(token) && !isWord(token, ...afterTables) ? nameOf(token) : undefined;
}
