import { suggest } from '../../data/suggest.ts';
import { outputFormats } from '../../terminal/output/output-format.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import type { ShellCommand } from './shell-command.ts';

export const modeCommand: ShellCommand = {
  names: ['.mode', '\\format'],
  argument: '[FORMAT]',
  summary: `the format of rows: ${outputFormats.join(', ')}`,
  async run(argument, shell) {
    if (argument === '') {
      shell.say(`The format is ${shell.settings.format}. There are ${outputFormats.join(', ')}.`);
      return undefined;
    }
    const format = outputFormats.find((candidate) => candidate === argument.toLowerCase());
    if (format === undefined) {
      const [near] = suggest(argument, outputFormats, 1);
      const advice = near === undefined ? '' : `Did you mean ${near}? `;
      throw new UsageError(`There is no format "${argument}".`, `${advice}There are ${outputFormats.join(', ')}.`);
    }
    shell.format = format;
    return undefined;
  },
};
