import type { ShellCommand } from './shell-command.ts';
import { statementFor } from './statement-for.ts';

export const repeatCommand: ShellCommand = {
  names: ['\\g'],
  summary: 'run the last statement again',
  run: (_, shell) => shell.runStatement(statementFor('', '\\g', shell)),
};
