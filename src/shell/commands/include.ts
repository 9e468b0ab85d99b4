import { readTextFile } from '../../terminal/read-text-file.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import { fileNameOf } from './file-name-of.ts';
import type { ShellCommand } from './shell-command.ts';

export const includeCommand: ShellCommand = {
  names: ['\\i', '\\include', '.read'],
  argument: 'FILE',
  summary: 'run the statements and commands of a file',
  async run(argument, shell) {
    const file = fileNameOf(argument);
    if (file === '') throw new UsageError('\\i needs the name of a file.', 'Write: \\i cleanup.sql.');
    return shell.runText(await readTextFile(file));
  },
};
