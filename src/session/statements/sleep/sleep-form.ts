import { delay } from '../../../providers/abort.ts';
import type { SleepStatement } from '../../../sql/statement.ts';
import type { StatementForm } from '../statement-form.ts';

/** SLEEP: the script waits so long, or until it is stopped. */
export const sleepForm: StatementForm<SleepStatement> = {
  command: () => 'SLEEP',
  async run({ options }, { milliseconds }) {
    await delay(milliseconds, options.signal);
    return { columns: [], rows: [] };
  },
};
