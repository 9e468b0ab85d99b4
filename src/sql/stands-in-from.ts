import { isPunctuation, isWord, type Token } from './token.ts';

/** Whether a function is called in FROM, and not for a value: the nearest word of a clause before it at its depth tells. */
export function standsInFrom(tokens: readonly Token[], index: number): boolean {
  const before = tokens[index - 1];
  if (!isPunctuation(before, ',') && !isWord(before, 'from', 'join', 'lateral')) return false;
  let depth = 0;
  for (let at = index - 1; at >= 0; at--) {
    const token = tokens[at];
    if (isPunctuation(token, ')')) depth++;
    if (isPunctuation(token, '(') && depth-- === 0) return false;
    if (depth === 0 && isWord(token, 'from', 'join', 'lateral', 'using')) return true;
    if (depth === 0 && isWord(token, ...valueClauses)) return false;
  }
  return false;
}

const valueClauses = 'select where having by qualify set values returning distinct limit'.split(' ');
