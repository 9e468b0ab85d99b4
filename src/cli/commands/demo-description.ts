import type { CommandDescription } from '../arguments/command.ts';

export const demoCommand: CommandDescription = {
  name: 'demo',
  summary: 'See what skyql does, in ten seconds and without an AWS account',
  maxOperands: 0,
  details:
    'Starts the sandbox in this process, with two accounts, four regions, image pipelines and machine images, and runs\n' +
    'queries, an INSERT, an UPDATE with its preview and a DELETE. Each statement is printed before its result.',
  options: [
    { name: 'no-color', description: 'No colours (also NO_COLOR)' },
    { name: 'debug', description: 'Show stack traces' },
  ],
  examples: [{ description: 'Run the demo', command: 'skyql demo' }],
  load: async () => (await import('./demo.ts')).runDemo,
};
