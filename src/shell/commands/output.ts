import { fileOfRows } from './file-of-rows.ts';
import type { ShellCommand } from './shell-command.ts';

export const outputCommand: ShellCommand = {
  names: ['\\o', '\\out', '.output'],
  argument: '[FILE]',
  summary: 'write the rows from here on to a file; without a name to the screen again',
  async run(argument, shell) {
    const file = fileOfRows(argument);
    await shell.redirect(file === '' || file === 'stdout' ? undefined : file);
    return undefined;
  },
};
