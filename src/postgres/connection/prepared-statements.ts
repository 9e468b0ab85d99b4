import { parseStatement } from '../../sql/parse-statement.ts';
import { PostgresError } from '../errors/postgres-error.ts';
import type { Command, Source } from '../statements/command.ts';
import type { Backend } from './backend.ts';
import type { Prepared } from './prepared.ts';

type Executed = Prepared & { readonly source: Source & { readonly command: Extract<Command, { kind: 'session' }> } };

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

/** What EXECUTE runs, or EXPLAIN explains. Throws 0A000 of a prepared statement that the session itself does not run. */
export function executedNamed(backend: Backend, { name, explain }: Extract<Command, { kind: 'execute' }>): Executed {
  const prepared = preparedNamed(backend, name);
  const { source, clientText, parameters } = prepared;
  if (source?.command.kind !== 'session')
    throw new PostgresError('0A000', `prepared statement "${name}" is not one that EXECUTE runs`);
  const { command } = source;
  if (explain === undefined) return { ...prepared, source: { ...source, command } };
  const sql = explain + source.sql;
  const explained = { kind: 'session', statement: parseStatement(sql) } as const;
  return { source: { command: explained, sql, offset: source.offset - explain.length }, clientText, parameters };
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
