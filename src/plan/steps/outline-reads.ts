import { providerOfDatabase } from '../../engine/shadow-database.ts';
import { inlineCtes } from '../../sql/inline-ctes.ts';
import { replacePivots } from '../../sql/replace-pivots.ts';
import type { QueryOutline } from '../outline/query-outline.ts';
import { readOutline } from '../outline/read-outline.ts';
import type { Draft, Planner, PlanningStep } from '../planner.ts';
import { resolveQuery, tableKey } from '../resolve/resolve-query.ts';

export const outlineReads: PlanningStep = async (draft, planner) => {
  const outline = await outlineOf(draft, planner);
  // A table that an earlier statement left must not answer for a resource that was not found in the text.
  const left = outline.reads.filter(
    ({ table }) =>
      planner.scope.providers.has(providerOfDatabase(table.catalog)) && !draft.resources.has(tableKey(table)),
  );
  if (left.length === 0) return { ...draft, outline };
  const names = left.map(({ table }) => [providerOfDatabase(table.catalog), table.schema, table.table]);
  const resolved = {
    ...draft,
    ...(await resolveQuery(planner.scope, draft.sql, { further: names, whole: planner.whole })),
  };
  return { ...resolved, outline: await outlineOf(resolved, planner) };
};

function outlineOf({ sql, resources }: Draft, { scope }: Planner): Promise<QueryOutline> {
  const columnsOf = (table: readonly string[]) =>
    resources.get(table.join('.'))?.table.columns.map(({ name }) => name) ?? [];
  return readOutline(scope.engine, inlineCtes(replacePivots(sql)), columnsOf);
}
