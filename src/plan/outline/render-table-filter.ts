import type { TableFilter } from './duckdb-plan.ts';
import { renderConstant } from './render-constant.ts';
import { comparisonOperators, renderExpression } from './render-expression.ts';

/** A pushed filter as SQL, as far as it can be said. */
export function renderTableFilter(filter: TableFilter, column: string): readonly string[] {
  switch (filter.filter_type) {
    case 'CONSTANT_COMPARISON': {
      const operator = comparisonOperators[filter.comparison_type ?? ''];
      const constant = filter.constant === undefined ? undefined : renderConstant(filter.constant);
      return operator === undefined || constant === undefined ? [] : [`${column} ${operator} ${constant}`];
    }
    case 'CONJUNCTION_AND':
      return (filter.child_filters ?? []).flatMap((child) => renderTableFilter(child, column));
    case 'CONJUNCTION_OR': {
      const sides = (filter.child_filters ?? []).map((child) =>
        isWhollyRendered(child) ? renderTableFilter(child, column).join(' AND ') : '',
      );
      return sides.length === 0 || sides.includes('') ? [] : [`(${sides.map((side) => `(${side})`).join(' OR ')})`];
    }
    case 'IN_FILTER': {
      const values = (filter.values ?? []).map(renderConstant);
      return values.length === 0 || values.includes(undefined) ? [] : [`${column} IN (${values.join(', ')})`];
    }
    case 'EXPRESSION_FILTER': {
      const sql = filter.expr === undefined ? undefined : renderExpression(filter.expr, () => column);
      return sql === undefined ? [] : [sql];
    }
    case 'IS_NOT_NULL':
      return [`${column} IS NOT NULL`];
    case 'IS_NULL':
      return [`${column} IS NULL`];
    default:
      return [];
  }
}

/** Whether SQL says all of a pushed filter. An optional one says nothing that no other does. */
export function isWhollyRendered(filter: TableFilter): boolean {
  if (filter.filter_type === 'OPTIONAL_FILTER') return true;
  return filter.filter_type === 'CONJUNCTION_AND'
    ? (filter.child_filters ?? []).every(isWhollyRendered)
    : renderTableFilter(filter, 'x').length > 0;
}
