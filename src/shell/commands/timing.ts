import type { ShellCommand } from './shell-command.ts';
import { onOrOff, switched } from './switched.ts';

export const timingCommand: ShellCommand = {
  names: ['\\timing', '.timer'],
  argument: '[on|off]',
  summary: 'tell under each result what its calls brought and how long they waited',
  completedAs: onOrOff,
  async run(argument, shell) {
    const timing = switched(argument, shell.settings.timing, '\\timing');
    shell.settings = { ...shell.settings, timing };
    shell.say(`Timing is ${timing ? 'on' : 'off'}.`);
    return undefined;
  },
};
