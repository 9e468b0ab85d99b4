import type { OptionDescription } from '../../arguments/command.ts';
import { connectionOptions } from '../connection-options.ts';

const common: readonly OptionDescription[] = [
  { name: 'quiet', short: 'q', description: 'Show no progress' },
  { name: 'no-color', description: 'No colours (also NO_COLOR)' },
  { name: 'debug', description: 'Show stack traces' },
];

/** What a stack is given from outside. */
export const variableOptions: readonly OptionDescription[] = [
  {
    name: 'env',
    short: 'e',
    value: 'KEY=VALUE',
    repeatable: true,
    description: 'A variable of templates: {{ KEY }}, {{ vars.KEY }}',
  },
  { name: 'env-file', value: 'FILE', description: 'A file of KEY=VALUE lines (.env, where there is one)' },
  {
    name: 'output',
    short: 'o',
    value: 'FORMAT',
    choices: ['text', 'json'],
    description: 'What is written to standard output: text, json (text)',
  },
  ...common,
];

/** Options of the commands that ask or change the cloud. */
export const runOptions: readonly OptionDescription[] = [
  ...variableOptions.slice(0, -common.length),
  ...connectionOptions,
  { name: 'parallel', value: 'N', description: 'How many resources are worked on at once (10)' },
  {
    name: 'only',
    value: 'NAME',
    repeatable: true,
    description: 'Work on these resources alone (repeated or a,b); of what they need is read what it exports',
  },
  { name: 'show-queries', description: 'Show each statement before it runs' },
  ...common,
];

export const exportOptions: readonly OptionDescription[] = [
  { name: 'name', value: 'NAME', description: "The stack's name (that of the directory)" },
  {
    name: 'format',
    value: 'FORMAT',
    choices: ['manifest', 'cloudformation'],
    description: 'What is written: manifest, cloudformation (manifest)',
  },
  ...connectionOptions,
  ...common,
];
