import { ResultRows } from '../statements/result-rows.ts';
import type { Backend } from './backend.ts';

/** The rows of a query that stands inside of a statement of ours. */
export async function openRows(
  { onProgress, database }: Backend,
  stop: AbortController,
  sql: string,
): Promise<ResultRows> {
  return new ResultRows(await database.run(sql, [], { signal: stop.signal, onProgress }));
}
