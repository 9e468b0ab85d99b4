import type { Row } from '../../data/value.ts';
import type { ResultStream } from '../../session/database.ts';
import { PostgresError } from '../errors/postgres-error.ts';
import type { Backend } from './backend.ts';
import { countIn } from './count-in.ts';

/** So many resources are told one by one. */
const toldAtMost = 50;

/**
 * What became of a change without RETURNING, which in PostgreSQL has no rows: how many there are, each resource as a notice. Throws
 * where some were not changed, and says which.
 */
export async function answerChange(backend: Backend, result: ResultStream): Promise<number> {
  // A local table answers with a count alone.
  const count = await countIn(result);
  if (count !== undefined) return count;
  const rows: Row[] = [];
  for await (const row of result.records()) rows.push(row);
  if (result.failures > 0) throw failed(rows, result.failures);
  for (const row of rows.slice(0, toldAtMost))
    backend.notice({ severity: 'NOTICE', sqlstate: '00000', message: textOf(row) });
  return rows.length;
}

function failed(rows: readonly Row[], failures: number): PostgresError {
  const all = rows.slice(0, toldAtMost).map(textOf);
  const more = rows.length - all.length;
  return new PostgresError('HV000', `${failures} of ${rows.length} resources were not changed, or nobody knows.`, {
    detail: [...all, ...(more > 0 ? [`and ${more} more`] : [])].join('\n'),
    hint: 'The others are changed: nothing takes that back. Look with SELECT before you run it again.',
  });
}

function textOf({ operation, identifier, status, error_code, message, region }: Row): string {
  const parts = [operation, identifier, region && `in ${region}`, status, error_code, message];
  return parts.filter((part) => part !== null && part !== undefined && part !== '').join(' ');
}
