import type { ParameterValue } from '../../session/database.ts';
import { parameterValue } from '../../terminal/parameter-value.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import type { ShellCommand } from './shell-command.ts';

export const setCommand: ShellCommand = {
  names: ['\\set', '.parameter'],
  argument: '[NAME [VALUE]]',
  summary: 'the value of $NAME in statements: text, or with := before it JSON; without a value all that are set',
  async run(argument, shell) {
    const { parameters } = shell.settings;
    if (argument === '') {
      const lines = Object.entries(parameters).map(([name, value]) => `$${name} = ${JSON.stringify(value)}`);
      shell.say(lines.length === 0 ? 'No parameters are set. Write: \\set team platform.' : lines.join('\n'));
      return undefined;
    }
    const [, name, sign = '', text = ''] = /^\$?([A-Za-z_]\w*)\s*(:=|=)?\s*(.*)$/s.exec(argument) ?? [];
    if (name === undefined)
      throw new UsageError(`"${argument}" is no parameter.`, 'Write: \\set team platform, or \\set days := 90.');
    shell.settings = { ...shell.settings, parameters: { ...parameters, [name]: setValue(name, sign, text) } };
    return undefined;
  },
};

function setValue(name: string, sign: string, text: string): ParameterValue {
  if (sign !== ':=') return /^'(.*)'$/s.exec(text)?.[1]?.replaceAll("''", "'") ?? text;
  return parameterValue(name, text, (value) => `\\set ${name} ${value}`);
}
