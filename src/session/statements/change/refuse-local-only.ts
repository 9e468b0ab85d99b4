import { SkyqlError } from '../../../errors/skyql-error.ts';
import type { ChangeStatement } from './change-reads.ts';

/** Refuses clauses of a change of the cloud that only local tables know: ON CONFLICT and the like. */
export function refuseLocalOnly(statement: ChangeStatement): void {
  if (statement.kind !== 'insert' || statement.localOnly === undefined) return;
  const { clause, hint } = statement.localOnly;
  throw new SkyqlError('UNSUPPORTED_STATEMENT', `${clause} is for local tables.`, { hint });
}
