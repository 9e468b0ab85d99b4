import type { StatementShape } from '../engine/describe-statement.ts';
import type { EngineResult } from '../engine/engine.ts';
import type { Statement } from '../sql/statement.ts';
import type { StatementContext } from './statement-context.ts';
import { formOf } from './statements/statement-forms.ts';

export interface StatementAnswer {
  readonly command: string;
  readonly result: EngineResult;
  /** How many of a mutation's rows failed. */
  readonly failures: number;
}

/** Runs one statement, whatever it is. */
export async function runStatement(context: StatementContext, statement: Statement): Promise<StatementAnswer> {
  const form = await formOf(statement);
  const result = await form.run(context, statement);
  return { command: form.command(statement), result, failures: result.failures ?? 0 };
}

/** What a statement takes and gives, found without running it and without any call. */
export async function prepareStatement(
  context: StatementContext,
  statement: Statement,
): Promise<StatementShape & { readonly command: string }> {
  const form = await formOf(statement);
  const shape = await form.shape?.(context, statement);
  return { command: form.command(statement), ...(shape ?? { columns: [], parameters: [] }) };
}
