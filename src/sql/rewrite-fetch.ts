import { isBlank, isWord, type Token } from './token.ts';

/** `FETCH FIRST 10 ROWS ONLY` of the SQL standard is `LIMIT 10`; `WITH TIES` is another thing. */
export function rewriteFetch(tokens: readonly Token[]): readonly Token[] {
  const significant = tokens.filter((token) => !isBlank(token));
  const replaced = new Map<Token, string>();
  significant.forEach((token, index) => {
    const first = significant[index + 1];
    const count = significant[index + 2];
    if (!isWord(token, 'fetch') || !isWord(first, 'first', 'next') || first === undefined) return;
    const isOne = isWord(count, 'row', 'rows');
    const end = isOne ? index + 2 : index + 3;
    const [rows, only] = significant.slice(end, end + 2);
    if (!(isOne || count?.kind === 'number' || count?.kind === 'parameter')) return;
    if (rows === undefined || only === undefined || !isWord(rows, 'row', 'rows') || !isWord(only, 'only')) return;
    replaced.set(token, 'LIMIT');
    replaced.set(first, isOne ? '1' : '');
    replaced.set(rows, '');
    replaced.set(only, '');
    const before = significant[index - 1];
    if (before !== undefined && isWord(before, 'row', 'rows')) replaced.set(before, '');
  });
  if (replaced.size === 0) return tokens;
  return tokens.map((token) => {
    const text = replaced.get(token);
    if (text === undefined) return token;
    return text === '' ? { ...token, kind: 'whitespace', text } : { ...token, text };
  });
}
