import { isPunctuation, type Token } from './token.ts';

/** The commas between two places, outside of all brackets there. */
export function commasBetween(tokens: readonly Token[], start: number, end: number): readonly Token[] {
  let depth = 0;
  return tokens.slice(start, end).filter((token) => {
    if (token.kind === 'punctuation' && '([{'.includes(token.text)) depth++;
    if (token.kind === 'punctuation' && ')]}'.includes(token.text)) depth--;
    return depth === 0 && isPunctuation(token, ',');
  });
}
