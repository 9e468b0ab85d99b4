import type { ShowStatement } from '../../../sql/statement.ts';
import type { StatementForm } from '../statement-form.ts';
import { show } from './show.ts';

export const showForm: StatementForm<ShowStatement> = {
  command: () => 'SHOW',
  run: show,
  // It only reads the catalog and what the session knows.
  shape: async (context, statement) => ({ columns: (await show(context, statement)).columns, parameters: [] }),
};
