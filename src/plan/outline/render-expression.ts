import { pointerKeys } from '../../data/json-pointer.ts';
import { quoteIdentifier, quoteLiteral } from '../../data/quote.ts';
import type { Expression } from './duckdb-plan.ts';
import { constantValue, renderConstant } from './render-constant.ts';
import { renderType } from './render-type.ts';
import { tagLookup } from './tag-lookup.ts';

/** A bound expression as SQL again, or undefined when it is of a kind that is not read. `column` renders references. */
export function renderExpression(
  expression: Expression,
  column: (expression: Expression) => string | undefined,
): string | undefined {
  const render = (child: Expression | undefined) => (child === undefined ? undefined : renderExpression(child, column));
  switch (expression.expression_class) {
    case 'BOUND_REF':
    case 'BOUND_COLUMN_REF':
      return column(expression);
    case 'BOUND_CONSTANT':
      return expression.value === undefined ? undefined : renderConstant(expression.value);
    case 'BOUND_CAST': {
      const child = render(expression.child);
      const type = expression.return_type === undefined ? undefined : renderType(expression.return_type);
      return child === undefined || type === undefined
        ? undefined
        : `${expression.try_cast === true ? 'TRY_CAST' : 'CAST'}(${child} AS ${type})`;
    }
    case 'BOUND_FUNCTION':
      return renderFunction(expression, (expression.children ?? []).map(render));
    case 'BOUND_UNNEST': {
      const child = render(expression.child);
      return child === undefined ? undefined : `unnest(${child})`;
    }
    case 'BOUND_COMPARISON': {
      const left = render(expression.left);
      const right = render(expression.right);
      const operator = comparisonOperators[expression.type];
      return left === undefined || right === undefined || operator === undefined
        ? undefined
        : `(${left} ${operator} ${right})`;
    }
    case 'BOUND_OPERATOR':
      return renderOperator(expression, (expression.children ?? []).map(render));
    case 'BOUND_CONJUNCTION': {
      const children = (expression.children ?? []).map(render);
      if (children.includes(undefined)) return undefined;
      return `(${children.join(expression.type === 'CONJUNCTION_AND' ? ' AND ' : ' OR ')})`;
    }
    case 'BOUND_CASE':
      return renderTagLookup(expression, column) ?? renderCase(expression, render);
    default:
      return undefined;
  }
}

/** By its whole name: a macro of the same name says something else. */
function renderFunction(expression: Expression, children: readonly (string | undefined)[]): string | undefined {
  const { name, catalog_name: catalog = '', schema_name: schema = '' } = expression;
  if (name === undefined || children.includes(undefined) || variesByCall(name, children.length)) return undefined;
  // What a function keeps of its arguments, as lambdas and the names of members, its arguments do not say again.
  if (expression.function_data !== undefined || (expression.original_arguments?.length ?? 0) > 0) return undefined;
  const place = [catalog === '' ? 'system' : catalog, schema === '' ? 'main' : schema];
  return `${[...place, name].map(quoteIdentifier).join('.')}(${children.join(', ')})`;
}

function renderCase(
  { case_checks: checks = [], else_expr: otherwise }: Expression,
  render: (child: Expression | undefined) => string | undefined,
): string | undefined {
  const parts = checks.map((check) => [render(check.when_expr), render(check.then_expr)] as const);
  const last = otherwise === undefined ? 'NULL' : render(otherwise);
  if (last === undefined || parts.flat().includes(undefined)) return undefined;
  return `(CASE ${parts.map(([when, then]) => `WHEN ${when} THEN ${then}`).join(' ')} ELSE ${last} END)`;
}

function renderTagLookup(
  expression: Expression,
  column: (expression: Expression) => string | undefined,
): string | undefined {
  const lookup = tagLookup(expression);
  const pointer = lookup?.key.value === undefined ? undefined : constantValue(lookup.key.value);
  const tags = lookup === undefined ? undefined : renderExpression(lookup.tags, column);
  if (lookup === undefined || tags === undefined || typeof pointer !== 'string') return undefined;
  return `(${tags} ${lookup.operator} ${quoteLiteral(pointerKeys(pointer)[0] ?? '')})`;
}

export const comparisonOperators: Readonly<Record<string, string>> = {
  COMPARE_EQUAL: '=',
  COMPARE_NOTEQUAL: '<>',
  COMPARE_LESSTHAN: '<',
  COMPARE_GREATERTHAN: '>',
  COMPARE_LESSTHANOREQUALTO: '<=',
  COMPARE_GREATERTHANOREQUALTO: '>=',
  COMPARE_DISTINCT_FROM: 'IS DISTINCT FROM',
  COMPARE_NOT_DISTINCT_FROM: 'IS NOT DISTINCT FROM',
};

function renderOperator(expression: Expression, children: readonly (string | undefined)[]): string | undefined {
  if (children.includes(undefined)) return undefined;
  const [first, ...rest] = children;
  switch (expression.type) {
    case 'OPERATOR_NOT':
      return `(NOT ${first})`;
    case 'OPERATOR_IS_NULL':
      return `(${first} IS NULL)`;
    case 'OPERATOR_IS_NOT_NULL':
      return `(${first} IS NOT NULL)`;
    case 'COMPARE_IN':
      return `(${first} IN (${rest.join(', ')}))`;
    case 'COMPARE_NOT_IN':
      return `(${first} NOT IN (${rest.join(', ')}))`;
    case 'OPERATOR_COALESCE':
      return `coalesce(${children.join(', ')})`;
    default:
      return undefined;
  }
}

/** Whether a function says something else each time: what it said of a row in the statement, nobody can ask again. */
function variesByCall(name: string, count: number): boolean {
  // To the age of a moment by itself today belongs.
  return varyingFunctions.has(name) || (name === 'age' && count === 1);
}

/** Those of DuckDB, and what reads a variable. */
export const varyingFunctions: ReadonlySet<string> = new Set([
  'random',
  'setseed',
  'uuid',
  'uuidv4',
  'uuidv7',
  'gen_random_uuid',
  'nextval',
  'currval',
  'now',
  'today',
  'current_date',
  'get_current_time',
  'get_current_timestamp',
  'transaction_timestamp',
  'current_connection_id',
  'current_database',
  'current_query',
  'current_query_id',
  'current_schema',
  'current_schemas',
  'current_transaction_id',
  'txid_current',
  'in_search_path',
  'getvariable',
  'error',
  'stats',
  'sleep_ms',
  'write_log',
]);
