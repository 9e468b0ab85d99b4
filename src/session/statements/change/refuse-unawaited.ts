import { SkyqlError } from '../../../errors/skyql-error.ts';
import type { ChangePlan } from '../../../plan/change-plan.ts';

/** Refuses RETURNING of changes that nobody waits for. */
export function refuseUnawaited({ returning, changes }: ChangePlan): void {
  if (returning === undefined || changes.every(({ wait }) => wait)) return;
  throw new SkyqlError(
    'WRONG_ARGUMENTS',
    'RETURNING needs the resource as it is after the change, which NOWAIT does not wait for.',
    {
      hint: 'Leave /*+ NOWAIT */ or RETURNING out.',
    },
  );
}
