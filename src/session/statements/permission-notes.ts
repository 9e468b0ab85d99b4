import { SkyqlError } from '../../errors/skyql-error.ts';
import type { NeededPermissions } from '../../plan/needed-permissions.ts';
import type { StatementRun } from '../statement-run.ts';
import { longestPolicy } from './policy.ts';

/** What of a policy is not certain, and why: a line for each call that it is about. */
export function permissionNotes(needs: readonly NeededPermissions[]): readonly string[] {
  return [...new Set(uncertain(needs).map(textOf))];
}

/** Warns of each action that is derived and not known. */
export function warnOfDerived(run: StatementRun, needs: readonly NeededPermissions[]): void {
  for (const need of uncertain(needs)) {
    run.onWarning(
      new SkyqlError('PERMISSIONS_DERIVED', `${textOf(need)}.`, {
        scope: { service: need.resource, operation: `${need.method} ${need.actions.join(' ')}` },
      }),
    );
  }
}

/** AWS takes no policy that is longer; what does not fit is printed as several, all of which are needed. */
export function warnOfLength(run: StatementRun, policies: number): void {
  if (policies < 2) return;
  run.onWarning(
    new SkyqlError(
      'POLICY_TOO_LONG',
      `The statement needs more than the ${longestPolicy} characters that AWS takes in one managed policy: these are ${policies}.`,
      { hint: 'Attach all of them.' },
    ),
  );
}

function uncertain(needs: readonly NeededPermissions[]): readonly NeededPermissions[] {
  return needs.filter(({ note }) => note !== undefined);
}

function textOf({ resource, method, actions, note }: NeededPermissions): string {
  // What Cloud Control itself asks for is known; the rest is what its handler calls.
  const named = actions.filter((action) => !action.startsWith('cloudformation:'));
  return `${resource}.${method}${named.length === 0 ? '' : `, ${named.join(', ')}`}: ${note}`;
}
