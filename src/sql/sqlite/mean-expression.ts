import { quoteLiteral } from '../../data/quote.ts';
import { isTagName } from '../tag-name.ts';
import type { Token } from '../token.ts';
import { chosenBefore } from './chosen-before.ts';
import { comparison, isColumn, isWritten } from './comparisons.ts';
import type { Case, Expression, Subquery } from './expression.ts';
import { macroCall } from './macro-call.ts';
import { meanCall } from './mean-call.ts';
import {
  alike,
  asValue,
  called,
  dynamic,
  encoded,
  type Kind,
  type Meaning,
  nothing,
  textOf,
  truthOf,
} from './meaning.ts';
import { tagMember } from './tag-rows.ts';

/** What the statement says around an expression. */
export interface Surroundings {
  /** Names, in small letters, of columns that may hold values of any type. */
  readonly dynamicNames: ReadonlySet<string>;
  /** Names, in small letters, that the statement gives: what else stands in double quotes and can be no name is a text. */
  readonly ownNames: ReadonlySet<string>;
  /** Names, in small letters, of rows of tags (tag-rows.ts). */
  readonly tagRows: ReadonlySet<string>;
  /** Whether it is the condition of a join, for whose rows DuckDB looks by equal values. */
  readonly isJoin?: boolean;
  /** A query in brackets in DuckDB's words; `plain` where its values are compared with those of a column. */
  query(query: Subquery, form: 'plain' | 'any'): string;
  /** FILTER and OVER in DuckDB's words. */
  after(tokens: readonly Token[]): string;
  /** What stands for an expression in a SELECT that groups its rows. */
  instead?(expression: Expression): Meaning | undefined;
}

/** What an expression means to SQLite, in DuckDB's words. */
export function mean(expression: Expression, around: Surroundings): Meaning {
  const other = around.instead?.(expression);
  if (other !== undefined) return other;
  const own = (inner: Expression): Meaning => mean(inner, around);
  switch (expression.form) {
    case 'literal':
      return literal(expression.kind, expression.text);
    case 'name':
      return name(expression.text, expression.name, around);
    case 'native':
      return { sql: expression.text, kind: 'native' };
    case 'group': {
      const inner = own(expression.inner);
      return { ...inner, sql: `(${inner.sql})`, encoded: inner.encoded, isGrouped: true };
    }
    case 'unary':
      return unary(expression.operator, own(expression.operand));
    case 'binary':
      if (expression.operator === '->>') {
        const member = tagMember(expression.left, expression.right, around.tagRows);
        if (member !== undefined) return member;
      }
      return joined(expression.operator, own(expression.left), own(expression.right), around);
    case 'between':
      return between(own(expression.value), own(expression.low), own(expression.high), expression.isNot);
    case 'in':
      return membership(own(expression.value), expression, around);
    case 'match':
      return match(expression, own);
    case 'is null':
      return { sql: `(${own(expression.value).sql} IS ${expression.isNot ? 'NOT ' : ''}NULL)`, kind: 'boolean' };
    case 'case':
      return choice(expression, own);
    case 'cast':
      return cast(own(expression.value), expression.type);
    case 'call':
      return meanCall(expression, around, own);
    case 'query':
      return { sql: `(${around.query(expression.query, 'any')})`, kind: 'native', isQuery: true };
    case 'exists':
      return { sql: `EXISTS (${around.query(expression.query, 'any')})`, kind: 'boolean' };
  }
}

function literal(kind: 'integer' | 'real' | 'text' | 'boolean' | 'null', text: string): Meaning {
  if (kind === 'null') return nothing;
  if (kind === 'integer')
    return { sql: text.startsWith('-') ? `(${text})::BIGINT` : `${text}::BIGINT`, kind, encoded: `'i${text}'` };
  if (kind === 'real') return { sql: `(${realLiteral(text)})::DOUBLE`, kind };
  return { sql: text, kind };
}

/** DuckDB refuses what is too great for a double; SQLite has infinity. */
function realLiteral(text: string): string {
  return Number.isFinite(Number(text)) ? `'${text}'` : `'${text.startsWith('-') ? '-' : ''}inf'`;
}

function name(text: string, last: string, around: Surroundings): Meaning {
  if (/^"(?:[^"]|"")*[^\w "](?:[^"]|"")*"$/.test(text) && !around.ownNames.has(last.toLowerCase()))
    return { sql: quoteLiteral(last), kind: 'text' };
  const isDynamicName = around.dynamicNames.has(last.toLowerCase());
  return { sql: text, kind: 'native', affinity: 'column', isDynamicName };
}

function unary(operator: string, operand: Meaning): Meaning {
  switch (operator) {
    case 'not':
      return { sql: `(NOT ${truthOf(operand)})`, kind: 'boolean' };
    case 'is true':
      return { sql: `(${truthOf(operand)} IS NOT DISTINCT FROM TRUE)`, kind: 'boolean' };
    case 'is false':
      return { sql: `(${truthOf(operand)} IS NOT DISTINCT FROM FALSE)`, kind: 'boolean' };
    case 'collate nocase':
      return { ...operand, sql: `(${operand.sql} COLLATE NOCASE)` };
    case '+':
      return { ...asValue(operand), affinity: undefined };
    case '~':
      return called('~', [asValue(operand)], 'integer');
    default:
      return negated(asValue(operand));
  }
}

