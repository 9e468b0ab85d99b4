import { canonicalJsonText } from '../data/canonical-json.ts';
import { quoteLiteral } from '../data/quote.ts';
import { closingIndex } from './closing-index.ts';
import type { Form } from './form.ts';
import { operandStart } from './operand-start.ts';
import { stringValue } from './string-value.ts';
import { isName, isOperator, isPunctuation, isWord, nameOf, type Token } from './token.ts';

/**
 * `tags - 'team'`, `j - ARRAY['a', 'b']`, `j::jsonb - 1`: JSON without members or elements, where what is written says that it is JSON:
 * a cast or a function before, a name of a member or names behind.
 */
const minus: Form = (tokens, index, replaced) => {
  const operator = tokens[index];
  const first = tokens[index - 1];
  if (operator === undefined || first === undefined || !isOperator(operator, '-') || replaced.has(operator)) return;
  if (!(isName(first) || isPunctuation(first, ')') || isPunctuation(first, ']'))) return;
  const start = operandStart(tokens, index);
  const end = rightEnd(tokens, index + 1);
  if (end === undefined || !(isJson(tokens, start, index) || namesMembers(tokens, index + 1, end))) return;
  let last = end;
  let calls = 1;
  const [opening, closing] = [tokens[start], () => tokens[last - 1]];
  replaced.set(operator, ',');
  // `a - 'x' - 'y'` takes away one after the other.
  for (;;) {
    const next = tokens[last];
    const nextEnd = isOperator(next, '-') ? rightEnd(tokens, last + 1) : undefined;
    if (next === undefined || nextEnd === undefined) break;
    replaced.set(next, '),');
    calls += 1;
    last = nextEnd;
  }
  const lastToken = closing();
  if (opening === undefined || lastToken === undefined) return;
  replaced.set(opening, `${'skyql_json_minus('.repeat(calls)}${replaced.get(opening) ?? opening.text}`);
  replaced.set(lastToken, `${replaced.get(lastToken) ?? lastToken.text})`);
};

const jsonFunction = /^(?:jsonb_.*|to_jsonb|json_(?:build_)?(?:object|array)|row_to_json)$/i;

/** Whether an operand is JSON by what is written: a cast to it, a function that makes it, either in brackets. */
function isJson(tokens: readonly Token[], start: number, end: number): boolean {
  const last = tokens[end - 1];
  if (isWord(last, 'json', 'jsonb') && isOperator(tokens[end - 2], '::')) return true;
  if (!isPunctuation(last, ')')) return false;
  const name = tokens[start];
  if (isName(name)) return jsonFunction.test(nameOf(name)) && closingIndex(tokens, start + 1) === end - 1;
  return isPunctuation(name, '(') && isJson(tokens, operandStart(tokens, end - 1), end - 1);
}

/** Whether what stands behind can be names of members alone: no number, no time and no length of time begins with letters. */
function namesMembers(tokens: readonly Token[], start: number, end: number): boolean {
  const first = tokens[start];
  if (isWord(first, 'array') && isPunctuation(tokens[start + 1], '[')) return tokens[start + 2]?.kind === 'string';
  if (first?.kind !== 'string') return false;
  if (end === start + 1)
    return (
      /^[a-z_][\w:./ -]*$/i.test(stringValue(first)) &&
      !/^(?:p\d|p?t\d|@|(?:now|today|yesterday|tomorrow|epoch|infinity|nan)$)/i.test(stringValue(first))
    );
  return (
    isWord(tokens[start + 2], 'text', 'varchar') &&
    isOperator(tokens[start + 1], '::') &&
    (end === start + 3 || isPunctuation(tokens[start + 3], '['))
  );
}

