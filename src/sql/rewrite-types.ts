import { numericSize } from './numeric-size.ts';
import { stringValue } from './string-value.ts';
import { isBlank, isOperator, isPunctuation, isWord, type Token } from './token.ts';

/** Types of PostgreSQL that DuckDB has under another meaning: `numeric` without a size keeps its digits there, and three of them here. */
export function rewriteTypes(tokens: readonly Token[]): readonly Token[] {
  const significant = tokens.filter((token) => !isBlank(token));
  const numerics = new Map<Token, string>();
  const casts: boolean[] = [];
  significant.forEach((token, index) => {
    const before = significant[index - 1];
    const after = significant[index + 1];
    if (isPunctuation(token, '(')) casts.push(isWord(before, 'cast', 'try_cast'));
    if (isPunctuation(token, ')')) casts.pop();
    if (!isWord(token, 'numeric', 'decimal') || isPunctuation(after, '(') || isPunctuation(after, '.')) return;
    const isCast = isOperator(before, '::');
    if (isCast || (isWord(before, 'as') && casts.at(-1) === true)) {
      numerics.set(token, numericSize(isCast ? written(significant[index - 2]) : undefined));
    }
  });
  return numerics.size === 0
    ? tokens
    : tokens.map((token) => (numerics.has(token) ? { ...token, text: `${token.text}${numerics.get(token)}` } : token));
}

function written(token: Token | undefined): string | undefined {
  if (token?.kind === 'number') return token.text;
  return token?.kind === 'string' ? stringValue(token) : undefined;
}
