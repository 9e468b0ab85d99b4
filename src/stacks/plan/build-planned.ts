import type { OpenRun } from '../run/open-run.ts';
import { checkPolicies, policiesOf, refuseViolations, type Violation } from './check-policies.ts';
import { readStackPlan, refuseMoved } from './keep-stack-plan.ts';
import { planStack } from './make-stack-plan.ts';
import type { StackPlan } from './stack-plan.ts';

/**
 * What has to hold before a build: it does what a plan that was kept says, where there is one, and no policy has anything against
 * it. Answers what policies warn of. Throws PLAN_OUTDATED and POLICY_VIOLATED.
 */
export async function checkBeforeBuild(run: OpenRun, file: string | undefined): Promise<readonly Violation[]> {
  const policies = await policiesOf(run.stack.manifest.directory);
  if (file === undefined && policies.length === 0) return [];
  const kept = file === undefined ? undefined : await readStackPlan(file);
  const plan = await planNow(run);
  if (kept !== undefined) refuseMoved(kept, plan);
  const violations = await checkPolicies(run, plan, policies);
  refuseViolations(violations);
  return violations;
}

/** Plans in a run that will build: what it learns of resources is forgotten again. */
async function planNow(run: OpenRun): Promise<StackPlan> {
  for (const state of run.states.values()) state.isUnknown = true;
  const plan = await planStack({ ...run, onEvent: () => undefined, options: { ...run.options, isDry: true } });
  for (const state of run.states.values()) Object.assign(state, { isUnknown: false, captured: {}, exports: {} });
  return plan;
}
