import type { ShellCommand } from './shell-command.ts';
import { statementFor } from './statement-for.ts';

export const policyCommand: ShellCommand = {
  names: ['\\policy'],
  endsStatement: true,
  argument: '[STATEMENT]',
  summary: 'the least IAM policy that the statement, or the last one, needs',
  completedAs: '',
  run: (argument, shell) =>
    shell.runStatement(`EXPLAIN (POLICY) ${statementFor(argument, '\\policy', shell)}`, { isOwn: true }),
};
