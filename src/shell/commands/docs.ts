import { pageOf } from '../../docs/page-of.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import type { ShellCommand } from './shell-command.ts';

export const docsCommand: ShellCommand = {
  names: ['\\docs', '.docs'],
  argument: 'NAME',
  summary: 'the page of a resource or service: fields, methods, statements to copy, permissions',
  completedAs: 'DESCRIBE ',
  async run(argument, shell) {
    if (argument === '') throw new UsageError('Name the resource whose page you want.', 'Write: \\docs ec2.images.');
    await shell.show(await pageOf(shell.catalog, argument));
    return undefined;
  },
};
