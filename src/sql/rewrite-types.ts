import { isBlank, isOperator, isPunctuation, isWord, type Token } from './token.ts';

/**
 * Types of PostgreSQL that DuckDB has under another meaning: `numeric` without a size keeps its digits there, and three of
 * them here. Thirty-eight digits, ten of them behind the point, are what DuckDB's multiplication leaves room for.
 */
export function rewriteTypes(tokens: readonly Token[]): readonly Token[] {
  const significant = tokens.filter((token) => !isBlank(token));
  const numerics = new Set<Token>();
  const casts: boolean[] = [];
  significant.forEach((token, index) => {
    const before = significant[index - 1];
    const after = significant[index + 1];
    if (isPunctuation(token, '(')) casts.push(isWord(before, 'cast', 'try_cast'));
    if (isPunctuation(token, ')')) casts.pop();
    if (!isWord(token, 'numeric', 'decimal') || isPunctuation(after, '(') || isPunctuation(after, '.')) return;
    if (isOperator(before, '::') || (isWord(before, 'as') && casts.at(-1) === true)) numerics.add(token);
  });
  return numerics.size === 0
    ? tokens
    : tokens.map((token) => (numerics.has(token) ? { ...token, text: `${token.text}(38, 10)` } : token));
}
