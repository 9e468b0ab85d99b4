import type { PlanNode } from './duckdb-plan.ts';
import type { StreamingLimit } from './query-outline.ts';
import { tableOf } from './table-of.ts';

/** The LIMIT (and OFFSET) of a plan whose rows only stream: nothing between it and the read sorts, groups or joins. */
export function streamingLimit(node: PlanNode): StreamingLimit | undefined {
  if (node.type === 'LOGICAL_PROJECTION')
    return node.children?.[0] === undefined ? undefined : streamingLimit(node.children[0]);
  if (node.type !== 'LOGICAL_LIMIT' || node.limit_val?.type !== 'CONSTANT_VALUE') return undefined;
  const offset =
    node.offset_val?.type === 'CONSTANT_VALUE'
      ? node.offset_val.constant_integer
      : node.offset_val?.type === 'UNSET'
        ? 0
        : undefined;
  const wanted = node.limit_val.constant_integer;
  return offset !== undefined && streams(node.children?.[0]) ? { rows: wanted + offset, wanted } : undefined;
}

/** Whether a plan is one read, of all of its rows and not of a sample, under nothing but projections and filters. */
export function streams(node: PlanNode | undefined): boolean {
  if (node?.type === 'LOGICAL_GET')
    return tableOf(node) !== undefined && (node.extra_info?.sample_options ?? null) === null;
  return (node?.type === 'LOGICAL_PROJECTION' || node?.type === 'LOGICAL_FILTER') && streams(node.children?.[0]);
}
