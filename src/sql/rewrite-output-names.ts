import { closingIndex } from './closing-index.ts';
import { isBlank, isName, isPunctuation, isWord, nameOf, type Token } from './token.ts';

/**
 * `SELECT team, count(*) ... ORDER BY count`: PostgreSQL names a call without an alias after its function, DuckDB after
 * its text. The name in ORDER BY becomes the call where one call has it, and no star may hold a column of that name.
 */
export function rewriteOutputNames(tokens: readonly Token[]): readonly Token[] {
  const significant = tokens.filter((token) => !isBlank(token));
  const calls = new Map<Token, readonly Token[]>();
  significant.forEach((token, index) => {
    if (!isWord(token, 'order') || !isWord(significant[index + 1], 'by')) return;
    const columns = columnsBefore(significant, index);
    if (columns === undefined || columns.some((column) => column.at(-1)?.text === '*')) return;
    for (const item of itemsFrom(significant, index + 2)) {
      const [name, direction] = item;
      if (!isName(name) || (direction !== undefined && !isWord(direction, 'asc', 'desc', 'nulls'))) continue;
      const named = columns.filter((column) => outputName(column) === nameOf(name).toLowerCase());
      const [call] = named;
      if (call !== undefined && named.length === 1 && callEnd(call) === call.length)
        calls.set(name, written(tokens, call));
    }
  });
  if (calls.size === 0) return tokens;
  return tokens.flatMap((token) => calls.get(token)?.map((part) => ({ ...part, offset: token.offset })) ?? [token]);
}

/** The columns of the SELECT that an ORDER BY belongs to; undefined where it belongs to a union, a window or an aggregate. */
function columnsBefore(tokens: readonly Token[], order: number): readonly (readonly Token[])[] | undefined {
  let depth = 0;
  for (let index = order - 1; index >= 0; index--) {
    const token = tokens[index];
    if (isPunctuation(token, ')')) depth++;
    if (isPunctuation(token, '(') && depth-- === 0) return undefined;
    if (depth > 0) continue;
    if (isWord(token, 'union', 'intersect', 'except')) return undefined;
    if (isWord(token, 'select')) {
      return itemsFrom(tokens, isWord(tokens[index + 1], 'all', 'distinct') ? index + 2 : index + 1);
    }
  }
  return undefined;
}

/** The parts between commas, up to the end of their clause. */
function itemsFrom(tokens: readonly Token[], start: number): readonly (readonly Token[])[] {
  const items: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens.slice(start)) {
    if (depth === 0 && (isWord(token, 'from', 'order', 'limit', 'offset', 'fetch') || isPunctuation(token, ';'))) break;
    if (isPunctuation(token, '(') || isPunctuation(token, '[')) depth++;
    if ((isPunctuation(token, ')') || isPunctuation(token, ']')) && depth-- === 0) break;
    if (depth === 0 && isPunctuation(token, ',')) items.push([]);
    else items.at(-1)?.push(token);
  }
  return items;
}

/** Where a call at the start of a column ends, with FILTER and OVER; 0 where none stands there. */
function callEnd(column: readonly Token[]): number {
  const close = isName(column[0]) ? closingIndex(column, 1) : undefined;
  if (close === undefined) return 0;
  let end = close + 1;
  for (const word of ['filter', 'over']) {
    if (isWord(column[end], word)) end = (closingIndex(column, end + 1) ?? column.length) + 1;
  }
  return end;
}

function outputName(column: readonly Token[]): string | undefined {
  const last = callEnd(column) === column.length ? column[0] : column.at(-1);
  return isName(last) ? nameOf(last).toLowerCase() : undefined;
}

function written(tokens: readonly Token[], call: readonly Token[]): readonly Token[] {
  const [first] = call;
  const last = call.at(-1);
  if (first === undefined || last === undefined) return call;
  return tokens.slice(tokens.indexOf(first), tokens.indexOf(last) + 1);
}
