import type { ShellCommand } from './shell-command.ts';
import { statementFor } from './statement-for.ts';

export const explainCommand: ShellCommand = {
  names: ['\\explain'],
  endsStatement: true,
  argument: '[analyze] [STATEMENT]',
  summary: 'what the statement, or the last one, would do: its calls, its changes, its permissions',
  completedAs: '',
  run(argument, shell) {
    const [, analyze = '', statement = ''] = /^(analyze\b)?\s*(.*)$/is.exec(argument) ?? [];
    const sql = statementFor(statement, '\\explain', shell);
    return shell.runStatement(`EXPLAIN ${analyze === '' ? '' : 'ANALYZE '}${sql}`, { isOwn: true });
  },
};
