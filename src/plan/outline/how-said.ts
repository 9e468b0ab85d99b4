import type { Expression, TableFilter } from './duckdb-plan.ts';
import { predicatesOfExpression, predicatesOfTableFilter, type Subject, subjectReader } from './read-predicates.ts';

/** How much of a condition its predicates say: all of it; all but whether the end of a range belongs to it; or less. */
export type Said = 'wholly' | 'nearly' | 'partly';

/** How much of a condition of the plan `predicatesOfExpression` says. */
export function howSaid(expression: Expression, subjectOf: (expression: Expression) => Subject | undefined): Said {
  const { expression_class: kind, type, children = [], left } = expression;
  const predicates = predicatesOfExpression(expression, subjectOf);
  if (predicates.length === 0) return 'partly';
  if (kind === 'BOUND_CONJUNCTION') {
    const sides = children.map((child) => howSaid(child, subjectOf));
    if (type === 'CONJUNCTION_AND') return least(sides);
    return areValuesOfOne(children.map((child) => predicatesOfExpression(child, subjectOf))) ? least(sides) : 'partly';
  }
  if (kind !== 'BOUND_COMPARISON') return 'wholly';
  // (a = 1) IS TRUE says what stands in the parentheses.
  if (
    type === 'COMPARE_NOT_DISTINCT_FROM' &&
    left !== undefined &&
    subjectOf(left) === undefined &&
    left.value === undefined
  )
    return howSaid(left, subjectOf);
  return isWithoutEnd(type) ? 'nearly' : 'wholly';
}

/** How much of a filter that DuckDB pushed into a scan `predicatesOfTableFilter` says. */
export function howFilterIsSaid(filter: TableFilter, column: string): Said {
  if (predicatesOfTableFilter(filter, column).length === 0) return 'partly';
  const children = filter.child_filters ?? [];
  const sides = children.map((child) => howFilterIsSaid(child, column));
  switch (filter.filter_type) {
    case 'CONJUNCTION_AND':
      return least(sides);
    case 'CONJUNCTION_OR':
      return areValuesOfOne(children.map((child) => predicatesOfTableFilter(child, column))) ? least(sides) : 'partly';
    case 'EXPRESSION_FILTER':
      return filter.expr === undefined
        ? 'partly'
        : howSaid(
            filter.expr,
            subjectReader(() => column),
          );
    case 'CONSTANT_COMPARISON':
      return isWithoutEnd(filter.comparison_type ?? '') ? 'nearly' : 'wholly';
    default:
      return 'wholly';
  }
}

function least(sides: readonly Said[]): Said {
  return (['partly', 'nearly'] as const).find((said) => sides.includes(said)) ?? 'wholly';
}

/** Whether each side of an OR says one thing, that a column is one of some values: then together they say no more. */
function areValuesOfOne(sides: readonly (readonly { readonly operator: string }[])[]): boolean {
  return sides.every(([first, second]) => first?.operator === 'equals' && second === undefined);
}

function isWithoutEnd(comparison: string): boolean {
  return comparison === 'COMPARE_LESSTHAN' || comparison === 'COMPARE_GREATERTHAN';
}