/** Where what is taken away ends: a text, a number, a list, a value in brackets, a name, and their casts. */
function rightEnd(tokens: readonly Token[], start: number): number | undefined {
  const first = tokens[start];
  let end = start + 1;
  if (isOperator(first, '-') && tokens[end]?.kind === 'number') end += 1;
  else if (isWord(first, 'array') && isPunctuation(tokens[end], '[')) end = bracketEnd(tokens, end);
  else if (isPunctuation(first, '(')) end = (closingIndex(tokens, start) ?? start) + 1;
  else if (isName(first)) {
    while (isPunctuation(tokens[end], '.') && isName(tokens[end + 1])) end += 2;
    if (isPunctuation(tokens[end], '(')) end = (closingIndex(tokens, end) ?? end) + 1;
  } else if (!isValue(first)) return undefined;
  while (isOperator(tokens[end], '::') && isName(tokens[end + 1])) {
    end += 2;
    while (isPunctuation(tokens[end], '[') && isPunctuation(tokens[end + 1], ']')) end += 2;
  }
  return end;
}

function isValue(token: Token | undefined): boolean {
  return token?.kind === 'string' || token?.kind === 'number' || token?.kind === 'parameter';
}

function bracketEnd(tokens: readonly Token[], opening: number): number {
  let depth = 0;
  for (let index = opening; index < tokens.length; index++) {
    if (isPunctuation(tokens[index], '[')) depth++;
    if (isPunctuation(tokens[index], ']') && --depth === 0) return index + 1;
  }
  return tokens.length;
}

const comparisons = ['<', '>', '<=', '>='];

/** `a -> 'size' > '5'`: JSON has an order of its own, in which 10 comes after 5; its text has another. */
const order: Form = (tokens, index, replaced) => {
  const operator = tokens[index];
  if (operator?.kind !== 'operator' || !comparisons.includes(operator.text)) return;
  const left = jsonStart(tokens, index);
  const right = tokens[index + 1];
  const cast = isOperator(tokens[index + 2], '::') && isWord(tokens[index + 3], 'json', 'jsonb');
  if (left === undefined || right?.kind !== 'string' || !(cast || tokens[index + 2]?.kind !== 'operator')) return;
  const last = cast ? tokens[index + 3] : right;
  const opening = tokens[left];
  if (opening === undefined || last === undefined) return;
  replaced.set(opening, `skyql_json_compared(${replaced.get(opening) ?? opening.text}`);
  replaced.set(operator, ',');
  replaced.set(last, `${last.text}) ${operator.text} 0`);
};

/** Where a value of JSON starts that ends before an index: a chain of `->`, or a cast to jsonb, in brackets too. */
function jsonStart(tokens: readonly Token[], end: number): number | undefined {
  let start = operandStart(tokens, end);
  if (isPunctuation(tokens[start], '(') && closingIndex(tokens, start) === end - 1) {
    return jsonStart(tokens, end - 1) === start + 1 ? start : undefined;
  }
  let found = isOperator(tokens[end - 2], '::') && isWord(tokens[end - 1], 'json', 'jsonb');
  while (['~>', '@~>'].includes(tokens[start - 1]?.text.trim() ?? '')) {
    found = true;
    start = operandStart(tokens, start - 1);
  }
  const before = tokens[start - 1];
  return found && before?.kind !== 'operator' ? start : undefined;
}

/** `j @> '{"a": 1.0}'`: numbers are the same however they are written. */
const contained: Form = (tokens, index, replaced) => {
  const operator = tokens[index];
  if (!isOperator(operator, '@>') && !isOperator(operator, '<@')) return;
  for (const literal of [tokens[index - 1], tokens[index + 1]]) {
    const json = literal?.kind === 'string' ? canonicalJsonText(stringValue(literal)) : undefined;
    if (literal !== undefined && json !== undefined && !replaced.has(literal))
      replaced.set(literal, quoteLiteral(json));
  }
};

/** `ARRAY(SELECT ...) @> ARRAY['a']`: of lists DuckDB's own, where a side says that it is one. */
const containedList: Form = (tokens, index, replaced) => {
  const operator = tokens[index];
  if (operator?.kind !== 'operator' || !(operator.text === '@>' || operator.text === '<@')) return;
  const start = operandStart(tokens, index);
  const isList = [start, index + 1].some((at) => isWord(tokens[at], 'array') && tokens[at + 1]?.kind === 'punctuation');
  if (isList) replaced.set(operator, operator.text === '@>' ? '@~@>' : '<@~@');
};

/** Operators on JSON that are others on numbers and texts. */
export const jsonOperators: readonly Form[] = [minus, order, contained, containedList];
