import type { PlanningStep } from '../planner.ts';
import { providerNamed } from '../provider-named.ts';
import { resolveQuery } from '../resolve/resolve-query.ts';

export const resolveNames: PlanningStep = async (draft, { scope, whole, namesColumns }) => ({
  ...draft,
  ...(await resolveQuery(scope, draft.sql, {
    whole,
    namesColumns,
    // While DuckDB makes the tables and reads the query.
    onFound: (description) => providerNamed(scope.providers, description.provider).loadAhead?.(description),
  })),
});
