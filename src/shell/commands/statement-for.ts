import { UsageError } from '../../terminal/usage-error.ts';
import type { Shell } from '../shell.ts';

/** The statement that a command is about: the one that was written behind it, or the last that was run. */
export function statementFor(written: string, command: string, shell: Shell): string {
  const statement = written === '' ? shell.lastStatement : written;
  if (statement === undefined)
    throw new UsageError('No statement was run yet.', `Run one, or write it: ${command} SELECT ....`);
  return statement;
}
