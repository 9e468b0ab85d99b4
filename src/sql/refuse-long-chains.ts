import { positionAt } from '../errors/position-at.ts';
import { SkyqlError } from '../errors/skyql-error.ts';
import { endsOperand, isBlank, isPunctuation, isWord, type Token } from './token.ts';

/**
 * Each operator, cast, subscript, CASE or join in a row is a level of DuckDB's tree. What it takes for them grows with their
 * third power, 250 are a second; a few thousand of some end the process.
 */
const longest = 250;
/** Queries that UNION and its like put together in a row. */
const mostQueries = 1_000;

/** Conditions in a row: what DuckDB takes to plan them grows with their square, 5,000 are some seconds. */
const mostConditions = 5_000;

/** Quotes within texts: what DuckDB's parser takes for them grows with their square. */
const mostQuotes = 100_000;

/** What stands at one place: the statement, a bracket, a CASE. */
interface Level {
  readonly isCase: boolean;
  /** Since the last comma, AND or word that begins another part. */
  operators: number;
  /** BETWEEN, whose AND ends nothing. */
  ranges: number;
  joins: number;
  queries: number;
  /** Each AND and OR since the last word that begins another part. */
  conditions: number;
}

/** Refuses, before DuckDB reads it, what is too long a row for it. Throws TOO_DEEP. */
export function refuseLongChains(source: string, tokens: readonly Token[]): void {
  const levels: Level[] = [newLevel(false)];
  let previous: Token | undefined;
  let quotes = 0;
  for (const token of tokens) {
    if (isBlank(token)) continue;
    if (token.kind === 'string') quotes += quotesIn(token);
    if (quotes > mostQuotes) throw tooLong(source, token, `${mostQuotes} quotes in its texts`, inParameter);
    const level = count(levels, token, previous);
    previous = token;
    if (level.conditions >= mostConditions)
      throw tooLong(source, token, `${mostConditions} conditions in a row`, inList);
    if (level.queries > mostQueries) throw tooLong(source, token, `${mostQueries} queries in a row`, inTable);
    if (depthOf(levels) > longest)
      throw tooLong(source, token, `${longest} operators, casts, CASEs or joins in a row`, inGroups);
  }
}

const inList = "Compare with a list, column IN ('a', 'b'), or join a table with the values.";
const inParameter = 'Give long texts as parameters.';
const inTable = 'Read the parts into tables with CREATE TEMP TABLE name AS ..., or read one table with IN.';
const inGroups = 'Put some of them at a time in brackets, or give parts names with WITH name AS (...).';

/** Adds a token to the level where it stands, which is the last one afterwards. */
function count(levels: Level[], token: Token, previous: Token | undefined): Level {
  const level = levels.at(-1) ?? newLevel(false);
  if (isPunctuation(token, '[') && endsOperand(previous)) level.operators += 1;
  if (isOpening(token)) return push(levels, newLevel(false));
  if (isClosing(token)) {
    // Whatever CASE is open still is the parser's to refuse.
    while (levels.length > 1 && levels.pop()?.isCase === true);
  } else if (token.kind === 'identifier' && !isPunctuation(previous, '.')) return countWord(levels, level, token);
  else if (isPunctuation(token, ',') || isPunctuation(token, ';')) beginPart(level);
  else if (token.kind === 'operator' || token.kind === 'punctuation') level.operators += 1;
  return levels.at(-1) ?? level;
}

function countWord(levels: Level[], level: Level, token: Token): Level {
  if (isWord(token, 'and', 'or')) {
    level.operators = 0;
    level.conditions += 1;
  } else if (isWord(token, ...operatorWords)) level.operators += 1;
  else if (isWord(token, 'between')) level.ranges += 1;
  else if (isWord(token, 'case')) return push(levels, newLevel(true));
  else if (isWord(token, 'end') && level.isCase) levels.pop();
  else if (isWord(token, ...partWords)) {
    beginPart(level);
    if (isWord(token, 'join')) level.joins += 1;
    else if (isWord(token, 'from')) level.joins = 0;
    else if (isWord(token, 'union', 'except', 'intersect')) level.queries += 1;
  }
  return levels.at(-1) ?? level;
}

const operatorWords =
  'not is isnull notnull in like ilike glob similar collate at interval operator explain analyze'.split(' ');
const partWords =
  'select from where group having order qualify window limit offset by on using values set as when then else join union except intersect'.split(
    ' ',
  );

function quotesIn({ text }: Token): number {
  let quotes = 0;
  for (let at = text.indexOf("'", 1); at !== -1 && at < text.length - 1; at = text.indexOf("'", at + 1)) quotes += 1;
  return quotes;
}

function newLevel(isCase: boolean): Level {
  return { isCase, operators: 0, ranges: 0, joins: 0, queries: 0, conditions: 0 };
}

function push(levels: Level[], level: Level): Level {
  levels.push(level);
  return level;
}

function beginPart(level: Level): void {
  level.operators = 0;
  level.ranges = 0;
  level.conditions = 0;
}

/** How many levels of DuckDB's tree lead to where the last token stands. */
function depthOf(levels: readonly Level[]): number {
  return levels.reduce((sum, { operators, ranges, joins }) => sum + 1 + operators + ranges + joins, 0);
}

function isOpening(token: Token): boolean {
  return token.kind === 'punctuation' && '([{'.includes(token.text);
}

function isClosing(token: Token): boolean {
  return token.kind === 'punctuation' && ')]}'.includes(token.text);
}

function tooLong(source: string, token: Token, most: string, hint: string): SkyqlError {
  return new SkyqlError('TOO_DEEP', `The statement has more than ${most}.`, {
    hint,
    position: positionAt(source, token.offset),
  });
}
