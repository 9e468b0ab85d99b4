import { isName, isPunctuation, isWord, nameOf, type Token } from './token.ts';

/** Where the one argument of a call ends, when it is about tags, told by a name, and no query. */
export function tagArgumentEnd(
  tokens: readonly Token[],
  opening: number,
  isTag: (name: string) => boolean,
): number | undefined {
  if (!isPunctuation(tokens[opening], '(')) return undefined;
  let depth = 0;
  let aboutTags = false;
  for (let index = opening; index < tokens.length; index++) {
    const token = tokens[index];
    if (isPunctuation(token, '(')) depth++;
    if (isPunctuation(token, ')') && --depth === 0) return aboutTags ? index : undefined;
    if (isWord(token, 'select', 'from') || (depth === 1 && isPunctuation(token, ','))) return undefined;
    if (token?.kind === 'operator' && token.text !== '::') return undefined;
    if (isName(token) && isTag(nameOf(token))) aboutTags = true;
  }
  return undefined;
}
