import { SkyqlError } from '../../errors/skyql-error.ts';
import type { ChangePlan } from '../change-plan.ts';
import { planDigest } from './plan-digest.ts';
import { formatVersion, type PlannedPlace, type SavedPlan } from './saved-plan.ts';

export interface PlanMaker {
  readonly version: string;
  readonly now: Date;
}

/** Makes a plan ready to be kept. Throws PLAN_HOLDS_SECRET: what must not be shown is not written to a file either. */
export function savePlan(plan: ChangePlan, places: readonly PlannedPlace[], { version, now }: PlanMaker): SavedPlan {
  const secret = plan.changes.flatMap(({ secrets = [] }) => secrets)[0];
  if (secret !== undefined) {
    const { provider, service, resource } = plan.resource;
    const name = secret.split('/').slice(2).join('/');
    throw new SkyqlError(
      'PLAN_HOLDS_SECRET',
      `${name} of ${provider}.${service}.${resource} is not shown once it is set, and a plan that is kept holds no such value.`,
      { hint: 'Run the statement itself; EXPLAIN shows what it would do, with *** for the value.' },
    );
  }
  // As a file has it: without what JSON does not have.
  const content = JSON.parse(
    JSON.stringify({
      format_version: formatVersion,
      made_by: `skyql ${version}`,
      made_at: now.toISOString(),
      places,
      plan,
    }),
  ) as Omit<SavedPlan, 'digest'>;
  return { ...content, digest: planDigest(content) };
}
