import type { CommandDescription } from '../arguments/command.ts';

export const initCommand: CommandDescription = {
  name: 'init',
  summary: 'Write skyql.yaml, with a connection for each of your AWS profiles',
  maxOperands: 0,
  details: 'Makes no call. What else can stand in the file is there as comments, and in docs/settings.md.',
  options: [
    { name: 'user', description: 'Write ~/.config/skyql/skyql.yaml, for all directories, instead of ./skyql.yaml' },
    { name: 'force', description: 'Write over a file that is there' },
    { name: 'no-color', description: 'No colours (also NO_COLOR)' },
    { name: 'debug', description: 'Show stack traces' },
  ],
  examples: [{ description: 'Begin, and see whether all of it can be reached', command: 'skyql init && skyql doctor' }],
  load: async () => (await import('./init.ts')).runInit,
};
