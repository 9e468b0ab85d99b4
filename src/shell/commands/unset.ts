import { suggest } from '../../data/suggest.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import type { ShellCommand } from './shell-command.ts';

export const unsetCommand: ShellCommand = {
  names: ['\\unset'],
  argument: 'NAME',
  summary: 'forget a parameter',
  async run(argument, shell) {
    const name = argument.replace(/^\$/, '');
    const { [name]: value, ...parameters } = shell.settings.parameters;
    if (value === undefined) {
      const [near] = suggest(name, Object.keys(parameters), 1);
      throw new UsageError(
        `There is no parameter $${name}.`,
        near === undefined ? undefined : `Did you mean $${near}?`,
      );
    }
    shell.settings = { ...shell.settings, parameters };
    return undefined;
  },
};
