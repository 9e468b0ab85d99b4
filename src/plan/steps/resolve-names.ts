import type { PlanningStep } from '../planner.ts';
import { resolveQuery } from '../resolve/resolve-query.ts';

export const resolveNames: PlanningStep = async (draft, { scope, whole }) => ({
  ...draft,
  ...(await resolveQuery(scope, draft.sql, { whole })),
});
