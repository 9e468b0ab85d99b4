import type { SavedPlan } from '../plan/saved/saved-plan.ts';
import type { QueryOptions } from './database.ts';
import {
  type AskedStatement,
  checkComplete,
  explainerOf,
  inTurn,
  parsed,
  type StatementPlace,
  watchForStop,
} from './open-result.ts';
import { storedRows } from './row-source.ts';
import type { StatementContext } from './statement-context.ts';
import { StatementResult } from './statement-result.ts';

/** Plans a statement so that it can be carried out later. */
export function openPlan(place: StatementPlace, asked: AskedStatement): Promise<SavedPlan> {
  return inTurn(place, asked, (run) =>
    watched(place, run, asked, async () => {
      run.command = 'PLAN';
      const { keepPlan } = await import('./statements/change/keep-plan.ts');
      const saved = await keepPlan(run, await parsed(place.session, asked));
      checkComplete(run);
      return saved;
    }),
  );
}

/** Carries out a plan that was kept. */
export function openApplied(place: StatementPlace, plan: unknown, options: QueryOptions): Promise<StatementResult> {
  const asked = { sql: '', parameters: [], options };
  return inTurn(place, asked, (run) =>
    watched(place, run, asked, async () => {
      const [{ readSavedPlan }, { applyPlan }] = await Promise.all([
        import('../plan/saved/read-saved-plan.ts'),
        import('./statements/change/apply-plan.ts'),
      ]);
      const saved = readSavedPlan(plan);
      run.text = saved.digest;
      run.command = saved.plan.verb;
      const { failures, ...result } = await applyPlan(run, saved);
      checkComplete(run);
      const end = { explain: explainerOf(run, ''), check: () => undefined };
      return new StatementResult(run, { command: saved.plan.verb, failures }, storedRows(result), end);
    }),
  );
}

/** Does the work of a statement that a signal may stop, and words its error. */
export async function watched<Answer>(
  { session }: StatementPlace,
  run: StatementContext,
  { sql }: AskedStatement,
  work: () => Promise<Answer>,
): Promise<Answer> {
  session.warnings = run.warnings;
  const watch = watchForStop(run);
  try {
    return await work();
  } catch (error) {
    throw explainerOf(run, sql)(error);
  } finally {
    watch.end();
  }
}
