import { PostgresError } from '../errors/postgres-error.ts';
import type { Backend } from './backend.ts';
import type { Prepared } from './prepared.ts';

/** Makes a prepared statement. Throws 42P05 where there is one of that name, and 54000 where there are too many. */
export async function keepPrepared(
  { prepared, limits }: Backend,
  name: string,
  make: () => Promise<Prepared>,
): Promise<void> {
  if (name !== '' && prepared.has(name))
    throw new PostgresError('42P05', `prepared statement "${name}" already exists`);
  if (prepared.size >= limits.prepared)
    throw new PostgresError('54000', `A connection has no more than ${limits.prepared} prepared statements.`, {
      hint: 'DEALLOCATE those that are not needed.',
    });
  prepared.set(name, await make());
}

/** Throws 26000 where there is none of that name. */
export function preparedNamed({ prepared }: Backend, name: string): Prepared {
  const statement = prepared.get(name);
  if (statement === undefined)
    throw new PostgresError(
      '26000',
      name === '' ? 'unnamed prepared statement does not exist' : `prepared statement "${name}" does not exist`,
    );
  return statement;
}
