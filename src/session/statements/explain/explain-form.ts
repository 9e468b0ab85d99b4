import type { ExplainStatement } from '../../../sql/statement.ts';
import type { FindForm, StatementForm } from '../statement-form.ts';
import { explain, explainColumns } from './explain.ts';

/** EXPLAIN, which knows of the statement in it what that one's form says. */
export function explainForm(formOf: FindForm): StatementForm<ExplainStatement> {
  return {
    command: () => 'EXPLAIN',
    run: (context, statement) =>
      explain(context, statement, async () => {
        const { statement: explained, analyze } = statement;
        const explanation = await (await formOf(explained)).explain?.(context, explained, analyze);
        return explanation ?? { steps: [], permissions: [] };
      }),
    async shape(context, statement) {
      const shape = await (await formOf(statement.statement)).shape?.(context, statement.statement);
      return { columns: explainColumns(statement), parameters: shape?.parameters ?? [] };
    },
  };
}
