import { SkyqlError } from '../errors/skyql-error.ts';
import type { ChangePlan } from '../plan/change-plan.ts';
import { type AskedStatement, explainerOf, inTurn, parsed, type StatementPlace, watchForStop } from './open-result.ts';
import { planChange } from './statements/change/plan-change.ts';

/**
 * What a statement would change, for whoever makes the changes himself in this process: with all of its values, those that no
 * plan that is kept may hold too.
 */
export function planStatement(place: StatementPlace, asked: AskedStatement): Promise<ChangePlan> {
  return inTurn(place, asked, async (run) => {
    const watch = watchForStop(place.session, run.options);
    run.command = 'PLAN';
    try {
      const statement = await parsed(place.session, asked);
      if (
        statement.kind === 'insert' ||
        statement.kind === 'update' ||
        statement.kind === 'delete' ||
        statement.kind === 'exec'
      )
        return await planChange(run, statement);
      throw new SkyqlError('UNSUPPORTED_STATEMENT', 'The statement changes nothing in the cloud.', {
        hint: 'INSERT, UPDATE, DELETE and EXEC do.',
      });
    } catch (error) {
      throw explainerOf(run, asked.sql)(error);
    } finally {
      watch.end();
    }
  });
}
