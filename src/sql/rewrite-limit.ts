import { isBlank, isPunctuation, isWord, type Token } from './token.ts';

/** `LIMIT 20, 10` of SQLite and MySQL is `LIMIT 10 OFFSET 20`; `LIMIT ALL` of PostgreSQL is none. */
export function rewriteLimit(tokens: readonly Token[]): readonly Token[] {
  const significant = tokens.filter((token) => !isBlank(token));
  const replaced = new Map<Token, string>();
  significant.forEach((token, index) => {
    const [start, comma, count] = significant.slice(index + 1, index + 4);
    if (isWord(token, 'limit') && start !== undefined && isWord(start, 'all')) {
      replaced.set(token, ' ');
      replaced.set(start, ' ');
      return;
    }
    if (!isWord(token, 'limit') || !isPunctuation(comma, ',') || comma === undefined) return;
    if (start?.kind !== 'number' || count?.kind !== 'number') return;
    replaced.set(start, count.text);
    replaced.set(comma, ' OFFSET ');
    replaced.set(count, start.text);
  });
  if (replaced.size === 0) return tokens;
  return tokens.map((token) => ({ ...token, text: replaced.get(token) ?? token.text }));
}
