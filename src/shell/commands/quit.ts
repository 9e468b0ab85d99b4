import type { ShellCommand } from './shell-command.ts';

export const quitCommand: ShellCommand = {
  names: ['\\q', '\\quit', '\\exit', '.exit', '.quit'],
  summary: 'leave (also Ctrl-D, exit, quit)',
  async run(_, shell) {
    shell.isLeaving = true;
    return undefined;
  },
};
