import { watched } from './kept-plans.ts';
import { type AskedStatement, inTurn, parsed, type StatementPlace } from './open-result.ts';
import type { Explanation } from './statements/explain/explanation.ts';
import { formOf } from './statements/statement-forms.ts';

/** What a statement would call and what has to be allowed for it, for whoever plans with that in this process. Nothing is called. */
export function explainStatement(place: StatementPlace, asked: AskedStatement): Promise<Explanation> {
  return inTurn(place, asked, (run) =>
    watched(place, run, asked, async () => {
      run.command = 'EXPLAIN';
      run.plansOnly = true;
      const statement = await parsed(place.session, asked);
      const explained = await (await formOf(statement)).explain?.(run, statement, false);
      const { steps = [], permissions = [] } = explained ?? {};
      return { steps, permissions: [...permissions, ...run.permissions] };
    }),
  );
}
