import type { ShellCommand } from './shell-command.ts';
import { statementFor } from './statement-for.ts';

export const columnsCommand: ShellCommand = {
  names: ['\\gdesc'],
  endsStatement: true,
  summary: 'the columns of the last query, without running it',
  run: (_, shell) => shell.runStatement(`DESCRIBE ${statementFor('', '\\gdesc', shell)}`, { isOwn: true }),
};
