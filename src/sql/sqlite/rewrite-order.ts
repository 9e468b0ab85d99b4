import { isOperator, isPunctuation, isWord, type Token } from '../token.ts';
import { mean, type Surroundings } from './mean-expression.ts';
import { asValue } from './meaning.ts';
import { bracketEnd, nextAtLevel, type Output, partsOf, type Scope } from './output.ts';
import { rewriteNative } from './rewrite-native.ts';
import { offsetOf, rewriteCondition, surroundings, wholeExpression } from './rewrite-parts.ts';

/** FILTER (WHERE ...) and OVER (PARTITION BY ... ORDER BY ...) after a call. */
export function rewriteAfterCall(tokens: readonly Token[], scope: Scope, output: Output): void {
  let start = 0;
  while (start < tokens.length) {
    const opening = nextAtLevel(tokens, start, (token) => isPunctuation(token, '('));
    if (opening === tokens.length) break;
    const end = bracketEnd(tokens, opening);
    const inner = tokens.slice(opening + 1, end);
    output.copy(tokens.slice(start, opening + 1));
    if (isWord(tokens[opening - 1], 'filter') && isWord(inner[0], 'where')) {
      output.copy(inner.slice(0, 1));
      rewriteCondition(inner.slice(1), scope, output);
    } else rewriteWindow(inner, scope, output);
    start = end;
    output.copy(tokens.slice(end, end + 1));
    start = end + 1;
  }
  output.copy(tokens.slice(start));
}

function rewriteWindow(tokens: readonly Token[], scope: Scope, output: Output): void {
  const isClause = (token: Token): boolean => isWord(token, 'partition', 'order', 'rows', 'range', 'groups');
  let start = nextAtLevel(tokens, 0, isClause);
  output.copy(tokens.slice(0, start));
  while (start < tokens.length) {
    const end = nextAtLevel(tokens, start + 1, isClause);
    const word = tokens[start]?.text.toLowerCase() ?? '';
    if (word === 'partition' || word === 'order') {
      output.copy(tokens.slice(start, start + 2));
      writeOrder(word, tokens.slice(start + 2, end), scope, surroundings(scope), output);
    } else output.copy(tokens.slice(start, end));
    start = end;
  }
}

/** GROUP BY and ORDER BY: a number is the place of an output; NULL is the least of all values. */
export function writeOrder(
  word: string,
  body: readonly Token[],
  scope: Scope,
  around: Surroundings,
  output: Output,
): void {
  partsOf(body).forEach((part, index) => {
    if (index > 0) output.write(',', offsetOf(part));
    const end = nextAtLevel(part, 0, (token) => isWord(token, 'asc', 'desc', 'nulls'));
    const direction = part.slice(end);
    const value = part.slice(0, end);
    const expression = wholeExpression(value);
    const isPlace = value.length === 1 && value[0]?.kind === 'number';
    const isAll = value.length === 1 && isWord(value[0], 'all');
    if (isPlace || isAll || expression === undefined || isPunctuation(value[0], '{') || isOperator(value[0], '*'))
      rewriteNative(value, scope, output);
    else output.write(asValue(mean(expression, around)).sql, offsetOf(value));
    output.copy(direction);
    if (word === 'order' && !direction.some((token) => isWord(token, 'nulls')))
      output.write(direction.some((token) => isWord(token, 'desc')) ? 'NULLS LAST' : 'NULLS FIRST', offsetOf(part));
  });
}
