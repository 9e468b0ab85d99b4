import type { PlanningStep } from '../planner.ts';
import { resolveQuery } from '../resolve/resolve-query.ts';

export const resolveNames: PlanningStep = async (draft, { scope, whole, namesColumns }) => ({
  ...draft,
  ...(await resolveQuery(scope, draft.sql, { whole, namesColumns })),
});
