import { pointerKeys } from '../../data/json-pointer.ts';
import { quoteIdentifier, quoteLiteral } from '../../data/quote.ts';
import type { Value } from '../../data/value.ts';
import type { Expression, PlanValue } from './duckdb-plan.ts';
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
      const type = castType(expression);
      return child === undefined || type === undefined
        ? undefined
        : `${expression.try_cast === true ? 'TRY_CAST' : 'CAST'}(${child} AS ${type})`;
    }
    case 'BOUND_FUNCTION': {
      const children = (expression.children ?? []).map(render);
      if (expression.name === undefined || children.includes(undefined) || volatile.has(expression.name))
        return undefined;
      return `${quoteIdentifier(expression.name)}(${children.join(', ')})`;
    }
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
      return renderTagLookup(expression, column);
    default:
      return undefined;
  }
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
    default:
      return undefined;
  }
}

export function renderConstant(constant: PlanValue): string | undefined {
  if (constant.is_null) return 'NULL';
  const value = constantValue(constant);
  if (value === undefined || typeof value === 'object') return undefined;
  if (constant.type.id.startsWith('TIMESTAMP')) return `${quoteLiteral(String(value))}::${constant.type.id}`;
  return typeof value === 'string' ? quoteLiteral(value) : String(value);
}

/** A constant of the plan as a plain value; timestamps, which the plan holds in microseconds, as ISO 8601 text. */
export function constantValue(constant: PlanValue): Value | undefined {
  if (constant.is_null) return null;
  const { value } = constant;
  if (constant.type.id.startsWith('TIMESTAMP')) {
    const milliseconds = Number(value) / 1000;
    return Number.isFinite(milliseconds) && Math.abs(milliseconds) < 8.64e15
      ? new Date(milliseconds).toISOString()
      : undefined;
  }
  const simple = [
    'VARCHAR',
    'BOOLEAN',
    'TINYINT',
    'SMALLINT',
    'INTEGER',
    'BIGINT',
    'DOUBLE',
    'FLOAT',
    'UINTEGER',
    'UBIGINT',
  ];
  if (!simple.includes(constant.type.id)) return undefined;
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : undefined;
}

/** Functions that say something else each time: what they said of a row in the statement, nobody can ask again. */
const volatile: ReadonlySet<string> = new Set([
  'random',
  'uuid',
  'uuidv4',
  'uuidv7',
  'gen_random_uuid',
  'nextval',
  'currval',
  'current_connection_id',
  'current_query',
  'current_query_id',
  'current_transaction_id',
  'stats',
]);

const castTypes: ReadonlySet<string> = new Set([
  'VARCHAR',
  'BOOLEAN',
  'INTEGER',
  'BIGINT',
  'DOUBLE',
  'TIMESTAMP',
  'TIMESTAMP WITH TIME ZONE',
  'DATE',
]);

function castType(expression: Expression): string | undefined {
  const type = expression.return_type;
  if (type === undefined || !castTypes.has(type.id)) return undefined;
  const alias = (type.type_info as { readonly alias?: string } | null | undefined)?.alias;
  return alias === 'JSON' ? 'JSON' : type.id;
}
