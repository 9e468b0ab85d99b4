import type { TransactionStatement } from '../../../sql/statement.ts';
import type { StatementForm } from '../statement-form.ts';
import { runTransaction } from './run-local.ts';

export const transactionForm: StatementForm<TransactionStatement> = {
  command: ({ action }) => action.toUpperCase(),
  run: runTransaction,
};
