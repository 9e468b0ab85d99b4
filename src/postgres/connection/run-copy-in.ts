import { copyReader } from '../copy/copy-reader.ts';
import type { CopyRow } from '../copy/copy-row.ts';
import { PostgresError } from '../errors/postgres-error.ts';
import { reportOf } from '../errors/report-of.ts';
import type { Command } from '../statements/command.ts';
import { readParameter, readParameterText } from '../types/read-parameter.ts';
import { copyInResponse } from '../wire/server-messages.ts';
import type { Backend } from './backend.ts';
import { copiedData } from './copied-data.ts';
import { type CopyTarget, cellOf, copyTarget, insertStatement } from './copy-target.ts';
import type { Outcome, Portal } from './portal.ts';

/** So much of it is put into the table at once: rows, or characters. */
const chunk = { rows: 20_000, length: 2_000_000 };

/** COPY ... FROM STDIN: all rows that the client sends, or none. */
export async function runCopyIn(
  backend: Backend,
  { stop }: Portal,
  command: Extract<Command, { kind: 'copy-in' }>,
): Promise<Outcome> {
  const target = await copyTarget(backend, command);
  const { channel, database, transaction } = backend;
  copyInResponse(channel.out, command.options.format === 'binary' ? 1 : 0, target.columns.length);
  await channel.send();
  const isOwn = transaction.status === 'I';
  if (isOwn) await database.query('BEGIN');
  try {
    const rows = await copyRows(backend, target, command, stop.signal);
    if (isOwn) await database.query('COMMIT');
    transaction.noteChange();
    return { kind: 'done', tag: `COPY ${rows}` };
  } catch (error) {
    if (isOwn) await database.query('ROLLBACK');
    throw error;
  }
}

async function copyRows(
  backend: Backend,
  target: CopyTarget,
  { options }: Extract<Command, { kind: 'copy-in' }>,
  signal: AbortSignal,
): Promise<number> {
  const names = target.columns.map(({ name }) => name);
  const reader = copyReader(options, names);
  const sql = insertStatement(target);
  let waiting: string[] = [];
  let length = 0;
  let [first, last, rows] = [0, 0, 0];
  let isHeader = options.header;
  const put = async (): Promise<void> => {
    if (waiting.length === 0) return;
    try {
      const result = await backend.database.run(sql, { 1: `[${waiting.join()}]` }, { signal });
      await result.close();
    } catch (error) {
      const { sqlstate, message, hint, severity } = reportOf(error);
      if (severity === 'FATAL') throw error;
      throw new PostgresError(sqlstate, message, { hint, detail: `COPY ${target.name}, lines ${first} to ${last}` });
    }
    rows += waiting.length;
    waiting = [];
    length = 0;
  };
  const take = (row: CopyRow): void => {
    if (isHeader) {
      isHeader = false;
      if (options.matchesHeader) checkHeader(row, names);
      return;
    }
    if (waiting.length === 0) first = row.line;
    last = row.line;
    const text = rowText(row, target);
    length += text.length;
    waiting.push(text);
  };
  for await (const data of copiedData(backend, signal))
    for (const row of reader.read(data)) {
      take(row);
      if (waiting.length >= chunk.rows || length >= chunk.length) await put();
    }
  for (const row of reader.end()) take(row);
  await put();
  return rows;
}

function rowText({ line, values }: CopyRow, { name, columns }: CopyTarget): string {
  const place = (index: number) => `COPY ${name}, line ${line}, column ${columns[index]?.name}`;
  if (values.length < columns.length)
    throw new PostgresError('22P04', `missing data for column "${columns[values.length]?.name}"`, {
      detail: `COPY ${name}, line ${line}`,
    });
  if (values.length > columns.length)
    throw new PostgresError('22P04', 'extra data after last expected column', { detail: `COPY ${name}, line ${line}` });
  const cells = columns.map(({ type }, index) => {
    const value = values[index] ?? null;
    if (value === null) return null;
    try {
      return cellOf(typeof value === 'string' ? readParameterText(type, value) : readParameter(type, 1, value));
    } catch (error) {
      if (!(error instanceof PostgresError)) throw error;
      throw new PostgresError(error.sqlstate, error.message, { hint: error.hint, detail: place(index) });
    }
  });
  return JSON.stringify(cells);
}

function checkHeader({ values }: CopyRow, names: readonly string[]): void {
  const wrong = names.findIndex((name, index) => values[index] !== name);
  if (wrong !== -1 || values.length !== names.length)
    throw new PostgresError('22P04', 'The header is not of the columns that are copied.', {
      detail: `It has ${values.join(', ')}, the columns are ${names.join(', ')}.`,
    });
}
