import { readFile, writeFile } from 'node:fs/promises';
import { SkyqlError } from '../../errors/skyql-error.ts';
import { type StackPlan, stackPlanVersion } from './stack-plan.ts';

/** Writes a plan where its owner alone can read it. */
export async function writeStackPlan(file: string, plan: StackPlan): Promise<void> {
  await writeFile(file, `${JSON.stringify(plan, null, 2)}\n`, { mode: 0o600 });
}

/** Reads a plan that was kept. Throws PLAN_NOT_READABLE and PLAN_VERSION. */
export async function readStackPlan(file: string): Promise<StackPlan> {
  const hint = 'skyql stack plan DIR ENV --out FILE writes one.';
  let plan: StackPlan;
  try {
    plan = JSON.parse(await readFile(file, 'utf8')) as StackPlan;
  } catch (error) {
    throw new SkyqlError('PLAN_NOT_READABLE', `${file} is no plan of a stack.`, { hint, cause: error });
  }
  if (plan.format_version !== stackPlanVersion)
    throw new SkyqlError(
      'PLAN_VERSION',
      `${file} has the form ${String(plan.format_version)}; this skyql knows ${stackPlanVersion}.`,
      {
        hint,
      },
    );
  if (!Array.isArray(plan.resources))
    throw new SkyqlError('PLAN_NOT_READABLE', `${file} is no plan of a stack.`, { hint });
  return plan;
}

/** Throws PLAN_OUTDATED where a build would do anything else than was planned, and names the resources that differ. */
export function refuseMoved(planned: StackPlan, now: StackPlan): void {
  if (planned.digest === now.digest && planned.endpoint === now.endpoint) return;
  const before = new Map(planned.resources.map((one) => [one.address, JSON.stringify(one)]));
  const moved = [
    ...now.resources.filter((one) => before.get(one.address) !== JSON.stringify(one)).map(({ address }) => address),
    ...planned.resources
      .filter((one) => !now.resources.some(({ address }) => address === one.address))
      .map(({ address }) => address),
  ];
  throw new SkyqlError(
    'PLAN_OUTDATED',
    `The stack is not as it was when the plan was made${moved.length > 0 ? `: ${moved.join(', ')}` : ''}. Nothing was changed.`,
    { hint: 'Plan again, look at what it would do, and build that.' },
  );
}
