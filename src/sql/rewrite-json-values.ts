import { canonicalJsonText } from '../data/canonical-json.ts';
import { quoteLiteral } from '../data/quote.ts';
import { closingIndex } from './closing-index.ts';
import { operandStart } from './operand-start.ts';
import { stringValue } from './string-value.ts';
import { isBlank, isName, isOperator, isPunctuation, isWord, nameOf, type Token } from './token.ts';
import { tokenize } from './tokenize.ts';

/** Functions that make JSON whose members may stand in any order. */
const jsonFunctions = new Set(
  (
    'json json_object json_array json_group_object json_group_array json_merge_patch to_json to_jsonb row_to_json array_to_json ' +
    'jsonb_build_object json_build_object jsonb_build_array json_build_array jsonb_object_agg json_object_agg jsonb_agg json_agg ' +
    'jsonb_set'
  ).split(' '),
);

/**
 * JSON that a statement makes, with its members in order, so that equal values are equal to `=`, IN, DISTINCT and GROUP BY;
 * and `||` between values of JSON. The engine knows what a macro is given, and so what it does (engine/compatibility/postgres.ts).
 */
export function rewriteJsonValues(tokens: readonly Token[], dialect: 'duckdb' | 'stackql'): readonly Token[] {
  const significant = tokens.filter((token) => !isBlank(token));
  const changes = new Changes();
  significant.forEach((_, index) => {
    const value = jsonValueAt(significant, index, changes);
    if (value !== undefined) orderComparedLiterals(significant, value, changes);
    // SQLite joins texts alone.
    if (dialect === 'duckdb') joinAt(significant, index, changes);
  });
  return changes.applied(tokens);
}

class Changes {
  readonly #texts = new Map<Token, string>();
  readonly #before = new Map<Token, string>();
  readonly #after = new Map<Token, string>();

  replace(token: Token | undefined, text: string): void {
    if (token !== undefined) this.#texts.set(token, text);
  }

  /** Puts a call around tokens, inside of those that are put around the same ones later. */
  wrap(name: string, first: Token | undefined, last: Token | undefined): void {
    if (first === undefined || last === undefined) return;
    this.#before.set(first, `${name}(${this.#before.get(first) ?? ''}`);
    this.#after.set(last, `${this.#after.get(last) ?? ''})`);
  }

