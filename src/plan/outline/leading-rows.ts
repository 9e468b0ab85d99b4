import type { Expression, PlanNode, PlanOrder } from './duckdb-plan.ts';
import { type Column, type Columns, columnsOfOrigin } from './plan-columns.ts';
import type { LeadingRows, Origin } from './query-outline.ts';
import { constantValue } from './render-constant.ts';
import { streams } from './streaming-limit.ts';

/** The column of an expression over the columns of a node. */
export type ColumnOf = (expression: Expression, input: Columns) => Column | undefined;

/** What comes first of one read, as the run can ask for it: nothing else can matter to what stands above. */
export interface Leading {
  readonly read: number;
  readonly rows: LeadingRows;
  /** The columns of the read that order and partition are over. */
  readonly columns: readonly string[];
}

/** Of a sort with a LIMIT over one read: the rows that it can give. */
export function leadingOfTopN(node: PlanNode, input: Columns, columnOf: ColumnOf): Leading | undefined {
  const rows = (node.limit ?? Number.NaN) + (node.offset ?? 0);
  return Number.isSafeInteger(rows) ? leading(node, input, columnOf, { orders: node.orders ?? [], rows }) : undefined;
}

/** Of DISTINCT ON over one read: the first row of each of its values. */
export function leadingOfDistinct(node: PlanNode, input: Columns, columnOf: ColumnOf): Leading | undefined {
  const { distinct_targets: partitions = [], order_by: order } = node;
  if (node.distinct_type !== 'DISTINCT_ON' || !order?.orders?.length) return undefined;
  return leading(node, input, columnOf, { orders: order.orders, partitions, rows: 1 });
}

/** Of an aggregate that gives one of the values of a group over one read: the rows of the group that hold it. */
export function leadingOfAggregate(
  node: PlanNode,
  { name = '', children: [value, by = value] = [], filter, order_bys: sorted }: Expression,
  input: Columns,
  columnOf: ColumnOf,
): Leading | undefined {
  const direction = pickedBy[name];
  const isPlain = (filter ?? null) === null && (sorted ?? null) === null && (node.grouping_sets ?? []).length <= 1;
  if (direction === undefined || value === undefined || by === undefined || !isPlain) return undefined;
  const orders = [{ type: direction, null_order: 'NULLS LAST', expression: by }];
  return leading(node, input, columnOf, { orders, partitions: node.groups ?? [], rows: 1, known: [value, by] });
}

/** Of a window function that numbers rows over one read: how it does, so that a condition on the number says which come first. */
export function leadingOfWindow(
  node: PlanNode,
  { type, partitions = [], orders = [] }: Expression,
  input: Columns,
  columnOf: ColumnOf,
): Leading | undefined {
  if (type !== 'WINDOW_ROW_NUMBER' && type !== 'WINDOW_RANK') return undefined;
  const withEqual = type === 'WINDOW_RANK';
  return orders.length === 0 ? undefined : leading(node, input, columnOf, { orders, partitions, rows: 1, withEqual });
}

/** The greatest number that a condition lets through, of the column that it is about. */
export function greatestNumber({ type, left, right }: Expression): { column: Expression; rows: number } | undefined {
  const beyond = { COMPARE_EQUAL: 0, COMPARE_LESSTHANOREQUALTO: 0, COMPARE_LESSTHAN: 1 }[type];
  const value = right?.value === undefined ? undefined : constantValue(right.value);
  if (left === undefined || beyond === undefined || typeof value !== 'number') return undefined;
  return { column: left, rows: Math.max(0, value - beyond) };
}

/** The columns of a node where no row of a read but its leading ones is left. */
export function onlyLeading(columns: Columns, { read, rows }: Leading): Columns {
  const narrowed = (origin: Origin): Origin =>
    origin.kind === 'read' && origin.read === read && origin.first === undefined
      ? { ...origin, leading: rows }
      : origin;
  return columns.map((column) => column && { ...column, origins: column.origins.map(narrowed) });
}

const pickedBy: Readonly<Record<string, 'ASCENDING' | 'DESCENDING'>> = {
  min: 'ASCENDING',
  max: 'DESCENDING',
  arg_min: 'ASCENDING',
  arg_max: 'DESCENDING',
  argmin: 'ASCENDING',
  argmax: 'DESCENDING',
  min_by: 'ASCENDING',
  max_by: 'DESCENDING',
};

interface Sorted {
  readonly orders: readonly PlanOrder[];
  readonly partitions?: readonly Expression[];
  readonly rows: number;
  readonly withEqual?: boolean;
  /** What is not NULL in a row that counts. */
  readonly known?: readonly Expression[];
}

function leading(
  { children: [child] = [] }: PlanNode,
  input: Columns,
  columnOf: ColumnOf,
  { orders, partitions = [], rows, withEqual = false, known = [] }: Sorted,
): Leading | undefined {
  if (!streams(child)) return undefined;
  const reads = new Set<number>();
  const columns = new Set<string>();
  const sqlOf = (expression: Expression): string | undefined => {
    const [origin, ...others] = columnOf(expression, input)?.origins ?? [];
    if (origin?.kind !== 'read' || others.length > 0) return undefined;
    reads.add(origin.read);
    for (const name of columnsOfOrigin(origin)) columns.add(name);
    return origin.sql;
  };
  const sorted = orders.map(({ type, null_order: nulls, expression }) => {
    const sql = sqlOf(expression);
    return sql === undefined ? undefined : `${sql} ${type === 'DESCENDING' ? 'DESC' : 'ASC'} ${nulls}`;
  });
  const partition = partitions.map(sqlOf);
  const notNull = known.map(sqlOf);
  const isSaid = (texts: readonly (string | undefined)[]): texts is readonly string[] => !texts.includes(undefined);
  const [read, ...further] = reads;
  if (!isSaid(sorted) || !isSaid(partition) || !isSaid(notNull) || read === undefined || further.length > 0)
    return undefined;
  return {
    read,
    rows: { rows, withEqual, partition, order: sorted, notNull: [...new Set(notNull)] },
    columns: [...columns],
  };
}
