import type { ShellCommand } from './shell-command.ts';
import { onOrOff, switched } from './switched.ts';

export const expandedCommand: ShellCommand = {
  names: ['\\x'],
  argument: '[on|off|auto]',
  summary: 'rows a line a column; auto, which a table is anyhow: those alone that do not fit',
  completedAs: [...onOrOff, 'auto'],
  async run(argument, shell) {
    const isLine = shell.settings.format === 'line';
    const isOn = argument.toLowerCase() === 'auto' ? false : switched(argument, isLine, '\\x');
    if (isOn !== isLine) shell.format = isOn ? 'line' : 'table';
    shell.say(isOn ? 'Rows are shown a line a column.' : `Rows are shown as ${shell.settings.format}.`);
    return undefined;
  },
};
