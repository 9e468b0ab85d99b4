import type { StatementShape } from '../../engine/describe-statement.ts';
import type { EngineResult } from '../../engine/engine.ts';
import type { Statement } from '../../sql/statement.ts';
import type { StatementContext } from '../statement-context.ts';
import type { Explanation } from './explain/explanation.ts';

export interface FormResult extends EngineResult {
  /** How many of a change's rows failed. */
  readonly failures?: number;
}

/** All that a session knows of one form of statement. */
export interface StatementForm<S extends Statement = Statement> {
  /** What the statement is called in its result. */
  command(statement: S): string;
  run(context: StatementContext, statement: S): Promise<FormResult>;
  /** The calls that it makes and the permissions that it needs; without this it makes no calls. */
  explain?(context: StatementContext, statement: S, analyze: boolean): Promise<Explanation>;
  /** The columns that it gives and the parameters that it takes, found without any call; without this it has neither. */
  shape?(context: StatementContext, statement: S): Promise<StatementShape>;
}

/** The form of a statement. */
export type FindForm = <S extends Statement>(statement: S) => Promise<StatementForm<S>>;
