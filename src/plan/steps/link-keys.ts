import { chooseKeyLinks } from '../keys/choose-key-links.ts';
import type { PlanningStep } from '../planner.ts';

export const linkKeys: PlanningStep = (draft) => ({
  ...draft,
  keyLinks: chooseKeyLinks(draft.outline, draft.scans),
});
