import type { TableName } from '../../engine/shadow-tables.ts';
import type { PlanNode } from './duckdb-plan.ts';

/** The table that a LOGICAL_GET reads; a table function has none. */
export function tableOf(node: PlanNode): TableName | undefined {
  const { catalog, schema, table } = node.function_data ?? {};
  return catalog === undefined || schema === undefined || table === undefined ? undefined : { catalog, schema, table };
}
