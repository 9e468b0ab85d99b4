import { setTimeout } from 'node:timers/promises';
import type { SleepStatement } from '../../../sql/statement.ts';
import { aborted } from '../../statement-context.ts';
import type { StatementForm } from '../statement-form.ts';

/** SLEEP: the script waits so long, or until it is stopped. */
export const sleepForm: StatementForm<SleepStatement> = {
  command: () => 'SLEEP',
  async run({ options }, { milliseconds }) {
    await setTimeout(milliseconds, undefined, { signal: options.signal }).catch(() => {
      throw aborted();
    });
    return { columns: [], rows: [] };
  },
};
