import type { ShellCommand } from './shell-command.ts';

export const echoCommand: ShellCommand = {
  names: ['\\echo', '\\qecho', '.print'],
  argument: '[TEXT]',
  summary: 'write a text where the rows go',
  async run(argument, shell) {
    const text = /^(['"])(.*)\1$/s.exec(argument)?.[2] ?? argument;
    await shell.terminal.writeOutput(`${text}\n`);
    return undefined;
  },
};
