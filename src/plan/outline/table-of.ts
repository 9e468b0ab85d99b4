import type { PlanNode } from './duckdb-plan.ts';
import type { TableName } from './query-outline.ts';

/** The table that a LOGICAL_GET reads; a table function has none. */
export function tableOf(node: PlanNode): TableName | undefined {
  const { catalog, schema, table } = node.function_data ?? {};
  return catalog === undefined || schema === undefined || table === undefined ? undefined : { catalog, schema, table };
}
