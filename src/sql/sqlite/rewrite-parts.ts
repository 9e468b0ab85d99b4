import { quoteIdentifier } from '../../data/quote.ts';
import { isName, isOperator, isPunctuation, isWord, type Token, textOf as textOfTokens } from '../token.ts';
import type { Expression } from './expression.ts';
import { mean, type Surroundings } from './mean-expression.ts';
import { asValue, encoded, type Meaning, plainCall, textOf, truthOf } from './meaning.ts';
import { type Form, Output, partsOf, type Scope, sourceText } from './output.ts';
import { parseExpression } from './parse-expression.ts';
import { rewriteNative } from './rewrite-native.ts';
import { rewriteAfterCall } from './rewrite-order.ts';
import { rewriteQuery } from './rewrite-query.ts';
import { readerOf } from './token-reader.ts';

export function surroundings(scope: Scope): Surroundings {
  return {
    ...scope,
    query: (query, form) => {
      const output = new Output();
      rewriteQuery(query.tokens, scope, form, output);
      return textOfTokens(output.tokens);
    },
    after: (tokens) => {
      const output = new Output();
      rewriteAfterCall(tokens, scope, output);
      return textOfTokens(output.tokens);
    },
  };
}

/** The expression that tokens are as a whole; undefined where they are none of SQLite's. */
export function wholeExpression(tokens: readonly Token[]): Expression | undefined {
  const reader = readerOf(tokens);
  const expression = parseExpression(reader);
  return reader.at === reader.tokens.length ? expression : undefined;
}

export function rewriteCondition(tokens: readonly Token[], scope: Scope, output: Output): void {
  const expression = wholeExpression(tokens);
  if (expression === undefined) rewriteNative(tokens, scope, output);
  else output.write(truthOf(mean(expression, surroundings(scope))), offsetOf(tokens));
}

export function rewriteValue(tokens: readonly Token[], scope: Scope, form: Form, output: Output): void {
  const expression = wholeExpression(tokens);
  if (expression === undefined) rewriteNative(tokens, scope, output);
  else output.write(inForm(mean(expression, surroundings(scope)), form).sql, offsetOf(tokens));
}

export function offsetOf(tokens: readonly Token[]): number {
  return tokens[0]?.offset ?? 0;
}

/** A value as who asked for it wants it. */
export function inForm(meaning: Meaning, form: Form): Meaning {
  if (form === 'given') {
    // What is true or false stays so: an API takes no 1 for it.
    if (meaning.kind === 'dynamic')
      return { sql: `CAST(${plainCall('json_quote', [meaning])} AS JSON)`, kind: 'native' };
    return meaning;
  }
  const value = asValue(meaning);
  const isOpen = value.kind === 'dynamic' || (value.isDynamicName === true && value.kind === 'native');
  return form === 'plain' && isOpen ? { sql: textOf(value), kind: 'text', encoded: encoded(value) } : value;
}

/** One output of a SELECT: an expression with its name, or what only DuckDB reads, stars among it. */
export type OutputItem =
  | {
      readonly expression: Expression;
      readonly name: string | undefined;
      readonly alias: string | undefined;
      readonly tokens: readonly Token[];
    }
  | { readonly expression: undefined; readonly tokens: readonly Token[] };

export function outputItems(tokens: readonly Token[]): readonly OutputItem[] {
  return partsOf(tokens).map(outputItem);
}

function outputItem(tokens: readonly Token[]): OutputItem {
  const other = { expression: undefined, tokens };
  if (tokens.some((token) => isOperator(token, '*')) && isStar(tokens)) return other;
  const reader = readerOf(tokens);
  const expression = parseExpression(reader);
  if (expression === undefined) return other;
  const rest = tokens.slice(reader.at);
  if (rest.length === 0) {
    const name = expression.form === 'name' ? undefined : sourceText(tokens);
    return { expression, name, alias: undefined, tokens };
  }
  const [as, alias] = isWord(rest[0], 'as') ? [rest[0], rest[1]] : [undefined, rest[0]];
  const isWhole = rest.length === (as === undefined ? 1 : 2);
  if (!isWhole || alias === undefined || !(alias.kind === 'string' || isName(alias))) return other;
  return { expression, name: undefined, alias: alias.text, tokens };
}

/** `*`, `t.*`, `* EXCLUDE (...)`. */
function isStar(tokens: readonly Token[]): boolean {
  let index = 0;
  while (isName(tokens[index]) && isPunctuation(tokens[index + 1], '.')) index += 2;
  return isOperator(tokens[index], '*');
}

/** The outputs of RETURNING. */
export function rewriteOutputs(tokens: readonly Token[], scope: Scope, output: Output): void {
  const around = surroundings(scope);
  outputItems(tokens).forEach((item, index) => {
    if (index > 0) output.write(',', offsetOf(item.tokens));
    if (item.expression === undefined) rewriteNative(item.tokens, scope, output);
    else writeOutput(inForm(mean(item.expression, around), 'plain'), item, output);
  });
}

/** An output under the name that SQLite gives it: its alias, or its text. */
export function writeOutput(
  meaning: Meaning,
  item: OutputItem & { readonly expression: Expression },
  output: Output,
  named = item.name,
): void {
  const name = item.alias ?? (named === undefined ? undefined : quoteIdentifier(named));
  output.write(name === undefined ? meaning.sql : `${meaning.sql} AS ${name}`, offsetOf(item.tokens));
}
