import type { ScanOrder } from '../../providers/provider.ts';
import type { Expression, PlanNode } from './duckdb-plan.ts';
import { streams } from './streaming-limit.ts';

/**
 * Of a plan that gives the first rows of one read by one of its columns: which column, which way, and how many. Rows that are equal in
 * it may come in any order, so a second column to sort by would decide between rows that are not there.
 */
export function firstInOrder(node: PlanNode): ScanOrder | undefined {
  if (node.type === 'LOGICAL_PROJECTION')
    return node.children?.[0] === undefined ? undefined : firstInOrder(node.children[0]);
  const { orders = [], limit, offset, children: [child] = [] } = node;
  const [order] = orders;
  if (node.type !== 'LOGICAL_TOP_N' || order === undefined || orders.length > 1 || !streams(child)) return undefined;
  const rows = (limit ?? Number.NaN) + (offset ?? Number.NaN);
  const column = columnBehind(order.expression, child);
  // NULL is last everywhere but where a statement says otherwise, and what the API has no value of is nowhere.
  if (column === undefined || order.null_order !== 'NULLS LAST' || !Number.isSafeInteger(rows) || rows < 1)
    return undefined;
  return { column, descending: order.type === 'DESCENDING', rows };
}

/** The column of the read that an expression over a node is, as it is. */
function columnBehind(expression: Expression | undefined, node: PlanNode | undefined): string | undefined {
  if (expression?.expression_class !== 'BOUND_REF' || typeof expression.index !== 'number') return undefined;
  const { index } = expression;
  if (node?.type === 'LOGICAL_PROJECTION')
    return columnBehind((node.expressions as readonly Expression[] | undefined)?.[index], node.children?.[0]);
  if (node?.type === 'LOGICAL_FILTER') {
    const { projection_map: map = [] } = node;
    return columnBehind(map.length === 0 ? expression : { ...expression, index: map[index] }, node.children?.[0]);
  }
  if (node?.type !== 'LOGICAL_GET') return undefined;
  const { column_indexes: columns = [], projection_ids: projected = [], names = [] } = node;
  const column = columns[projected.length === 0 ? index : (projected[index] ?? -1)];
  return column === undefined ? undefined : names[column.index];
}
