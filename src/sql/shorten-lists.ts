import { isBlank, isOperator, isPunctuation, isWord, type Token } from './token.ts';
import { tokenize } from './tokenize.ts';

/** Shorter texts are read in no time as they are. */
const longText = 4_096;

/**
 * The text with one constant in place of many, `IN (1)` for `IN (1, 2, 3)` and `VALUES (1, 2)` for `VALUES (1, 2), (3, 4)`: it names
 * the same tables, and whoever asks for these alone has less to read.
 */
export function shortenLists(sql: string): string {
  if (sql.length < longText) return sql;
  const tokens = tokenize(sql).filter((token) => !isBlank(token));
  let short = '';
  let copied = 0;
  for (let index = 0; index < tokens.length; index += 1) {
    const end = isPunctuation(tokens[index], '(') ? constantsEnd(tokens, index) : undefined;
    if (end === undefined) continue;
    if (isWord(tokens[index - 1], 'in')) leaveOut(itemEnd(tokens, index + 1) ?? end, end);
    let last = end;
    while (isPunctuation(tokens[last + 1], ',') && isPunctuation(tokens[last + 2], '(')) {
      const next = constantsEnd(tokens, last + 2);
      if (next === undefined) break;
      last = next;
    }
    leaveOut(end + 1, last + 1);
    index = last;
  }
  return short + sql.slice(copied);

  function leaveOut(from: number, to: number): void {
    short += sql.slice(copied, offsetOf(from));
    copied = offsetOf(to);
  }

  function offsetOf(index: number): number {
    return tokens[index]?.offset ?? sql.length;
  }
}

/** Where a bracket closes in which there are constants alone. */
function constantsEnd(tokens: readonly Token[], opening: number): number | undefined {
  for (let index = opening + 1; ; ) {
    const end = itemEnd(tokens, index);
    if (end === undefined) return undefined;
    if (isPunctuation(tokens[end], ')')) return end;
    if (!isPunctuation(tokens[end], ',')) return undefined;
    index = end + 1;
  }
}

/** Behind a constant. */
function itemEnd(tokens: readonly Token[], start: number): number | undefined {
  const isSigned = isOperator(tokens[start], '-') || isOperator(tokens[start], '+');
  const token = tokens[isSigned ? start + 1 : start];
  const isConstant = token?.kind === 'number' || token?.kind === 'string' || isWord(token, 'null', 'true', 'false');
  return isConstant ? start + (isSigned ? 2 : 1) : undefined;
}