function negated(operand: Meaning): Meaning {
  if (operand.kind === 'real') return { sql: `(-(${operand.sql}))`, kind: 'real' };
  if (operand.kind === 'native') return { sql: macroCall('skyql_negated', [operand.sql]), kind: 'native' };
  return operand.kind === 'null' ? nothing : called('negate', [operand], 'dynamic');
}

/** A column of texts beside what is computed: an equality that DuckDB joins by. */
function joined(operator: string, left: Meaning, right: Meaning, { isJoin }: Surroundings): Meaning {
  if (isJoin !== true || operator !== '=' || isColumn(left) === isColumn(right)) return binary(operator, left, right);
  const [column, other] = isColumn(left) ? [left, right] : [right, left];
  const isText = other.kind === 'text' || other.kind === 'dynamic' || other.isDynamicName === true;
  if (!isText) return binary(operator, left, right);
  return { sql: `(${column.sql} = ${textOf(other)})`, kind: 'boolean' };
}

const arithmetic: Readonly<Record<string, string>> = {
  '+': 'plus',
  '-': 'minus',
  '*': 'times',
  '/': 'divided',
  '%': 'modulo',
};

function binary(operator: string, left: Meaning, right: Meaning): Meaning {
  if (operator === 'and' || operator === 'or')
    return { sql: `(${truthOf(left)} ${operator.toUpperCase()} ${truthOf(right)})`, kind: 'boolean' };
  if (operator === '||') return { sql: `(${textOf(left)} || ${textOf(right)})`, kind: 'text' };
  if (operator.startsWith('native ')) return nativeOperator(operator.slice(7), left, right);
  if (operator === '->' || operator === '->>') return member(operator, left, right);
  const [one, other] = [asValue(left), asValue(right)];
  if (['&', '|', '<<', '>>'].includes(operator)) return called(operator, [one, other], 'integer');
  const macro = arithmetic[operator];
  if (macro === undefined) return comparison(operator, left, right);
  if (one.kind === 'null' || other.kind === 'null') return nothing;
  if (one.kind === 'real' && other.kind === 'real' && operator !== '%' && operator !== '/')
    return { sql: `(${one.sql} ${operator} ${other.sql})`, kind: 'real' };
  const isKnown = one.kind !== 'native' && other.kind !== 'native';
  if (isKnown) return called(operator, [one, other], 'dynamic');
  return { sql: macroCall(`skyql_${macro}`, [one.sql, other.sql]), kind: 'native' };
}

function nativeOperator(operator: string, left: Meaning, right: Meaning): Meaning {
  const sql = `(${forDuckdb(left)} ${operator} ${forDuckdb(right)})`;
  const isCondition = /^(?:not )?(?:ilike|similar|regexp|rlike|match)|^[~!@<&?]/i.test(operator);
  return { sql, kind: isCondition ? 'boolean' : 'native' };
}

/** What DuckDB's own operators and functions take: of a value of any type its text. */
export function forDuckdb(meaning: Meaning): string {
  if (meaning.kind === 'dynamic') return textOf(meaning);
  return meaning.kind === 'native' && meaning.isDynamicName === true ? `skyql_plain(${meaning.sql})` : meaning.sql;
}

/** On a column `->` and `->>` know its tags, and calls of the API follow from them; of others a path leads where SQLite's does. */
function member(operator: '->' | '->>', left: Meaning, right: Meaning): Meaning {
  const isPath = right.kind === 'text' && /^'\$[.[]/.test(right.sql) && !isTagName(/\w*\W?$/.exec(left.sql)?.[0] ?? '');
  if (left.kind === 'native' && !isPath) {
    // What is taken out as a text compares with a number as a column of texts does.
    return {
      sql: `${left.sql} ${operator} ${right.sql}`,
      kind: 'native',
      affinity: operator === '->>' ? 'text' : undefined,
    };
  }
  return operator === '->' ? called('->', [left, right], 'text') : called('->>', [left, right], 'dynamic');
}

function between(value: Meaning, low: Meaning, high: Meaning, isNot: boolean): Meaning {
  const test = `(${truthOf(comparison('>=', value, low))} AND ${truthOf(comparison('<=', value, high))})`;
  return { sql: isNot ? `(NOT ${test})` : test, kind: 'boolean' };
}

function membership(
  value: Meaning,
  { items, isNot }: Expression & { readonly form: 'in' },
  around: Surroundings,
): Meaning {
  const not = isNot ? 'NOT ' : '';
  if ('tokens' in items) {
    const query = around.query(items, 'plain');
    const isOpen =
      value.kind === 'dynamic' || value.isDynamicName === true || /^\s*select\s+(?:distinct\s+)?skyql_/i.test(query);
    return { sql: `(${isOpen ? textOf(value) : asValue(value).sql} ${not}IN (${query}))`, kind: 'boolean' };
  }
  const listed = items.map((item) => mean(item, around));
  if (listed.length === 0) return { sql: isNot ? 'TRUE' : 'FALSE', kind: 'boolean' };
  if (isColumn(value) && listed.every(isWritten))
    return { sql: `(${value.sql} ${not}IN (${listed.map(({ sql }) => sql).join(', ')}))`, kind: 'boolean' };
  const tests = listed.map((item) => truthOf(comparison('=', value, { ...item, affinity: undefined })));
  return { sql: `(${isNot ? 'NOT ' : ''}(${tests.join(' OR ')}))`, kind: 'boolean' };
}

