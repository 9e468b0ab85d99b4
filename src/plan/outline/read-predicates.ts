import { pointerKeys } from '../../data/json-pointer.ts';
import type { Value } from '../../data/value.ts';
import type { Predicate } from '../predicate.ts';
import type { Expression, PlanValue, TableFilter } from './duckdb-plan.ts';
import { constantValue } from './render-constant.ts';
import { tagLookup } from './tag-lookup.ts';

/** What an expression of the plan is about: a column, or a key inside a JSON column. */
export interface Subject {
  readonly column: string;
  readonly key?: string;
}

/** The predicates in one condition of the plan; what it says beyond them is left to DuckDB. */
export function predicatesOfExpression(
  expression: Expression,
  subjectOf: (expression: Expression) => Subject | undefined,
): readonly Predicate[] {
  switch (expression.expression_class) {
    case 'BOUND_CONJUNCTION':
      return expression.type === 'CONJUNCTION_AND'
        ? (expression.children ?? []).flatMap((child) => predicatesOfExpression(child, subjectOf))
        : union((expression.children ?? []).map((child) => predicatesOfExpression(child, subjectOf)));
    case 'BOUND_COMPARISON':
      return comparison(expression, subjectOf);
    case 'BOUND_OPERATOR':
      if (expression.type === 'OPERATOR_NOT') return truth(expression.children?.[0], false, subjectOf);
      return expression.type === 'COMPARE_IN' ? membership(expression.children ?? [], subjectOf) : [];
    case 'BOUND_FUNCTION':
      return matching(expression, subjectOf);
    case 'BOUND_REF':
    case 'BOUND_COLUMN_REF':
      // A boolean column by itself: WHERE public.
      return truth(expression, true, subjectOf);
    default:
      return [];
  }
}

/** `public`, `NOT public`: that a boolean column is true, or that it is not. */
function truth(
  expression: Expression | undefined,
  value: boolean,
  subjectOf: (expression: Expression) => Subject | undefined,
): readonly Predicate[] {
  const isReferred = expression !== undefined && isReference(expression) && expression.return_type?.id === 'BOOLEAN';
  const subject = isReferred ? subjectOf(expression) : undefined;
  return subject === undefined ? [] : [{ ...subject, operator: 'equals', values: [value] }];
}

/** The subject of `tags ->> 'env'` and `json_extract_string(tags, '$.env')` over what `columnOf` knows, or of a plain column. */
export function subjectReader(
  columnOf: (expression: Expression) => string | undefined,
): (expression: Expression) => Subject | undefined {
  const subjectOf = (expression: Expression): Subject | undefined => {
    if (expression.expression_class === 'BOUND_REF' || expression.expression_class === 'BOUND_COLUMN_REF') {
      const column = columnOf(expression);
      return column === undefined ? undefined : { column };
    }
    const [target, path] = textLookup(expression);
    const column = target === undefined ? undefined : columnOf(target);
    const key = path?.value === undefined ? undefined : memberOf(constantValue(path.value));
    return column === undefined || key === undefined ? undefined : { column, key };
  };
  return subjectOf;
}

/** What the text of a member is taken of, and the member's path. */
function textLookup(expression: Expression): readonly Expression[] {
  const lookup = tagLookup(expression);
  if (lookup !== undefined) return lookup.operator === '~@>>' ? [lookup.tags, lookup.key] : [];
  const isLookup =
    expression.expression_class === 'BOUND_FUNCTION' && ['->>', 'json_extract_string'].includes(expression.name ?? '');
  return isLookup ? (expression.children ?? []) : [];
}

function memberOf(path: Value | undefined): string | undefined {
  if (typeof path !== 'string') return undefined;
  if (path.startsWith('/')) {
    const [key, ...rest] = /~(?![01])/.test(path) ? [] : pointerKeys(path);
    return rest.length === 0 ? key : undefined;
  }
  if (!path.startsWith('$')) return path;
  return /^\$\.(?:"([^"]*)"|([A-Za-z_][\w-]*))$/
    .exec(path)
    ?.slice(1)
    .find((part) => part !== undefined);
}

/** The predicates in the filters that DuckDB pushed into a scan. Optional ones follow from the statement, dynamic ones do not say anything. */
export function predicatesOfTableFilter(filter: TableFilter, column: string): readonly Predicate[] {
  switch (filter.filter_type) {
    case 'CONSTANT_COMPARISON':
      return filter.constant === undefined ? [] : compared({ column }, filter.comparison_type ?? '', filter.constant);
    case 'IN_FILTER':
      return listed({ column }, filter.values ?? []);
    case 'CONJUNCTION_AND':
      return (filter.child_filters ?? []).flatMap((child) => predicatesOfTableFilter(child, column));
    case 'CONJUNCTION_OR':
      return union((filter.child_filters ?? []).map((child) => predicatesOfTableFilter(child, column)));
    case 'OPTIONAL_FILTER':
      return filter.child_filter === undefined ? [] : predicatesOfTableFilter(filter.child_filter, column);
    case 'EXPRESSION_FILTER':
      // Inside a filter the column is the only reference there is.
      return filter.expr === undefined
        ? []
        : predicatesOfExpression(
            filter.expr,
            subjectReader((expression) => (isReference(expression) ? column : undefined)),
          );
    default:
      return [];
  }
}

function isReference(expression: Expression): boolean {
  return expression.expression_class === 'BOUND_REF' || expression.expression_class === 'BOUND_COLUMN_REF';
}

