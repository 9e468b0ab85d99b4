import { isPunctuation, type Token } from './token.ts';

/** Where the parenthesis that opens at an index closes; undefined where none opens there, or none closes. */
export function closingIndex(tokens: readonly Token[], opening: number): number | undefined {
  if (!isPunctuation(tokens[opening], '(')) return undefined;
  let depth = 0;
  for (let index = opening; index < tokens.length; index++) {
    if (isPunctuation(tokens[index], '(')) depth++;
    if (isPunctuation(tokens[index], ')') && --depth === 0) return index;
  }
  return undefined;
}
