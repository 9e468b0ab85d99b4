import { qualifiedName } from './qualified-name.ts';
import type { ShellCommand } from './shell-command.ts';
import { listTables } from './tables.ts';

export const describeCommand: ShellCommand = {
  names: ['\\d', '\\d+', '.schema', '\\describe'],
  argument: '[NAME]',
  summary: "the columns of a resource or table; without a name the session's own tables",
  completedAs: 'DESCRIBE ',
  async run(argument, shell) {
    if (argument === '') return listTables(shell);
    const { name, kind } = await qualifiedName(argument, shell.catalog);
    if (kind === 'service') return shell.runStatement(`SHOW RESOURCES IN ${name}`, { isOwn: true });
    const code = await shell.runStatement(`DESCRIBE ${name}`, { isOwn: true });
    if (code === 0 && kind === 'resource')
      shell.say(`\\docs ${name} has all of it; SHOW METHODS IN ${name} what can be done.`, shell.style.dim);
    return code;
  },
};