function comparison(
  expression: Expression,
  subjectOf: (expression: Expression) => Subject | undefined,
): readonly Predicate[] {
  const { left, right } = expression;
  if (left === undefined || right === undefined) return [];
  // (a = 1) IS TRUE: of what is true by itself only the condition is left.
  if (
    expression.type === 'COMPARE_NOT_DISTINCT_FROM' &&
    right.value?.type.id === 'BOOLEAN' &&
    right.value.value === true
  )
    return predicatesOfExpression(left, subjectOf);
  const subject = subjectOf(left);
  if (subject !== undefined && right.value !== undefined) return compared(subject, expression.type, right.value);
  const turned = subjectOf(right);
  return turned !== undefined && left.value !== undefined
    ? compared(turned, mirrored[expression.type] ?? '', left.value)
    : [];
}

const mirrored: Readonly<Record<string, string>> = {
  COMPARE_EQUAL: 'COMPARE_EQUAL',
  COMPARE_NOT_DISTINCT_FROM: 'COMPARE_NOT_DISTINCT_FROM',
  COMPARE_LESSTHAN: 'COMPARE_GREATERTHAN',
  COMPARE_GREATERTHAN: 'COMPARE_LESSTHAN',
  COMPARE_LESSTHANOREQUALTO: 'COMPARE_GREATERTHANOREQUALTO',
  COMPARE_GREATERTHANOREQUALTO: 'COMPARE_LESSTHANOREQUALTO',
};

function compared(subject: Subject, operator: string, constant: PlanValue): readonly Predicate[] {
  const value = constantValue(constant);
  if (value === undefined || value === null) return [];
  switch (operator) {
    case 'COMPARE_EQUAL':
    case 'COMPARE_NOT_DISTINCT_FROM':
      return [{ ...subject, operator: 'equals', values: [value] }];
    case 'COMPARE_GREATERTHAN':
    case 'COMPARE_GREATERTHANOREQUALTO':
      return [{ ...subject, operator: 'range', values: [value, null] }];
    case 'COMPARE_LESSTHAN':
    case 'COMPARE_LESSTHANOREQUALTO':
      return [{ ...subject, operator: 'range', values: [null, value] }];
    default:
      return [];
  }
}

function membership(
  children: readonly Expression[],
  subjectOf: (expression: Expression) => Subject | undefined,
): readonly Predicate[] {
  const [first, ...rest] = children;
  const subject = first === undefined ? undefined : subjectOf(first);
  if (subject === undefined) return [];
  const constants = rest.map((child) => child.value);
  return constants.some((constant) => constant === undefined) ? [] : listed(subject, constants as readonly PlanValue[]);
}

function listed(subject: Subject, constants: readonly PlanValue[]): readonly Predicate[] {
  const values = constants.map(constantValue);
  if (values.includes(undefined)) return [];
  return [
    {
      ...subject,
      operator: 'equals',
      values: values.filter((value): value is Value => value !== null && value !== undefined),
    },
  ];
}

const textFunctions: Readonly<Record<string, 'prefix' | 'contains' | 'wildcard'>> = {
  prefix: 'prefix',
  starts_with: 'prefix',
  '^@': 'prefix',
  contains: 'contains',
  '~~': 'wildcard',
};

function matching(
  expression: Expression,
  subjectOf: (expression: Expression) => Subject | undefined,
): readonly Predicate[] {
  const [written, pattern] = expression.children ?? [];
  const folded = inSmallLetters(written);
  const target = folded ?? written;
  const operator = textFunctions[expression.name ?? ''];
  const isSuffix = expression.name === 'suffix' || expression.name === 'ends_with';
  const subject = target === undefined ? undefined : subjectOf(target);
  const value = pattern?.value === undefined ? undefined : constantValue(pattern.value);
  if (subject === undefined || typeof value !== 'string') return [];
  if (folded !== undefined) return alike(subject, isSuffix ? 'suffix' : operator, value);
  if (isSuffix) return /[%_\\]/.test(value) ? [] : [{ ...subject, operator: 'wildcard', values: [`%${value}`] }];
  if (operator === undefined) return [];
  return [{ ...subject, operator, values: [value] }];
}

const capitals = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** What stands in small letters as StackQL's LIKE compares it: `translate(name, 'ABC...', 'abc...')`. */
function inSmallLetters(expression: Expression | undefined): Expression | undefined {
  if (expression?.expression_class !== 'BOUND_FUNCTION' || expression.name !== 'translate') return undefined;
  const [target, from, to] = expression.children ?? [];
  const isOf = (one: Expression | undefined, text: string) =>
    one?.value !== undefined && constantValue(one.value) === text;
  return isOf(from, capitals) && isOf(to, capitals.toLowerCase()) ? target : undefined;
}

function alike(
  subject: Subject,
  operator: 'prefix' | 'contains' | 'wildcard' | 'suffix' | undefined,
  value: string,
): readonly Predicate[] {
  if (operator === undefined || (operator !== 'wildcard' && /[%_\\]/.test(value))) return [];
  const pattern = {
    wildcard: value,
    prefix: `${value}%`,
    suffix: `%${value}`,
    contains: `%${value}%`,
  }[operator];
  return [{ ...subject, operator: 'alike', values: [pattern] }];
}

/** `a = 1 OR a = 2` says that a is in (1, 2) when each side says something of the same column. */
function union(sides: readonly (readonly Predicate[])[]): readonly Predicate[] {
  const [first, ...rest] = sides;
  return (first ?? []).flatMap((predicate) => {
    if (predicate.operator !== 'equals') return [];
    const others = rest.map((side) =>
      side.find(
        (other) => other.operator === 'equals' && other.column === predicate.column && other.key === predicate.key,
      ),
    );
    if (others.includes(undefined)) return [];
    return [
      { ...predicate, values: [...new Set([predicate, ...others].flatMap((one) => one?.values ?? []))] } as Predicate,
    ];
  });
}
