import { SkyqlError } from '../../../errors/skyql-error.ts';
import type { Policy } from '../../../providers/policy.ts';
import type { StatementContext } from '../../statement-context.ts';

/** Warns of each action that is derived and not known, and of a policy that comes in several documents. */
export function warnOfPolicy(run: StatementContext, { uncertain, reason }: Policy): void {
  for (const { resource, method, actions, text } of uncertain) {
    run.onWarning(
      new SkyqlError('PERMISSIONS_DERIVED', `${text}.`, {
        scope: { service: resource, operation: `${method} ${actions.join(' ')}` },
      }),
    );
  }
  if (reason !== undefined) run.onWarning(new SkyqlError('POLICY_TOO_LONG', reason, { hint: 'Attach all of them.' }));
}
