import { outputFormats } from '../../terminal/output/output-format.ts';
import type { CommandDescription } from '../arguments/command.ts';

export const searchCommand: CommandDescription = {
  name: 'search',
  summary: 'Find resources and columns by what they are about',
  operands: 'WORDS',
  maxOperands: 20,
  details:
    'Looks through the names and descriptions of all resources and their columns, best first. Needs no AWS account and\n' +
    'no network. In SQL: SHOW RESOURCES LIKE ...',
  options: [
    { name: 'limit', short: 'n', value: 'N', description: 'The most resources to print (10)' },
    {
      name: 'output',
      short: 'o',
      value: 'FORMAT',
      choices: outputFormats,
      description: `Format of the rows: ${outputFormats.join(', ')}`,
    },
    { name: 'no-color', description: 'No colours (also NO_COLOR)' },
    { name: 'debug', description: 'Show stack traces' },
  ],
  examples: [
    { description: 'Where are the images that nobody launches?', command: 'skyql search "unused ami"' },
    { description: 'For another program', command: 'skyql search -o jsonl "certificate expiry" | jq .resource' },
  ],
  load: async () => (await import('./search.ts')).runSearch,
};
