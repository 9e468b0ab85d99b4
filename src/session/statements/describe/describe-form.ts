import type { DescribeStatement } from '../../../sql/statement.ts';
import type { StatementForm } from '../statement-form.ts';
import { describe } from './describe.ts';

export const describeForm: StatementForm<DescribeStatement> = {
  command: () => 'DESCRIBE',
  run: describe,
  // What is wrong with it is found by running it; it makes no call.
  async explain(context, statement) {
    await describe(context, statement);
    return { steps: [], permissions: [] };
  },
  // It only reads the catalog.
  shape: async (context, statement) => ({ columns: (await describe(context, statement)).columns, parameters: [] }),
};
