import { engineError } from '../../engine/engine-error.ts';
import type { SkyqlError } from '../../errors/skyql-error.ts';
import { PostgresError } from '../errors/postgres-error.ts';
import { sqlstateOf } from '../errors/sqlstate-of.ts';

/** Errors that functions of the catalog make, by how they begin. */
const own: readonly (readonly [RegExp, string])[] = [
  [/^relation ".*" does not exist$/, '42P01'],
  [/^type ".*" does not exist$/, '42704'],
  [/^role ".*" does not exist$/, '42704'],
  [/^function ".*" does not exist$/, '42883'],
  [/^schema ".*" does not exist$/, '3F000'],
];

/** What DuckDB says of a statement over the catalog. Its text is not the one that the client sent: no place in it means anything. */
export function catalogError(error: unknown): PostgresError | SkyqlError {
  if (error instanceof PostgresError) return error;
  const { code, message } = engineError(error);
  const known = own.find(([pattern]) => pattern.test(message))?.[1];
  return new PostgresError(known ?? sqlstateOf(code, message), message);
}
