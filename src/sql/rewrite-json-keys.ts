import { jsonPointer } from '../data/json-pointer.ts';
import { quoteLiteral } from '../data/quote.ts';
import { stringValue } from './string-value.ts';
import { isTagName } from './tag-name.ts';
import { isBlank, isName, isOperator, isPunctuation, isWord, nameOf, type Token } from './token.ts';

/**
 * What stands to the right of `->` and `->>`: a key, as PostgreSQL reads it, also where it looks like one of DuckDB's
 * paths (`/team`, `$cost`, nothing at all); only `$`, `$.a` and `$[0]` are paths. Of columns of tags the operators look
 * into maps and lists alike (engine/compatibility/tags.ts).
 */
export function rewriteJsonKeys(tokens: readonly Token[]): readonly Token[] {
  const significant = tokens.filter((token) => !isBlank(token));
  const replaced = new Map<Token, string>();
  significant.forEach((token, index) => {
    if (!isOperator(token, '~>') && !isOperator(token, '->>')) return;
    const name = operatorFor(token, significant, index);
    if (name !== token.text) replaced.set(token, name);
    const key = significant[index + 1];
    if (key?.kind === 'string' && name === token.text) replaced.set(key, keyLiteral(key));
  });
  return replaced.size === 0 ? tokens : tokens.map((token) => ({ ...token, text: replaced.get(token) ?? token.text }));
}

function operatorFor(token: Token, tokens: readonly Token[], index: number): string {
  const key = tokens[index + 1];
  const isText = token.text === '->>';
  const isElement = key === undefined || key.kind === 'number' || key.kind === 'operator' || isPunctuation(key, '[');
  if (isElement || (key.kind === 'string' && isPath(key))) return token.text;
  if (areTags(tokens, index)) return isText ? '~@>>' : '~@>';
  return key.kind === 'string' ? token.text : isText ? '~~>>' : '~~>';
}

function isPath(token: Token): boolean {
  return /^\$(?:$|[.[])/.test(stringValue(token));
}

/** As DuckDB takes it: what begins like a path is a JSON Pointer. */
function keyLiteral(token: Token): string {
  const key = stringValue(token);
  return /^(?:$|[/*]|\$(?![.[]|$))/.test(key) ? quoteLiteral(jsonPointer([key])) : token.text;
}

/** Whether the operand that ends before the operator is a column of tags, by its name: `t.tags`, `tags::jsonb`, `coalesce(tags, '{}')`. */
function areTags(tokens: readonly Token[], operator: number): boolean {
  const last = tokens[operator - 1];
  if (last?.kind === 'string') return isOperator(tokens[operator - 2], '~>') && isTagName(stringValue(last));
  const operand = tokens.slice(operandStart(tokens, operator), operator);
  const isQuery = operand.some((token) => isWord(token, 'select', 'from'));
  return !isQuery && operand.some((token) => isName(token) && isTagName(nameOf(token)));
}

function operandStart(tokens: readonly Token[], end: number): number {
  let start = end - 1;
  if (isOperator(tokens[start - 1], '::') && isName(tokens[start])) start -= 2;
  if (isPunctuation(tokens[start], ')')) start = openingIndex(tokens, start);
  if (isPunctuation(tokens[start], '(') && isName(tokens[start - 1])) start -= 1;
  while (isPunctuation(tokens[start - 1], '.') && isName(tokens[start - 2])) start -= 2;
  return Math.max(start, 0);
}

function openingIndex(tokens: readonly Token[], closing: number): number {
  let depth = 0;
  for (let index = closing; index >= 0; index--) {
    if (isPunctuation(tokens[index], ')')) depth++;
    if (isPunctuation(tokens[index], '(') && --depth === 0) return index;
  }
  return closing;
}
