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
  return isPunctuation(before, ',') && placesInLists(tokens)[start - 1] === 1;
}

const known = new WeakMap<readonly Token[], Uint8Array>();

/** Of each token whether it stands in the list of a SELECT and in no brackets there. Long lists are asked of once for each item. */
function placesInLists(tokens: readonly Token[]): Uint8Array {
  const found = known.get(tokens);
  if (found !== undefined) return found;
  const places = new Uint8Array(tokens.length);
  const around: (0 | 1)[] = [];
  let isInList: 0 | 1 = 0;
  for (const [index, token] of tokens.entries()) {
    if (token.kind === 'punctuation' && '([{'.includes(token.text)) {
      around.push(isInList);
      isInList = 0;
    } else if (token.kind === 'punctuation' && ')]}'.includes(token.text)) isInList = around.pop() ?? 0;
    else if (isWord(token, 'select')) isInList = 1;
    else if (isWord(token, ...endsList)) isInList = 0;
    places[index] = isInList;
  }
  known.set(tokens, places);
  return places;
}
