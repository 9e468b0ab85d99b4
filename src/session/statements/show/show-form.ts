import type { ShowStatement } from '../../../sql/statement.ts';
import type { StatementForm } from '../statement-form.ts';
import { show } from './show.ts';

export const showForm: StatementForm<ShowStatement> = {
  command: () => 'SHOW',
  run: show,
  // What is wrong with it is found by running it; it makes no call.
  async explain(context, statement) {
    await show(context, statement);
    return { steps: [], permissions: [] };
  },
  // It only reads the catalog and what the session knows.
  shape: async (context, statement) => ({ columns: (await show(context, statement)).columns, parameters: [] }),
};
