import { endsOperand, isBlank, isName, isOperator, isPunctuation, isWord, nameOf, type Token } from './token.ts';
import { tokenize } from './tokenize.ts';

/** A `*` that shows all columns in the result of a query. */
export interface Star {
  /**
   * `star`: `*` or `t.*`; `columns`: `COLUMNS(*)`; `from`: `FROM t` without SELECT; `table`: `TABLE t`.
   */
  readonly form: 'star' | 'columns' | 'from' | 'table';
  /** Where it begins in the text: of `t.*` the place of its `*`. */
  readonly offset: number;
  /** Where what belongs to it ends: EXCLUDE, REPLACE, RENAME and all. */
  readonly end: number;
  /** The table of `t.*`. */
  readonly qualifier?: string;
  /** What follows the `*`, in lower case. */
  readonly suffix: readonly ('exclude' | 'replace' | 'rename' | 'filter')[];
}

const setOperations = ['union', 'intersect', 'except'];
const endOfList =
  'from where group having order limit offset qualify window union intersect except using returning fetch into'.split(
    ' ',
  );

/** The stars of the query's own result; those of subqueries and CTEs are left out, being none of its own, `count(*)` is none. */
export function findStars(sql: string): readonly Star[] {
  const tokens = tokenize(sql).filter((token) => !isBlank(token));
  const stars: Star[] = [];
  /** Open brackets; those around a query that stands for the whole are transparent. */
  const transparent: boolean[] = [];
  let expectsQuery = true;
  let inWith = false;
  let inList = false;
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (token === undefined) break;
    const isOutside = transparent.every(Boolean);
    if (token.kind === 'punctuation' && '([{'.includes(token.text)) {
      transparent.push(isOutside && expectsQuery && token.text === '(');
    } else if (token.kind === 'punctuation' && ')]}'.includes(token.text)) {
      transparent.pop();
      const follows = tokens[index + 1];
      if (inWith && transparent.every(Boolean) && !isPunctuation(follows, ',') && !isWord(follows, 'as', 'using')) {
        inWith = false;
        expectsQuery = true;
      }
    } else if (isOutside) {
      readOutside(token, index);
    }
  }
  return stars;

  function readOutside(token: Token, index: number): void {
    if (isWord(token, ...setOperations)) {
      inList = false;
      expectsQuery = true;
      return;
    }
    const previous = tokens[index - 1];
    if (expectsQuery && isWord(token, 'all', 'distinct', 'by', 'name')) return;
    if (expectsQuery && isWord(token, 'with')) inWith = true;
    else if (isWord(token, 'select')) inList = true;
    else if (expectsQuery && isWord(token, 'table')) stars.push(wholeStar('table', token));
    else if (expectsQuery && isWord(token, 'from') && !hasSelect(index)) stars.push(wholeStar('from', token));
    else if (inList && isWord(token, ...endOfList) && !isWord(previous, 'distinct')) inList = false;
    else if (inList && isOperator(token, '*') && isStar(tokens, index)) stars.push(starAt(tokens, index));
    else if (inList && isWord(token, 'columns') && isColumnsOfStar(tokens, index)) {
      stars.push({ ...wholeStar('columns', token), end: endOf(tokens[index + 3]) });
    }
    expectsQuery = false;
  }

  /** Whether a SELECT follows in the same branch: `FROM t SELECT a`. */
  function hasSelect(from: number): boolean {
    let depth = 0;
    for (const token of tokens.slice(from + 1)) {
      if (isPunctuation(token, '(')) depth++;
      if (isPunctuation(token, ')') && --depth < 0) return false;
      if (depth === 0 && isWord(token, ...setOperations)) return false;
      if (depth === 0 && isWord(token, 'select')) return true;
    }
    return false;
  }
}

function wholeStar(form: Star['form'], token: Token): Star {
  return { form, offset: token.offset, end: endOf(token), suffix: [] };
}

function isStar(tokens: readonly Token[], index: number): boolean {
  const previous = tokens[index - 1];
  if (isPunctuation(previous, '.') || !endsOperand(previous)) return true;
  // After the brackets of DISTINCT ON only what follows tells a star from a multiplication.
  const next = tokens[index + 1];
  return next === undefined || isPunctuation(next, ',') || isWord(next, 'from', 'exclude', 'replace', 'rename');
}

function isColumnsOfStar(tokens: readonly Token[], index: number): boolean {
  return (
    isPunctuation(tokens[index + 1], '(') && isOperator(tokens[index + 2], '*') && isPunctuation(tokens[index + 3], ')')
  );
}

function starAt(tokens: readonly Token[], index: number): Star {
  const star = tokens[index] as Token;
  const table = isPunctuation(tokens[index - 1], '.') ? tokens[index - 2] : undefined;
  const suffix: Star['suffix'][number][] = [];
  let end = index + 1;
  for (;;) {
    const word = tokens[end];
    if (!isWord(word, 'exclude', 'replace', 'rename') || word === undefined) break;
    suffix.push(word.text.toLowerCase() as Star['suffix'][number]);
    end = isPunctuation(tokens[end + 1], '(') ? groupEnd(tokens, end + 1) : entryEnd(tokens, end + 1);
  }
  if (isWord(tokens[end], 'like', 'ilike', 'similar', 'not', 'glob')) suffix.push('filter');
  return {
    form: 'star',
    offset: star.offset,
    end: endOf(tokens[end - 1]),
    qualifier: isName(table) ? nameOf(table) : undefined,
    suffix,
  };
}

function groupEnd(tokens: readonly Token[], opening: number): number {
  let depth = 0;
  for (let index = opening; index < tokens.length; index++) {
    if (isPunctuation(tokens[index], '(')) depth++;
    if (isPunctuation(tokens[index], ')') && --depth === 0) return index + 1;
  }
  return tokens.length;
}

function entryEnd(tokens: readonly Token[], start: number): number {
  let index = start;
  while (
    index < tokens.length &&
    !isPunctuation(tokens[index], ',') &&
    !isWord(tokens[index], 'from', 'replace', 'rename')
  ) {
    if (isPunctuation(tokens[index], '(')) index = groupEnd(tokens, index);
    else index++;
  }
  return index;
}

function endOf(token: Token | undefined): number {
  return token === undefined ? 0 : token.offset + token.text.length;
}
