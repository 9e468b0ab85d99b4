import type { Cells } from '../../data/value.ts';
import type { ResultStream } from '../../session/database.ts';
import type { ResultFormat } from './output-format.ts';

/** Formats for people, in which the lines of a statement would be one cell. */
const framing: ReadonlySet<ResultFormat> = new Set(['table', 'markdown', 'line']);

/** Whether a result is a statement to copy, that of SHOW INSERT, and no format for programs was asked for. */
export function isStatement(
  { command, columns }: Pick<ResultStream, 'command' | 'columns'>,
  format: ResultFormat,
): boolean {
  const [only, second] = columns;
  return command === 'SHOW' && only?.name === 'insert_statement' && second === undefined && framing.has(format);
}

/** The statement and nothing else, for `> insert.sql`. */
export function statementText(rows: readonly Cells[]): string {
  return rows.map(([statement]) => `${String(statement)}\n`).join('');
}
