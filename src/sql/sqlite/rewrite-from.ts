import { isName, isPunctuation, isWord, nameOf, type Token } from '../token.ts';
import { mean } from './mean-expression.ts';
import { truthOf } from './meaning.ts';
import { bracketEnd, nextAtLevel, type Output, partsOf, type Scope } from './output.ts';
import { rewriteNative } from './rewrite-native.ts';
import { offsetOf, rewriteValue, surroundings, wholeExpression } from './rewrite-parts.ts';
import { rewriteQuery } from './rewrite-query.ts';

/** A condition that belongs to the ON of a join, in DuckDB's words. */
export interface JoinCondition {
  /** The name of the table on the right, in small letters. */
  readonly table: string;
  readonly condition: string;
}

/** Tables and joins; conditions that WHERE gave are put to the ON of the tables that they are of. */
export function rewriteFrom(
  tokens: readonly Token[],
  scope: Scope,
  moved: readonly JoinCondition[],
  output: Output,
): void {
  let index = 0;
  let table: string | undefined;
  while (index < tokens.length) {
    const token = tokens[index];
    const next = tokens[index + 1];
    if (isWord(token, 'on')) {
      const end = nextAtLevel(tokens, index + 1, isJoinWord);
      output.copy(tokens.slice(index, index + 1));
      joinCondition(
        tokens.slice(index + 1, end),
        scope,
        moved.filter((one) => one.table === table),
        output,
      );
      index = end;
    } else if (isPunctuation(token, '(')) {
      const end = bracketEnd(tokens, index);
      const inner = tokens.slice(index + 1, end);
      output.copy(tokens.slice(index, index + 1));
      if (isName(tokens[index - 1]) && !isWord(tokens[index - 1], 'from', 'join', 'lateral', 'as', 'using'))
        rewriteArguments(tokens, index, inner, scope, output);
      else if (isWord(inner[0], 'select', 'with', 'values')) rewriteQuery(inner, scope, 'any', output);
      else if (isWord(tokens[index - 1], 'using')) output.copy(inner);
      else rewriteFrom(inner, scope, moved, output);
      output.copy(tokens.slice(end, end + 1));
      index = end + 1;
    } else {
      if (
        isName(token) &&
        !isJoinWord(token) &&
        !isWord(token, 'on', 'as', 'lateral', 'outer') &&
        !isPunctuation(next, '.') &&
        !isPunctuation(next, '(')
      )
        table = nameOf(token).toLowerCase();
      if (token !== undefined) output.copy([token]);
      index += 1;
    }
  }
}

const joinWords = 'join left right full inner cross natural asof positional semi anti from'.split(' ');

function isJoinWord(token: Token): boolean {
  return isWord(token, ...joinWords) || isPunctuation(token, ',');
}

/** `json_each(column, '$.path')`; the names of `AS t(a, b)` stay. */
function rewriteArguments(
  tokens: readonly Token[],
  opening: number,
  inner: readonly Token[],
  scope: Scope,
  output: Output,
): void {
  const isAlias = isWord(tokens[opening - 2], 'as') || isPunctuation(tokens[opening - 2], ')');
  if (isAlias || inner.length === 0) {
    output.copy(inner);
    return;
  }
  partsOf(inner).forEach((argument, index) => {
    if (index > 0) output.write(',', offsetOf(argument));
    rewriteValue(argument, scope, 'plain', output);
  });
}

function joinCondition(tokens: readonly Token[], scope: Scope, moved: readonly JoinCondition[], output: Output): void {
  const expression = wholeExpression(tokens);
  if (expression === undefined && moved.length === 0) {
    rewriteNative(tokens, scope, output);
    return;
  }
  if (expression === undefined) {
    output.write('(', offsetOf(tokens));
    rewriteNative(tokens, scope, output);
    output.write(`)${moved.map(({ condition }) => ` AND ${condition}`).join('')}`, offsetOf(tokens));
    return;
  }
  const own = truthOf(mean(expression, { ...surroundings(scope), isJoin: true }));
  output.write([own, ...moved.map(({ condition }) => condition)].join(' AND '), offsetOf(tokens));
}
