import type { ShellCommand } from './shell-command.ts';

export const connectionsCommand: ShellCommand = {
  names: ['\\l', '\\list', '\\conninfo', '.connections'],
  summary: 'the connections: accounts and regions that statements reach',
  run: (_, shell) => shell.runStatement('SHOW CONNECTIONS', { isOwn: true }),
};
