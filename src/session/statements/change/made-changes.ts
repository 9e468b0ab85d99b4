import { SkyqlError } from '../../../errors/skyql-error.ts';
import type { ChangePlan } from '../../../plan/change-plan.ts';
import type { MadeChange } from '../../../providers/change.ts';
import type { Provider } from '../../../providers/provider.ts';
import type { StatementContext } from '../../statement-context.ts';
import { idempotencyTokens } from './idempotency-tokens.ts';

/**
 * The changes of a plan with the tokens of the session's idempotency key. Throws NOT_REPEATABLE where there is a key and the
 * method takes no token: who gives one repeats the statement, and must not find everything made twice.
 */
export async function madeChanges(
  { session, text }: StatementContext,
  provider: Provider,
  { resource, method, changes }: ChangePlan,
): Promise<readonly MadeChange[]> {
  const { idempotencyKey } = session.settings;
  if (idempotencyKey === undefined) return changes;
  const tokens = await idempotencyTokens(idempotencyKey, text.trim(), changes);
  const isTaken = tokens.every((token) => token === undefined) || (await provider.knowsAgain?.(resource, method));
  if (isTaken !== true)
    throw new SkyqlError(
      'NOT_REPEATABLE',
      `${method} takes no token by which a repeated call would be known again. Nothing was changed.`,
      {
        hint: 'Run the statement without the idempotency key (RESET idempotency_key in a script), and look before you run it again.',
      },
    );
  return changes.map((change, index) => {
    const token = tokens[index];
    return token === undefined ? change : { ...change, idempotencyToken: token };
  });
}
