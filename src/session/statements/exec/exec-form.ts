import type { ExecStatement } from '../../../sql/statement.ts';
import { explainChange } from '../explain/explain-change.ts';
import type { StatementForm } from '../statement-form.ts';
import { execShape } from './exec-shape.ts';
import { runExec } from './run-exec.ts';

export const execForm: StatementForm<ExecStatement> = {
  command: () => 'EXEC',
  run: runExec,
  explain: explainChange,
  shape: ({ session }, statement) => execShape(session, statement),
};
