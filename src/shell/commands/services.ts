import { quoteLiteral } from '../../data/quote.ts';
import { patternOf } from './pattern-of.ts';
import type { ShellCommand } from './shell-command.ts';

export const servicesCommand: ShellCommand = {
  names: ['\\dn', '.databases', '.services'],
  argument: '[PATTERN]',
  summary: 'the services, or those of a pattern: \\dn *image*',
  run(argument, shell) {
    const like = argument === '' ? '' : ` LIKE ${quoteLiteral(patternOf(argument))}`;
    return shell.runStatement(`SHOW SERVICES IN ${shell.catalog.provider}${like}`, { isOwn: true });
  },
};
