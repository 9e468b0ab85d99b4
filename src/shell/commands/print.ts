import type { ShellCommand } from './shell-command.ts';
import { statementFor } from './statement-for.ts';

export const printCommand: ShellCommand = {
  names: ['\\p', '\\print'],
  endsStatement: true,
  summary: 'show the last statement',
  async run(_, shell) {
    shell.say(statementFor('', '\\p', shell).trim());
    return undefined;
  },
};