  applied(tokens: readonly Token[]): readonly Token[] {
    if (this.#texts.size + this.#before.size === 0) return tokens;
    return tokens.flatMap((token): readonly Token[] => {
      const text = this.#texts.get(token) ?? token.text;
      const whole = `${this.#before.get(token) ?? ''}${text}${this.#after.get(token) ?? ''}`;
      if (whole === token.text) return [token];
      if (whole === '') return [{ ...token, kind: 'whitespace', text: whole }];
      return tokenize(whole).map((part) => ({ ...part, offset: token.offset }));
    });
  }
}

interface JsonValue {
  readonly start: number;
  /** The index of its last token. */
  readonly end: number;
}

/** A value of JSON that is made at an index: a cast, a literal of the type, a call. It is put in order. */
function jsonValueAt(tokens: readonly Token[], index: number, changes: Changes): JsonValue | undefined {
  const token = tokens[index];
  if (isOperator(token, '::') && isJsonType(tokens, index + 1)) return castTo(tokens, index, changes);
  if (!isName(token) || isPunctuation(tokens[index - 1], '.')) return undefined;
  const next = tokens[index + 1];
  if (isJsonType(tokens, index) && next?.kind === 'string') {
    return isOperator(tokens[index - 1], '::') ? undefined : inOrder(next, { start: index, end: index + 1 }, changes);
  }
  const close = closingIndex(tokens, index + 1);
  if (close === undefined) return undefined;
  if (isWord(token, 'cast', 'try_cast')) return castCall(tokens, { start: index, end: close }, changes);
  if (!jsonFunctions.has(nameOf(token).toLowerCase())) return undefined;
  let end = close;
  for (const word of ['filter', 'over']) {
    if (isWord(tokens[end + 1], word)) end = closingIndex(tokens, end + 2) ?? end;
  }
  // In FROM, and where the function is made, it is no value.
  if (isWord(tokens[index - 1], 'from', 'join', 'lateral', 'macro', 'function')) return undefined;
  changes.wrap('skyql_in_order', token, tokens[end]);
  return { start: index, end };
}

function castTo(tokens: readonly Token[], index: number, changes: Changes): JsonValue {
  const value = { start: operandStart(tokens, index), end: index + 1 };
  const literal = tokens[index - 1];
  if (value.start === index - 1 && literal?.kind === 'string') return inOrder(literal, value, changes);
  changes.replace(tokens[index], '');
  changes.replace(tokens[index + 1], '');
  changes.wrap('skyql_json', tokens[value.start], tokens[value.end]);
  return value;
}

function castCall(tokens: readonly Token[], call: JsonValue, changes: Changes): JsonValue | undefined {
  const { start, end } = call;
  if (!isJsonType(tokens, end - 1) || !isWord(tokens[end - 2], 'as')) return undefined;
  const literal = tokens[start + 2];
  if (end - 2 === start + 3 && literal?.kind === 'string') return inOrder(literal, call, changes);
  if (isWord(tokens[start], 'try_cast')) {
    changes.wrap('skyql_in_order', tokens[start], tokens[end]);
    return call;
  }
  changes.replace(tokens[start], 'skyql_json');
  changes.replace(tokens[end - 2], '');
  changes.replace(tokens[end - 1], '');
  return call;
}

function isJsonType(tokens: readonly Token[], index: number): boolean {
  const type = tokens[index];
  const next = tokens[index + 1];
  return isName(type) && /^jsonb?$/i.test(nameOf(type)) && !isPunctuation(next, '[') && !isPunctuation(next, '.');
}

function inOrder(literal: Token, value: JsonValue, changes: Changes): JsonValue {
  const json = canonicalJsonText(stringValue(literal));
  if (json !== undefined) changes.replace(literal, quoteLiteral(json));
  return value;
}

/** `value = '{"b": 1, "a": 2}'`, from either side, and IN: a text that is compared with JSON is JSON. */
function orderComparedLiterals(tokens: readonly Token[], { start, end }: JsonValue, changes: Changes): void {
  if (isEquality(tokens[start - 1])) orderLiteral(tokens, start - 2, changes);
  const next = end + 1;
  if (isEquality(tokens[next])) orderLiteral(tokens, next + 1, changes);
  const list = isWord(tokens[next], 'not') ? next + 1 : next;
  if (isWord(tokens[list], 'in')) {
    const close = closingIndex(tokens, list + 1) ?? list;
    for (let index = list + 2; index < close; index += 1) orderLiteral(tokens, index, changes);
  }
  const distinct = isWord(tokens[next + 1], 'not') ? next + 2 : next + 1;
  if (isWord(tokens[next], 'is') && isWord(tokens[distinct], 'distinct')) orderLiteral(tokens, distinct + 2, changes);
}

function isEquality(token: Token | undefined): boolean {
  return ['=', '<>', '!='].some((operator) => isOperator(token, operator));
}

function orderLiteral(tokens: readonly Token[], index: number, changes: Changes): void {
  const literal = tokens[index];
  const isAlone = [tokens[index - 1], tokens[index + 1]].every(
    (beside) => beside?.kind !== 'operator' || isEquality(beside),
  );
  if (literal?.kind === 'string' && isAlone) inOrder(literal, { start: index, end: index }, changes);
}

/** `a || b`: where a side is a literal that is no JSON it joins texts, as it does where a text is taken out of JSON. */
function joinAt(tokens: readonly Token[], index: number, changes: Changes): void {
  const operator = tokens[index];
  if (!isOperator(operator, '||')) return;
  const left = leftOf(tokens, index);
  const right = sideOf(tokens, index + 1);
  if (left === 'plain' || right === 'plain' || (left === 'literal' && right === 'literal')) return;
  changes.replace(operator, right === 'literal' ? '~|||' : left === 'literal' ? '~||||' : '~||');
}

type Side = 'plain' | 'literal' | 'value';

function leftOf(tokens: readonly Token[], operator: number): Side {
  const before = tokens[operator - 2];
  if (before?.kind !== 'operator' || isOperator(before, '::')) return sideOf(tokens, operator - 1);
  if (takesText(before)) return 'plain';
  const side = sideOf(tokens, operator - 1);
  // What the operator before makes of a literal, only the engine knows.
  return before.text.endsWith('>') || side === 'literal' ? 'value' : side;
}

function takesText(token: Token): boolean {
  return token.text.endsWith('>>');
}

function sideOf(tokens: readonly Token[], index: number): Side {
  const token = tokens[index];
  if (isPunctuation(token, ']') || isPunctuation(token, '[') || token?.kind === 'number') return 'plain';
  if (token?.kind !== 'string' || isOperator(tokens[index + 1], '::')) return 'value';
  return canonicalJsonText(stringValue(token)) === undefined ? 'plain' : 'literal';
}
