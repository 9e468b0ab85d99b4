import type { ShellCommand } from './shell-command.ts';
import { onOrOff, switched } from './switched.ts';

export const pagerCommand: ShellCommand = {
  names: ['\\pager', '.pager'],
  argument: '[on|off]',
  summary: 'show rows that are longer than the screen by SKYQL_PAGER, PAGER or less',
  completedAs: onOrOff,
  async run(argument, shell) {
    const pager = switched(argument, shell.settings.pager ?? false, '\\pager');
    shell.settings = { ...shell.settings, pager };
    shell.say(`The pager is ${pager ? 'on' : 'off'}.`);
    return undefined;
  },
};