const capitals = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

function match(
  { operator, value, pattern, mark, isNot }: Expression & { readonly form: 'match' },
  own: (inner: Expression) => Meaning,
): Meaning {
  const [one, form] = [own(value), own(pattern)];
  const not = isNot ? 'NOT ' : '';
  if (operator === 'glob') {
    const test = called('glob', [form, asValue(one)], 'boolean').sql;
    return { sql: isNot ? `(NOT ${test})` : test, kind: 'boolean' };
  }
  if (mark !== undefined) {
    const test = called('like', [form, asValue(one), own(mark)], 'boolean').sql;
    return { sql: isNot ? `(NOT ${test})` : test, kind: 'boolean' };
  }
  // Without a letter in it the pattern has no case: a call of the API may follow from it.
  if (isColumn(one) && isWritten(form) && !/[a-z]/i.test(form.sql))
    return { sql: `(${textOf(one)} ${not}LIKE ${form.sql})`, kind: 'boolean' };
  // Names of regions are in small letters.
  if (isColumn(one) && isWritten(form) && /(?:^|\.)"?region"?$/i.test(one.sql))
    return { sql: `(${one.sql} ${not}LIKE ${form.sql.toLowerCase()})`, kind: 'boolean' };
  const folded = (text: string): string => `translate(${text}, '${capitals}', '${capitals.toLowerCase()}')`;
  return { sql: `(${folded(textOf(one))} ${not}LIKE ${folded(textOf(form))})`, kind: 'boolean' };
}

function choice({ operand, branches, otherwise }: Case, own: (inner: Expression) => Meaning): Meaning {
  const compared = operand === undefined ? undefined : own(operand);
  const conditions = branches.map(([condition]) => {
    const wanted = own(condition);
    return truthOf(compared === undefined ? wanted : comparison('=', compared, wanted));
  });
  return chosen(conditions, [
    ...branches.map(([, result]) => own(result)),
    otherwise === undefined ? nothing : own(otherwise),
  ]);
}

/** CASE: a result for each condition, and one for none. */
export function chosen(conditions: readonly string[], results: readonly Meaning[]): Meaning {
  const values = results.map(asValue);
  const kinds = new Set(values.map(({ kind }) => kind).filter((kind) => kind !== 'null'));
  const [only] = kinds;
  // A column beside a value: DuckDB, which knows the column's type, chooses whether both have one.
  const written = new Set(values.filter(({ kind }) => kind !== 'null').map(({ sql }) => sql));
  if (written.size > 1 && kinds.has('native') && !kinds.has('dynamic'))
    return { sql: chosenBefore(conditions, values), kind: 'native' };
  const same = alike(values);
  const isMade = same.some(({ encoded: made }) => made !== undefined);
  const caseOf = (of: (meaning: Meaning) => string): string =>
    `CASE ${conditions.map((condition, index) => `WHEN ${condition} THEN ${of(same[index] ?? nothing)}`).join(' ')} ELSE ${of(same[conditions.length] ?? nothing)} END`;
  const kind: Kind = kinds.size > 1 ? 'dynamic' : (only ?? 'null');
  if (kind === 'null') return nothing;
  if (kind === 'dynamic') return dynamic(caseOf(encoded));
  return { sql: caseOf(({ sql }) => sql), kind, ...(kind === 'text' && isMade && { encoded: caseOf(encoded) }) };
}

/** Types by their names, as SQLite finds them; of DuckDB's times, JSON and lists DuckDB's. */
function cast(value: Meaning, type: string): Meaning {
  const given = asValue(value);
  if (/^(?:timestamp|date|time|interval|json|uuid|struct|map|union|blob|bit|inet)/i.test(type) || /[[\]]/.test(type))
    return { sql: `CAST(${given.sql} AS ${type})`, kind: 'native' };
  if (/int/i.test(type)) {
    if (given.kind === 'integer') return { ...given, affinity: 'numeric' };
    if (given.kind === 'native')
      return { sql: macroCall('skyql_integer', [given.sql]), kind: 'integer', affinity: 'numeric' };
    return { ...called('integer', [given], 'integer'), affinity: 'numeric' };
  }
  if (/char|clob|text|string/i.test(type)) return { sql: textOf(given), kind: 'text', affinity: 'text' };
  if (/real|floa|doub/i.test(type)) {
    if (given.kind === 'native')
      return { sql: macroCall('skyql_real', [given.sql]), kind: 'real', affinity: 'numeric' };
    return { ...called('real', [given], 'real'), affinity: 'numeric' };
  }
  return { ...called('cast numeric', [given], 'dynamic'), affinity: 'numeric' };
}
