import { canonicalJsonText } from '../data/canonical-json.ts';
import { quoteLiteral } from '../data/quote.ts';
import { stringValue } from './string-value.ts';
import { isOperator, isPunctuation, isWord, type Token } from './token.ts';

/** What stands after a value of JSON that is compared with texts: `= 'x'`, `<> 'x'`, `IN ('x', 'y')`, `IS DISTINCT FROM 'x'`. */
export interface JsonComparison {
  /** How many tokens it is of. */
  readonly length: number;
  /** Whether it is about texts and other plain values alone. */
  readonly isOfTexts: boolean;
  /** The same after a value that stands before it already, read as text or else as JSON; undefined where it takes both. */
  readonly tail: string | undefined;
  /** The condition on a value, of which there is the text (`->>`) and the JSON. */
  readonly condition: (text: string, json: string) => string;
}

/**
 * A text is meant: `tags -> 'team' = 'x'` asks for the text of the member, not for the JSON that DuckDB would make of `x`.
 * Objects and lists are compared as JSON, whose text is the same where the value is. Undefined where nothing of the kind stands.
 */
export function jsonComparison(tokens: readonly Token[], start: number): JsonComparison | undefined {
  const operator = comparisonOperator(tokens, start);
  if (operator === undefined) return undefined;
  const { length, isNegated, isDistinct, isList } = operator;
  const found = isList ? literalList(tokens, start + length) : literalAt(tokens, start + length);
  if (found === undefined) return undefined;
  const texts = found.literals.flatMap(({ texts }) => texts);
  const values = found.literals.flatMap(({ json }) => json);
  return {
    length: length + found.length,
    isOfTexts: values.length === 0,
    tail: texts.length > 0 && values.length > 0 ? undefined : tailOf(operator, [...texts, ...values]),
    condition: (text, json) => {
      const one = [oneOf(text, texts), oneOf(json, values)].filter((side) => side !== '').join(' OR ');
      const condition = isDistinct ? `coalesce(${one}, false)` : one;
      return isNegated ? `(NOT (${condition}))` : `(${condition})`;
    },
  };
}

interface Operator {
  readonly length: number;
  readonly isNegated: boolean;
  readonly isDistinct: boolean;
  readonly isList: boolean;
}

function comparisonOperator(tokens: readonly Token[], start: number): Operator | undefined {
  const first = tokens[start];
  const plain = { isNegated: false, isDistinct: false, isList: false };
  if (isOperator(first, '=')) return { ...plain, length: 1 };
  if (isOperator(first, '<>') || isOperator(first, '!=')) return { ...plain, length: 1, isNegated: true };
  if (isWord(first, 'in')) return { ...plain, length: 1, isList: true };
  if (isWord(first, 'not') && isWord(tokens[start + 1], 'in')) {
    return { ...plain, length: 2, isNegated: true, isList: true };
  }
  if (!isWord(first, 'is')) return undefined;
  const not = isWord(tokens[start + 1], 'not') ? 1 : 0;
  const isDistinct = isWord(tokens[start + 1 + not], 'distinct') && isWord(tokens[start + 2 + not], 'from');
  return isDistinct ? { ...plain, length: 3 + not, isNegated: not === 0, isDistinct } : undefined;
}

interface Literal {
  /** As which texts the value may be read, and as which JSON: SQL. */
  readonly texts: readonly string[];
  readonly json: readonly string[];
}

interface Found {
  readonly length: number;
  readonly literals: readonly Literal[];
}

function literalList(tokens: readonly Token[], start: number): Found | undefined {
  if (!isPunctuation(tokens[start], '(')) return undefined;
  const literals: Literal[] = [];
  let at = start + 1;
  for (;;) {
    const found = literalAt(tokens, at);
    if (found === undefined) return undefined;
    literals.push(...found.literals);
    at += found.length;
    if (isPunctuation(tokens[at], ')')) return { length: at + 1 - start, literals };
    if (!isPunctuation(tokens[at], ',')) return undefined;
    at += 1;
  }
}

function literalAt(tokens: readonly Token[], start: number): Found | undefined {
  const token = tokens[start];
  const isVariable = isWord(token, 'getvariable') && isPunctuation(tokens[start + 1], '(');
  if (token === undefined || !(token.kind === 'string' || token.kind === 'parameter' || isVariable)) return undefined;
  const length = isVariable ? 4 : 1;
  // What binds tighter than a comparison belongs to the literal.
  const next = tokens[start + length];
  if (next?.kind === 'operator' && !isComparison(next)) return undefined;
  if (isPunctuation(next, '[') || isPunctuation(next, '.')) return undefined;
  if (token.kind !== 'string') {
    const text = tokens
      .slice(start, start + length)
      .map(({ text }) => text)
      .join('');
    return { length, literals: [{ texts: [`(${text})::VARCHAR`], json: [] }] };
  }
  const literal = literalOf(stringValue(token));
  return literal === undefined ? undefined : { length, literals: [literal] };
}

function isComparison({ text }: Token): boolean {
  return ['=', '<>', '!=', '<', '>', '<=', '>='].includes(text);
}

function literalOf(text: string): Literal | undefined {
  const json = canonicalJsonText(text);
  if (json === undefined) return { texts: [quoteLiteral(text)], json: [] };
  // No text says that a value is JSON's null.
  if (json === 'null') return undefined;
  if (/^[[{]/.test(json)) return { texts: [], json: [`${quoteLiteral(json)}::JSON`] };
  const plain = json.startsWith('"') ? String(JSON.parse(json)) : json;
  const texts = json.startsWith('"') ? [plain] : [...new Set([text, plain])];
  return { texts: texts.map(quoteLiteral), json: [] };
}

function tailOf({ isNegated, isDistinct }: Operator, wanted: readonly string[]): string | undefined {
  if (wanted.length > 1) return isDistinct ? undefined : `${isNegated ? 'NOT ' : ''}IN (${wanted.join(', ')})`;
  const operator = isDistinct ? `IS ${isNegated ? '' : 'NOT '}DISTINCT FROM` : isNegated ? '<>' : '=';
  return `${operator} ${wanted[0]}`;
}

function oneOf(value: string, wanted: readonly string[]): string {
  const [only] = wanted;
  if (only === undefined) return '';
  return wanted.length === 1 ? `${value} = ${only}` : `${value} IN (${wanted.join(', ')})`;
}
