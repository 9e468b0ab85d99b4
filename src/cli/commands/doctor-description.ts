import type { CommandDescription } from '../arguments/command.ts';
import { connectionOptions } from './connection-options.ts';

export const doctorCommand: CommandDescription = {
  name: 'doctor',
  summary: 'Check Node, DuckDB, settings, proxies, the clock and every connection',
  maxOperands: 0,
  details:
    'Says of each thing that is wrong how to mend it. Reads who the credentials of each connection belong to and changes\n' +
    'nothing. Exits with 1 when something failed.',
  options: [
    ...connectionOptions,
    { name: 'format', value: 'FORMAT', choices: ['text', 'json'], description: 'text or json (text)' },
    { name: 'no-color', description: 'No colours (also NO_COLOR)' },
    { name: 'debug', description: 'Show stack traces' },
  ],
  examples: [
    { description: 'Why does nothing work?', command: 'skyql doctor' },
    { description: 'One connection of skyql.yaml', command: 'skyql doctor --connections prod' },
  ],
  load: async () => (await import('./doctor.ts')).runDoctor,
};
