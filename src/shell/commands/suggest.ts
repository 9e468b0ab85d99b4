import type { ShellCommand } from './shell-command.ts';
import { onOrOff, switched } from './switched.ts';

export const suggestCommand: ShellCommand = {
  names: ['\\suggest', '.suggest'],
  argument: '[on|off]',
  summary: 'show suggestions as you type; Tab gives them anyhow',
  completedAs: onOrOff,
  async run(argument, shell) {
    shell.suggests = switched(argument, shell.suggests, '\\suggest');
    shell.say(shell.suggests ? 'Suggestions are shown as you type.' : 'Suggestions are shown at Tab.');
    return undefined;
  },
};
