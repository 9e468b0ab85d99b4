import type { Expression, PlanType, PlanValue, TableFilter } from './duckdb-plan.ts';
import { renderType } from './render-type.ts';

/** What may be the text of JSON, and the text that it is compared with: none where a pattern is no one that JSON's text can meet. */
export interface TextComparison {
  readonly one: Expression;
  readonly other?: Expression;
}

/**
 * Where an expression compares texts: the text of a JSON string stands in quotes, so that `(state -> 'Name')::text = 'running'` is
 * true of no row.
 */
export function textComparisons(expression: Expression): readonly TextComparison[] {
  const { expression_class: kind, type, name = '', left, right, children = [] } = expression;
  const [first, second] = children;
  if (kind === 'BOUND_COMPARISON') return [...besideText(left, right), ...besideText(right, left)];
  if (kind === 'BOUND_OPERATOR' && (type === 'COMPARE_IN' || type === 'COMPARE_NOT_IN'))
    return children.slice(1, 2).flatMap((value) => besideText(first, value));
  const ofJson = kind === 'BOUND_FUNCTION' && first !== undefined && children.length >= 2 ? patterns[name] : undefined;
  const pattern = second?.value?.value;
  return ofJson && first && typeof pattern === 'string' && !ofJson.test(pattern) ? [{ one: first }] : [];
}

/** The same of one side of a comparison, beside the other one. */
export function besideText(one: Expression | undefined, other: Expression | undefined): readonly TextComparison[] {
  return one !== undefined && other !== undefined && isPlainText(other) ? [{ one, other }] : [];
}

/** What an expression says to be equal to texts, or not, and to which; undefined where it says no such thing. */
export function comparedValues(
  expression: Expression,
): { readonly one: Expression; readonly values: readonly string[] } | undefined {
  const { expression_class: kind, type, left, right, children = [] } = expression;
  if (kind === 'BOUND_COMPARISON' && equalities.has(type) && left !== undefined && right !== undefined) {
    const [one, constant] = left.expression_class === 'BOUND_CONSTANT' ? [right, left] : [left, right];
    return constant.expression_class === 'BOUND_CONSTANT' ? { one, values: textsOf([constant.value]) } : undefined;
  }
  const [first, ...listed] = children;
  const isList = kind === 'BOUND_OPERATOR' && (type === 'COMPARE_IN' || type === 'COMPARE_NOT_IN');
  if (!isList || first === undefined) return undefined;
  return { one: first, values: textsOf(listed.map(({ value }) => value)) };
}

/** The texts that a filter of a read says its column to be equal to, or not. */
export function valuesOfFilter(filter: TableFilter): readonly string[] {
  const {
    filter_type: type,
    comparison_type: comparison = '',
    constant,
    values = [],
    child_filter,
    child_filters,
  } = filter;
  if (type === 'CONSTANT_COMPARISON') return equalities.has(comparison) ? textsOf([constant]) : [];
  if (type === 'IN_FILTER') return textsOf(values);
  return [...(child_filter === undefined ? [] : [child_filter]), ...(child_filters ?? [])].flatMap(valuesOfFilter);
}

const equalities = new Set(['COMPARE_EQUAL', 'COMPARE_NOTEQUAL', 'COMPARE_DISTINCT_FROM', 'COMPARE_NOT_DISTINCT_FROM']);

/** Whether a filter of a read says its column to be less or more than something. */
export function isRangeFilter({
  comparison_type: comparison = '',
  child_filter,
  child_filters = [],
}: TableFilter): boolean {
  return (
    isRange(comparison) || [child_filter, ...child_filters].some((inner) => inner !== undefined && isRangeFilter(inner))
  );
}

export function isRange(comparison: string): boolean {
  return /^COMPARE_(?:LESS|GREATER)THAN/.test(comparison);
}

function textsOf(values: readonly (PlanValue | undefined)[]): readonly string[] {
  return values.flatMap((value) => (typeof value?.value === 'string' && isText(value.type) ? [value.value] : []));
}

/** What an expression is the text of; undefined of all that is no text of JSON. */
export function jsonOfText({ expression_class: kind, child, return_type: type }: Expression): Expression | undefined {
  return kind === 'BOUND_CAST' && isText(type) && child !== undefined && isJson(child) ? child : undefined;
}

/** The text that an expression has in small or in capital letters. */
export function sameButForCase({ expression_class: kind, name, children = [] }: Expression): Expression | undefined {
  return kind === 'BOUND_FUNCTION' && (name === 'lower' || name === 'upper') ? children[0] : undefined;
}

export function isJson({ return_type: type }: Expression): boolean {
  return isJsonType(type);
}

/** Whether it is JSON, or a list of it. */
export function givesJson({ return_type: type }: Expression): boolean {
  return type !== undefined && ['JSON', 'JSON[]'].includes(renderType(type) ?? '');
}

const likePattern = /^[%_"{[].*[%_"}\]]$|^%?$/s;
/** Functions that look for a pattern, and which patterns the text of JSON can meet: with its quotes or brackets, or open at both ends. */
const patterns: Readonly<Record<string, RegExp>> = {
  prefix: /^["{[]|^$/,
  starts_with: /^["{[]|^$/,
  suffix: /["}\]]$|^$/,
  ends_with: /["}\]]$|^$/,
  '~~': likePattern,
  '!~~': likePattern,
  '~~*': likePattern,
  '!~~*': likePattern,
  like_escape: likePattern,
  not_like_escape: likePattern,
  ilike_escape: likePattern,
  not_ilike_escape: likePattern,
  regexp_matches: /^(?!\^[\w/-]).*(?<![\w/-]\$)$/s,
};

/** Whether it may be a text that is none of JSON: also one that is read as JSON to be compared with JSON. */
function isPlainText({ expression_class: kind, child, value, return_type: type }: Expression): boolean {
  if (kind === 'BOUND_CAST' && child !== undefined) return !isJson(child) && isPlainText(child);
  if (kind === 'BOUND_CONSTANT') return isText(value?.type) && /^[^"[{]/.test(String(value?.value ?? ''));
  return isText(type);
}

function isText(type: PlanType | undefined): boolean {
  return type?.id === 'VARCHAR' && !isJsonType(type);
}

function isJsonType(type: PlanType | undefined): boolean {
  return type !== undefined && renderType(type) === 'JSON';
}
