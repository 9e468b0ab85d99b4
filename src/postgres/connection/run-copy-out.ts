import { qualifiedName } from '../../data/quote.ts';
import { checkForcedColumns, checkNamed } from '../statements/check-copy-options.ts';
import type { Command } from '../statements/command.ts';
import type { Backend } from './backend.ts';
import { openRows } from './open-rows.ts';
import type { Outcome, Portal } from './portal.ts';

/** COPY ... TO STDOUT, as far as its first rows. */
export async function runCopyOut(
  backend: Backend,
  { stop }: Portal,
  { sql, from, options }: Extract<Command, { kind: 'copy-out' }>,
): Promise<Outcome> {
  const rows = await openRows(backend, stop, sql);
  try {
    const copied = rows.columns.map(({ name }) => name);
    const listed = from?.columns ?? [];
    checkNamed(listed, copied, undefined);
    const name = from?.table.at(-1);
    const all =
      listed.length > 0 && options.forceQuote.length > 0 ? await columnsIn(backend, from?.table ?? []) : copied;
    checkForcedColumns('FORCE_QUOTE', options.forceQuote, {
      copied,
      ...(name !== undefined && { table: { name, columns: all } }),
    });
    return { kind: 'copy', rows, options };
  } catch (error) {
    await rows.close();
    throw error;
  }
}

async function columnsIn({ database }: Backend, table: readonly string[]): Promise<readonly string[]> {
  const { columns } = await database.prepare(`SELECT * FROM ${qualifiedName(table)}`);
  return columns.map(({ name }) => name);
}
