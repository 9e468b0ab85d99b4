import { outputFormats } from '../../terminal/output/output-format.ts';
import type { CommandDescription } from '../arguments/command.ts';
import { connectionOptions } from './connection-options.ts';

export const applyCommand: CommandDescription = {
  name: 'apply',
  summary: 'Carry out a plan that skyql query --plan-out wrote',
  operands: 'FILE | -',
  maxOperands: 1,
  details:
    'Nothing is changed when what the plan changes is not as it was when the plan was made, when the connection leads\n' +
    'into another account or to another endpoint, or when the file was altered. Guards hold as for the statement.',
  options: [
    ...connectionOptions,
    {
      name: 'output',
      short: 'o',
      value: 'FORMAT',
      choices: outputFormats,
      description: `Format of the rows: ${outputFormats.join(', ')}`,
    },
    {
      name: 'csv-safe',
      description: 'In CSV, an apostrophe before texts that a spreadsheet would run as a formula',
    },
    { name: 'read-only', description: 'Refuse whatever changes the cloud' },
    { name: 'yes', description: 'Change without asking, however many resources the plan changes' },
    { name: 'max-changes', value: 'N', description: 'The most resources that a plan creates or changes unasked (50)' },
    {
      name: 'idempotency-key',
      value: 'KEY',
      description: 'Let the same plan be repeated under the same key: what it has made is not made again',
    },
    { name: 'fail-fast', description: 'Stop at the first change that fails' },
    {
      name: 'allow-partial',
      description: 'Change what was found even when a part of what its statement read could not be read',
    },
    { name: 'strict', description: 'Fail (exit 3) when rows came with warnings' },
    { name: 'quiet', short: 'q', description: 'Show no progress and no row counts' },
    { name: 'timing', description: 'Tell the bytes that came and how long calls waited' },
    { name: 'no-color', description: 'No colours (also NO_COLOR)' },
    { name: 'debug', description: 'Show stack traces' },
  ],
  examples: [
    {
      description: 'Plan now, look at it, and carry it out later',
      command: `skyql query --plan-out old-images.json "DELETE FROM aws.sagemaker.images WHERE image_name LIKE 'old-%' AND region = 'eu-west-1'"`,
    },
    { description: 'The same file, in the same account', command: 'skyql apply old-images.json' },
  ],
  load: async () => (await import('./apply.ts')).runApply,
};
