import type { A_Expr, Node } from 'libpg-query';
import { arrayLiteral } from './array-literal.ts';
import type { Scope } from './scope.ts';
import { cannot, namesIn, type Translated, type Translator } from './translator.ts';

const comparisons = new Set(['=', '<>', '!=', '<', '>', '<=', '>=']);
const plain = new Set([...comparisons, '+', '-', '*', '/', '%', '&', '|', '<<', '>>', '->', '->>']);

/** Operators that are functions in DuckDB. */
const written: Readonly<Record<string, (left: string, right: string) => string>> = {
  '~': (left, right) => `regexp_matches(${left}, ${right})`,
  '!~': (left, right) => `NOT regexp_matches(${left}, ${right})`,
  '~*': (left, right) => `regexp_matches(${left}, ${right}, 'i')`,
  '!~*': (left, right) => `NOT regexp_matches(${left}, ${right}, 'i')`,
  '~~': (left, right) => `${left} LIKE ${right}`,
  '!~~': (left, right) => `${left} NOT LIKE ${right}`,
  '~~*': (left, right) => `${left} ILIKE ${right}`,
  '!~~*': (left, right) => `${left} NOT ILIKE ${right}`,
  '^': (left, right) => `power(${left}, ${right})`,
  '#': (left, right) => `xor(${left}, ${right})`,
  '||': (left, right) => `${left} || ${right}`,
  '@>': (left, right) => `list_has_all(${left}, ${right})`,
  '<@': (left, right) => `list_has_all(${right}, ${left})`,
  '&&': (left, right) => `list_has_any(${left}, ${right})`,
  '^@': (left, right) => `starts_with(${left}, ${right})`,
};

/** An operator of PostgreSQL over its operands. */
export function translateOperator(translator: Translator, expression: A_Expr, scope: Scope): Translated {
  const { kind = 'AEXPR_OP', name, lexpr, rexpr } = expression;
  const operator = namesIn(name).at(-1) ?? '';
  const operand = (node: Node | undefined) => translator.expression(node, scope).sql;
  const items = () => (rexpr !== undefined && 'List' in rexpr ? (rexpr.List.items ?? []) : []).map(operand);
  switch (kind) {
    case 'AEXPR_OP':
      if (lexpr === undefined) return unary(operator, operand(rexpr));
      return { sql: `(${binary(operator, operand(lexpr), operand(rexpr))})`, type: typeOf(operator) };
    case 'AEXPR_OP_ANY':
    case 'AEXPR_OP_ALL':
      return overList(translator, { operator, isAll: kind === 'AEXPR_OP_ALL', lexpr, rexpr, scope });
    case 'AEXPR_DISTINCT':
      return bool(`(${operand(lexpr)} IS DISTINCT FROM ${operand(rexpr)})`);
    case 'AEXPR_NOT_DISTINCT':
      return bool(`(${operand(lexpr)} IS NOT DISTINCT FROM ${operand(rexpr)})`);
    case 'AEXPR_NULLIF':
      return { sql: `nullif(${operand(lexpr)}, ${operand(rexpr)})`, type: translator.expression(lexpr, scope).type };
    case 'AEXPR_IN':
      return bool(`(${operand(lexpr)} ${operator === '<>' ? 'NOT IN' : 'IN'} (${items().join(', ')}))`);
    case 'AEXPR_LIKE':
    case 'AEXPR_ILIKE':
      return bool(`(${like(operator, operand(lexpr), rexpr, operand)})`);
    case 'AEXPR_BETWEEN':
    case 'AEXPR_NOT_BETWEEN': {
      const [low = '', high = ''] = items();
      return bool(`(${operand(lexpr)} ${kind === 'AEXPR_BETWEEN' ? '' : 'NOT '}BETWEEN ${low} AND ${high})`);
    }
    default:
      throw cannot(`The operator ${operator}`);
  }
}

function bool(sql: string): Translated {
  return { sql, type: 'bool' };
}

function typeOf(operator: string): string | undefined {
  return comparisons.has(operator) || operator.includes('~') ? 'bool' : undefined;
}

function unary(operator: string, operand: string): Translated {
  if (operator !== '-' && operator !== '+' && operator !== '~') throw cannot(`The operator ${operator}`);
  return { sql: `(${operator} ${operand})` };
}

function binary(operator: string, left: string, right: string): string {
  if (plain.has(operator)) return `${left} ${operator} ${right}`;
  const write = Object.hasOwn(written, operator) ? written[operator] : undefined;
  if (write === undefined) throw cannot(`The operator ${operator}`);
  return write(left, right);
}

/** `= ANY (array)`. DuckDB compares with lists so, and with nothing else than comparisons. */
function overList(
  translator: Translator,
  {
    operator,
    isAll,
    lexpr,
    rexpr,
    scope,
  }: { operator: string; isAll: boolean; lexpr: Node | undefined; rexpr: Node | undefined; scope: Scope },
): Translated {
  const { sql: left, type } = translator.expression(lexpr, scope);
  const right = translator.expression(rexpr, scope);
  // A literal, or a parameter, without a type is an array of what stands on the left.
  const element = (type === undefined ? undefined : numbers[type]) ?? 'VARCHAR';
  const isOpen = rexpr !== undefined && 'ParamRef' in rexpr && right.sql.startsWith('$');
  if (isOpen) translator.isArray(rexpr.ParamRef.number ?? 0, `${element}[]`);
  const given = isOpen ? `CAST(${right.sql} AS ${element}[])` : right.sql;
  const list = right.literal === undefined ? given : arrayLiteral(right.literal, element);
  const contains = isAll ? '<>' : '=';
  // DuckDB makes a subquery of ANY, which stands in no condition of a JOIN.
  if (operator === contains) {
    const items = rexpr !== undefined && 'A_ArrayExpr' in rexpr ? (rexpr.A_ArrayExpr.elements ?? []) : [];
    const listed = items.map((item) => translator.expression(item, scope).sql).join(', ');
    if (listed !== '') return bool(`(${left} ${isAll ? 'NOT IN' : 'IN'} (${listed}))`);
    // Among values that nobody knows it might be.
    const unknown = `nullif(len(list_filter(${list}, lambda one_item: one_item IS NULL)) > 0, true)`;
    return bool(`(${isAll ? 'NOT ' : ''}(list_contains(${list}, ${left}) OR ${unknown}))`);
  }
  if (comparisons.has(operator)) return bool(`(${left} ${operator} ${isAll ? 'ALL' : 'ANY'} (${list}))`);
  const matches = `list_transform(${list}, lambda one_item: ${binary(operator, left, 'one_item')})`;
  return bool(`list_bool_${isAll ? 'and' : 'or'}(${matches})`);
}

const numbers: Readonly<Record<string, string>> = {
  oid: 'UINTEGER',
  int2: 'SMALLINT',
  int4: 'INTEGER',
  int8: 'BIGINT',
};

function like(
  operator: string,
  left: string,
  rexpr: Node | undefined,
  operand: (node: Node | undefined) => string,
): string {
  // LIKE ... ESCAPE comes as a call.
  if (rexpr !== undefined && 'FuncCall' in rexpr && namesIn(rexpr.FuncCall.funcname).at(-1) === 'like_escape') {
    const [pattern, character] = rexpr.FuncCall.args ?? [];
    return `${binary(operator, left, operand(pattern))} ESCAPE ${operand(character)}`;
  }
  return `${binary(operator, left, operand(rexpr))} ESCAPE '\\'`;
}
