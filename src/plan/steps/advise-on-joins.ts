import { joinHints } from '../advice/join-hints.ts';
import type { PlanningStep } from '../planner.ts';
import { tableKey } from '../resolve/resolve-query.ts';

export const adviseOnJoins: PlanningStep = (draft) => {
  const hints = joinHints(draft.outline, ({ table }) => draft.resources.get(tableKey(table))?.description);
  return { ...draft, advice: [...draft.advice, ...hints] };
};
