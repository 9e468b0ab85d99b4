import { isPunctuation, type Token } from './token.ts';

/** Where the commas between two places stand, outside of all brackets there. */
export function commaIndexes(tokens: readonly Token[], start: number, end: number): readonly number[] {
  const found: number[] = [];
  let depth = 0;
  for (let index = start; index < end; index++) {
    const token = tokens[index];
    if (token?.kind !== 'punctuation') continue;
    if ('([{'.includes(token.text)) depth++;
    if (')]}'.includes(token.text)) depth--;
    if (depth === 0 && isPunctuation(token, ',')) found.push(index);
  }
  return found;
}
