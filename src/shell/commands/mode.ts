import { suggest } from '../../data/suggest.ts';
import { resultFormats } from '../../terminal/output/output-format.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import type { ShellCommand } from './shell-command.ts';

export const modeCommand: ShellCommand = {
  names: ['.mode', '\\format'],
  argument: '[FORMAT]',
  summary: `the format of rows: ${resultFormats.join(', ')}`,
  completedAs: resultFormats,
  async run(argument, shell) {
    if (argument === '') {
      shell.say(`The format is ${shell.settings.format}. There are ${resultFormats.join(', ')}.`);
      return undefined;
    }
    const format = resultFormats.find((candidate) => candidate === argument.toLowerCase());
    if (format === undefined) {
      const [near] = suggest(argument, resultFormats, 1);
      const advice = near === undefined ? '' : `Did you mean ${near}? `;
      throw new UsageError(`There is no format "${argument}".`, `${advice}There are ${resultFormats.join(', ')}.`);
    }
    shell.format = format;
    return undefined;
  },
};
