import type { DuckDBInstance } from '@duckdb/node-api';
import { SkyqlError } from '../errors/skyql-error.ts';
import { duckdb } from './duckdb.ts';

/**
 * Optimizers that are never on: this one takes rows from below ORDER BY ... LIMIT that the other side of a join does not have
 * (DuckDB 1.5.6), so that other rows are the first, in one of twenty runs.
 */
export const unsafeOptimizers: readonly string[] = ['join_filter_pushdown'];

const memory = ':memory:';
let ready: Promise<DuckDBInstance> | undefined;

/**
 * Begins to open a database in memory, for the first that asks for one, or keeps one for him that somebody else has begun to open.
 * DuckDB takes 20 ms for it on a thread of its own: a process that will need one has the rest of its modules loaded meanwhile.
 */
export function openAhead(begun?: Promise<DuckDBInstance>): Promise<DuckDBInstance> {
  const opening = ready ?? begun ?? create(memory);
  ready = opening;
  // Whoever asks for it is told.
  opening.catch(() => undefined);
  return opening;
}

/** A database that is kept in a file, or in memory when none is named. Throws DATABASE_NOT_OPENED. */
export async function openInstance(database: string = memory): Promise<DuckDBInstance> {
  const opening = database === memory ? ready : undefined;
  if (opening !== undefined) ready = undefined;
  try {
    return await (opening ?? create(database));
  } catch (error) {
    throw new SkyqlError('DATABASE_NOT_OPENED', `The database ${database} could not be opened.`, {
      hint: error instanceof Error ? error.message.split('\n')[0] : undefined,
      cause: error,
    });
  }
}

function create(database: string): Promise<DuckDBInstance> {
  return duckdb.DuckDBInstance.create(database, { disabled_optimizers: unsafeOptimizers.join() });
}
