import { isBlank, isPunctuation, isWord, type Token } from './token.ts';

/**
 * `date(...)` and `time(...)` are casts to DuckDB's parser, whatever macros there are: SQLite's functions of time go by
 * names of our own (engine/compatibility/stackql.ts).
 */
export function rewriteStackqlFunctions(tokens: readonly Token[]): readonly Token[] {
  const significant = tokens.filter((token) => !isBlank(token));
  const calls = new Set(
    significant.filter(
      (token, index) =>
        isWord(token, 'date', 'time') &&
        isPunctuation(significant[index + 1], '(') &&
        !isPunctuation(significant[index - 1], '.'),
    ),
  );
  return tokens.map((token) => (calls.has(token) ? { ...token, text: `skyql_${token.text.toLowerCase()}` } : token));
}
