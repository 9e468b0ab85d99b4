import { readFile } from 'node:fs/promises';
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
    let text: string;
    try {
      text = new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file));
    } catch (error) {
      if (error instanceof TypeError) throw new UsageError(`The file ${file} is not UTF-8.`);
      throw new UsageError(`Cannot read the file ${file}.`);
    }
    return shell.runText(text);
  },
};
