import { UsageError } from '../../terminal/usage-error.ts';
import { qualifiedName } from './qualified-name.ts';
import type { ShellCommand } from './shell-command.ts';

export const methodsCommand: ShellCommand = {
  names: ['\\df'],
  argument: 'RESOURCE',
  summary: 'the methods of a resource, which EXEC calls: \\df ec2.instances',
  completedAs: 'SHOW METHODS IN ',
  async run(argument, shell) {
    if (argument === '')
      throw new UsageError(
        'Name the resource whose methods you want.',
        'Write: \\df ec2.instances. Functions of SQL: SELECT DISTINCT function_name FROM duckdb_functions().',
      );
    const { name } = await qualifiedName(argument, shell.catalog);
    return shell.runStatement(`SHOW METHODS IN ${name}`, { isOwn: true });
  },
};
