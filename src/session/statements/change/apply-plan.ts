import type { SavedPlan } from '../../../plan/saved/saved-plan.ts';
import type { StatementContext } from '../../statement-context.ts';
import { runCall } from '../exec/run-exec.ts';
import { checkPlaces } from './check-places.ts';
import { checkUnmoved } from './check-unmoved.ts';
import { refuseChanges } from './guards.ts';
import { refusePartial } from './refuse-partial.ts';
import { type ChangeResult, runChange } from './run-change.ts';

/** Carries out a plan that was kept, if it leads where it did and finds what it found. Guards hold as for its statement. */
export async function applyPlan(run: StatementContext, { plan, places }: SavedPlan): Promise<ChangeResult> {
  refuseChanges(run, plan.verb);
  refusePartial(run, plan.unread ?? []);
  await checkPlaces(run, plan, places);
  await checkUnmoved(run, plan);
  return plan.verb === 'EXEC' ? runCall(run, plan) : runChange(run, plan);
}
