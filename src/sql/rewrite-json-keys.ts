import { jsonPointer } from '../data/json-pointer.ts';
import { quoteLiteral } from '../data/quote.ts';
import { jsonComparison } from './json-comparison.ts';
import { operandStart } from './operand-start.ts';
import { stringValue } from './string-value.ts';
import { tagNamesIn } from './tag-name.ts';
import { isBlank, isName, isOperator, isPunctuation, isWord, nameOf, type Token } from './token.ts';

/**
 * What stands to the right of `->` and `->>`: a key, as PostgreSQL reads it, also where it looks like one of DuckDB's
 * paths (`/team`, `$cost`, nothing at all); only `$`, `$.a` and `$[0]` are paths. Of columns of tags the operators look
 * into maps and lists alike (engine/compatibility/tags.ts). `-> 'team' = 'x'` compares the text, as `->>` does.
 */
export function rewriteJsonKeys(tokens: readonly Token[]): readonly Token[] {
  const significant = tokens.filter((token) => !isBlank(token));
  if (!significant.some((token) => isOperator(token, '~>') || isOperator(token, '->>'))) return tokens;
  const replaced = new Map<Token, string>();
  const isTag = tagNamesIn(significant);
  significant.forEach((token, index) => {
    if (!isOperator(token, '~>') && !isOperator(token, '->>')) return;
    const isCompared = isOperator(token, '~>') && isKey(significant[index + 1]);
    const compared = isCompared ? jsonComparison(significant, index + 2) : undefined;
    if (compared?.tail !== undefined) {
      const [first, ...rest] = significant.slice(index + 2, index + 2 + compared.length);
      if (first !== undefined) replaced.set(first, compared.tail);
      for (const part of rest) replaced.set(part, '');
    }
    const isText = isOperator(token, '->>') || (compared?.tail !== undefined && compared.isOfTexts);
    const name = operatorFor(isText, significant, index, isTag);
    if (name !== token.text) replaced.set(token, name);
    const key = significant[index + 1];
    if (key?.kind === 'string' && !name.startsWith('~@')) replaced.set(key, keyLiteral(key));
  });
  if (replaced.size === 0) return tokens;
  return tokens.map((token) => {
    const text = replaced.get(token);
    if (text === undefined) return token;
    return text === '' ? { ...token, kind: 'whitespace', text } : { ...token, text };
  });
}

type IsTag = ReturnType<typeof tagNamesIn>;

function operatorFor(isText: boolean, tokens: readonly Token[], index: number, isTag: IsTag): string {
  const plain = isText ? '->>' : '~>';
  const key = tokens[index + 1];
  const isElement = key === undefined || key.kind === 'number' || key.kind === 'operator' || isPunctuation(key, '[');
  if (isElement || (key.kind === 'string' && isPath(key))) return plain;
  if (areTags(tokens, index, isTag)) return isText ? '~@>>' : '~@>';
  return key.kind === 'string' ? plain : isText ? '~~>>' : '~~>';
}

function isKey(token: Token | undefined): boolean {
  return token?.kind === 'string' || token?.kind === 'number';
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
function areTags(tokens: readonly Token[], operator: number, isTag: IsTag): boolean {
  const last = tokens[operator - 1];
  if (last?.kind === 'string') return isOperator(tokens[operator - 2], '~>') && isTag(stringValue(last));
  const operand = tokens.slice(operandStart(tokens, operator), operator);
  const isQuery = operand.some((token) => isWord(token, 'select', 'from'));
  return !isQuery && operand.some((token) => isName(token) && isTag(nameOf(token)));
}
