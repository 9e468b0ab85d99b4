import type { ShellCommand } from './shell-command.ts';
import { statementFor } from './statement-for.ts';

export const repeatExpandedCommand: ShellCommand = {
  names: ['\\gx'],
  endsStatement: true,
  summary: 'as \\g, this once with a line a column',
  run: (_, shell) => shell.runStatement(statementFor('', '\\gx', shell), { format: 'line' }),
};
