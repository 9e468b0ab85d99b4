import { isPunctuation, isWord, type Token } from './token.ts';

const endsList = [
  'from',
  'where',
  'group',
  'order',
  'having',
  'by',
  'values',
  'on',
  'using',
  'set',
  'limit',
  'qualify',
  'window',
  'union',
  'intersect',
  'except',
  'into',
  'case',
  'when',
  'then',
  'else',
];

/** Whether tokens are all of an item of a SELECT's list, whose column is called by what they say. */
export function isSelectItem(tokens: readonly Token[], start: number, end: number): boolean {
  const [before, after] = [tokens[start - 1], tokens[end]];
  const isAfter =
    after === undefined || isPunctuation(after, ',') || isPunctuation(after, ')') || isPunctuation(after, ';');
  if (!isAfter && !isWord(after, 'from', 'where', 'group', 'order', 'limit', 'union', 'intersect', 'except'))
    return false;
  // An aggregate has a DISTINCT too.
  if (isWord(before, 'distinct', 'all')) return isWord(tokens[start - 2], 'select');
  if (isWord(before, 'select')) return true;
  if (!isPunctuation(before, ',')) return false;
  let depth = 0;
  for (let index = start - 1; index >= 0; index--) {
    const token = tokens[index];
    if (token?.kind === 'punctuation' && ')]}'.includes(token.text)) depth += 1;
    if (token?.kind === 'punctuation' && '([{'.includes(token.text) && --depth < 0) return false;
    if (depth > 0) continue;
    if (isWord(token, 'select')) return true;
    if (isWord(token, ...endsList)) return false;
  }
  return false;
}
