import { cellsOf } from '../../data/cells-of.ts';
import type { Result } from '../../session/database.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import type { ShellCommand } from './shell-command.ts';

const usual = 20;

export const requestsCommand: ShellCommand = {
  names: ['\\requests'],
  argument: '[N]',
  summary: `the last calls, ${usual} unless given: where they went and how long they took; SHOW REQUESTS has all of them`,
  run(argument, shell) {
    if (!/^\d{0,4}$/.test(argument)) throw new UsageError(`\\requests takes a number, not "${argument}".`);
    const most = argument === '' ? usual : Number(argument);
    const run = async () => {
      const result = await shell.parts.database.query('SHOW REQUESTS');
      const rows = result.rows.slice(Math.max(0, result.rows.length - most));
      const columns = shell.terminal.outputIsScreen ? tellingColumns({ ...result, rows }) : result.columns;
      return { ...result, columns, batches: () => [cellsOf(columns, rows)] };
    };
    return shell.runSteps(() => [{ text: 'SHOW REQUESTS', before: '', run }]);
  },
};

/** On a screen there is no room for what is the same in every call. */
function tellingColumns({ columns, rows }: Pick<Result, 'columns' | 'rows'>): Result['columns'] {
  const usualValues: Readonly<Record<string, unknown>> = { error: null, attempt: 1, waited: 0 };
  return columns.filter(({ name }) => {
    const values = new Set(rows.map((row) => row[name]));
    if (name === 'connection') return values.size > 1;
    return !(name in usualValues) || values.size > 1 || !values.has(usualValues[name] as never);
  });
}
