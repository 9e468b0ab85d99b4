import type { CommandDescription } from '../arguments/command.ts';
import { queryCommand } from './query-description.ts';

/** What names statements and files to `query`: the shell asks for them. */
const ofScripts = new Set('file infile outfile iqldata var dryrun plan-out idempotency-key'.split(' '));

export const shellCommand: CommandDescription = {
  name: 'shell',
  summary: 'Ask and change AWS or the sandbox from a prompt; skyql alone on a terminal is the same',
  maxOperands: 0,
  details:
    'A statement ends with a semicolon. \\? lists the commands, Ctrl-C stops a statement, Ctrl-D leaves.\n' +
    'What standard input holds is run as query does it, where it is no terminal.',
  options: [
    ...queryCommand.options.filter(({ name }) => !ofScripts.has(name)),
    { name: 'no-suggest', description: 'Show suggestions at Tab alone, and not as one types' },
    { name: 'no-history', description: 'Read and keep no history (the file: SKYQL_HISTORY)' },
  ],
  examples: [
    { description: 'Try it without an AWS account', command: 'skyql shell --sandbox' },
    {
      description: 'Look around in two accounts, and change nothing',
      command: 'skyql shell --profile dev,prod --read-only',
    },
    { description: 'Run a script with commands of the shell', command: 'skyql shell --sandbox < report.sql' },
  ],
  load: async () => (await import('./shell.ts')).runShellCommand,
};
