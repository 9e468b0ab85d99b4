import { positionAt } from '../errors/position-at.ts';
import { SkyqlError } from '../errors/skyql-error.ts';
import { isBlank, isPunctuation, isWord, type Token } from './token.ts';

/** A list that stands at one place, and how many items it may have. */
interface ListKind {
  readonly name: string;
  readonly most: number;
  readonly hint: string;
}

/*
 * What DuckDB takes for a list grows with the square of its length, for groups with the third power: each of these is about a second
 * of the processor. PostgreSQL itself orders and groups by no more than 1,664 terms.
 */
const terms: ListKind = {
  name: 'terms in an ORDER BY or GROUP BY',
  most: 1_664,
  hint: 'Order or group by fewer terms: what the others make no difference to can be left out.',
};
const queries: ListKind = {
  name: 'queries in a WITH',
  most: 1_000,
  hint: 'Read the parts into tables with CREATE TEMP TABLE name AS ....',
};
const tables: ListKind = {
  name: 'tables in a FROM',
  most: 250,
  hint: 'Put tables that are alike together with UNION ALL, or join parts into tables of their own.',
};
const branches: ListKind = {
  name: 'branches in a CASE',
  most: 5_000,
  hint: 'Join a table with the values instead: FROM t JOIN (VALUES (1, 2), (3, 4)) v(a, b) USING (a).',
};
const windows: ListKind = {
  name: 'windows',
  most: 500,
  hint: 'Compute some of them in statements of their own: CREATE TEMP TABLE name AS SELECT ... OVER ...',
};
const items: ListKind = {
  name: 'items in a list',
  most: 5_000,
  hint: 'Give long lists as parameters, or as rows: SELECT list(v) FROM (VALUES (1), (2)) t(v).',
};

/** The statement, or what stands in brackets or in a CASE. */
interface Level {
  readonly isCase: boolean;
  /** Undefined of rows and of what IN compares with: DuckDB reads them in proportion to their length. */
  kind: ListKind | undefined;
  /** Of the items before the one where the last token stands. */
  count: number;
}

/** Refuses, before DuckDB reads it, a list that is too long for it. Throws TOO_DEEP. */
export function refuseLongLists(source: string, tokens: readonly Token[]): void {
  // An item and its comma are two.
  if (tokens.length < 2 * tables.most) return;
  const levels: Level[] = [newLevel(items)];
  let previous: Token | undefined;
  let overs = 0;
  for (const token of tokens) {
    if (isBlank(token)) continue;
    if (isWord(token, 'over')) overs += 1;
    if (overs > windows.most) throw tooLong(source, token, windows);
    const level = count(levels, token, previous);
    previous = token;
    if (level?.kind !== undefined && level.count >= level.kind.most) throw tooLong(source, token, level.kind);
  }
}

/** Adds a token to the list where it stands, which is the answer. */
function count(levels: Level[], token: Token, previous: Token | undefined): Level | undefined {
  const level = levels.at(-1);
  if (level === undefined) return undefined;
  if (token.kind === 'punctuation') return countSign(levels, level, token, previous);
  if (token.kind === 'identifier' && !isPunctuation(previous, '.')) return countWord(levels, level, token, previous);
  return level;
}

function countSign(levels: Level[], level: Level, token: Token, previous: Token | undefined): Level | undefined {
  if ('([{'.includes(token.text)) {
    // Rows of VALUES stand in a list that is not counted, their own items are few and counted.
    const isCompared = isWord(previous, 'in') && token.text === '(';
    levels.push(newLevel(isCompared ? undefined : items));
  } else if (')]}'.includes(token.text)) {
    // Whatever CASE is open still is the parser's to refuse.
    while (levels.length > 1 && levels.pop()?.isCase === true);
  } else if (token.text === ',') level.count += 1;
  else if (token.text === ';') beginList(level, items);
  return levels.at(-1);
}

function countWord(levels: Level[], level: Level, token: Token, previous: Token | undefined): Level | undefined {
  if (isWord(token, 'case')) levels.push({ isCase: true, kind: branches, count: -1 });
  else if (isWord(token, 'end') && level.isCase) levels.pop();
  else if (level.isCase) level.count += isWord(token, 'when') ? 1 : 0;
  else if (isWord(token, 'by') && isWord(previous, 'order', 'group', 'partition')) beginList(level, terms);
  else if (isWord(token, 'with')) beginList(level, queries);
  else if (isWord(token, 'from', 'using')) beginList(level, tables);
  else if (isWord(token, 'values')) beginList(level, undefined);
  else if (isWord(token, ...otherLists)) beginList(level, items);
  return levels.at(-1);
}

const otherLists = 'select set where having qualify window limit returning on'.split(' ');

function beginList(level: Level, kind: ListKind | undefined): void {
  level.kind = kind;
  level.count = 0;
}

function newLevel(kind: ListKind | undefined): Level {
  return { isCase: false, kind, count: 0 };
}

function tooLong(source: string, token: Token, { name, most, hint }: ListKind): SkyqlError {
  return new SkyqlError('TOO_DEEP', `The statement has more than ${most} ${name}.`, {
    hint,
    position: positionAt(source, token.offset),
  });
}
