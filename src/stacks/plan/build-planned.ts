import type { OpenRun } from '../run/open-run.ts';
import { readStackPlan, refuseMoved } from './keep-stack-plan.ts';
import { planStack } from './plan-stack.ts';

/** Sees to it that a build does what a plan says: it is planned again first. Throws PLAN_OUTDATED where that is anything else. */
export async function keepsPlan(run: OpenRun, file: string): Promise<void> {
  const planned = await readStackPlan(file);
  for (const state of run.states.values()) state.isUnknown = true;
  const quiet = { ...run, onEvent: () => undefined, options: { ...run.options, isDry: true } };
  refuseMoved(planned, await planStack(quiet));
  for (const state of run.states.values()) Object.assign(state, { isUnknown: false, captured: {}, exports: {} });
}
