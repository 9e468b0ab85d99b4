import { cellsOf } from '../../data/cells-of.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import type { ShellCommand } from './shell-command.ts';

const usual = 20;

export const requestsCommand: ShellCommand = {
  names: ['\\requests'],
  argument: '[N]',
  summary: `the last calls, ${usual} unless given: where they went and how long they took`,
  run(argument, shell) {
    if (!/^\d{0,4}$/.test(argument)) throw new UsageError(`\\requests takes a number, not "${argument}".`);
    const most = argument === '' ? usual : Number(argument);
    const run = async () => {
      const result = await shell.parts.database.query('SHOW REQUESTS');
      const { columns, rows } = result;
      const last = cellsOf(columns, rows.slice(Math.max(0, rows.length - most)));
      return { ...result, batches: () => [last] };
    };
    return shell.runSteps(() => [{ text: 'SHOW REQUESTS', before: '', run }]);
  },
};
