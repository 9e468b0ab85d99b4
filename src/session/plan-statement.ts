import { SkyqlError } from '../errors/skyql-error.ts';
import type { ChangePlan } from '../plan/change-plan.ts';
import { watched } from './kept-plans.ts';
import { type AskedStatement, inTurn, parsed, type StatementPlace } from './open-result.ts';

/**
 * What a statement would change, for whoever makes the changes himself in this process: with all of its values, those that no
 * plan that is kept may hold too.
 */
export function planStatement(place: StatementPlace, asked: AskedStatement): Promise<ChangePlan> {
  return inTurn(place, asked, (run) =>
    watched(place, run, asked, async () => {
      run.command = 'PLAN';
      const statement = await parsed(place.session, asked);
      switch (statement.kind) {
        case 'insert':
        case 'update':
        case 'delete':
        case 'exec':
          return (await import('./statements/change/plan-change.ts')).planChange(run, statement);
        default:
          throw new SkyqlError('UNSUPPORTED_STATEMENT', 'The statement changes nothing in the cloud.', {
            hint: 'INSERT, UPDATE, DELETE and EXEC do.',
          });
      }
    }),
  );
}
