import { fileOfRows } from './file-of-rows.ts';
import type { ShellCommand } from './shell-command.ts';
import { statementFor } from './statement-for.ts';

export const repeatCommand: ShellCommand = {
  names: ['\\g'],
  endsStatement: true,
  argument: '[FILE]',
  summary: 'run the last statement again, its rows to a file where one is named; behind a statement as a semicolon',
  run(argument, shell) {
    const sql = statementFor('', '\\g', shell);
    const run = () => shell.runStatement(sql);
    return argument === '' ? run() : shell.withOutput(fileOfRows(argument), run);
  },
};
