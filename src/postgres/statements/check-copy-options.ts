import { PostgresError } from '../errors/postgres-error.ts';
import type { CopyOptions } from './command.ts';

/** What could be a part of what stands for a character or for NULL. */
const inEscapes = '\\.abcdefghijklmnopqrstuvwxyz0123456789';

/** Throws what PostgreSQL does of options that do not go together, or with which nobody could read again what is written. */
export function checkCopyOptions(given: Partial<CopyOptions>, direction: 'to' | 'from'): void {
  const { format = 'text', delimiter, quote, forceQuote = [], forceNull = [], forceNotNull = [], header } = given;
  const isCsv = format === 'csv';
  if (given.matchesHeader === true && direction === 'to')
    throw wrong('0A000', 'cannot use "match" with HEADER in COPY TO');
  if (format === 'binary') {
    if (delimiter !== undefined) throw wrong('42601', 'cannot specify DELIMITER in BINARY mode');
    if (given.null !== undefined) throw wrong('42601', 'cannot specify NULL in BINARY mode');
    if (header === true) throw wrong('0A000', 'cannot specify HEADER in BINARY mode');
  }
  checkDelimiter(delimiter, isCsv);
  checkNull(given, isCsv);
  const ofCsv = {
    quote: quote !== undefined,
    escape: given.escape !== undefined,
    'force quote': forceQuote.length > 0,
    'force not null': forceNotNull.length > 0,
    'force null': forceNull.length > 0,
  };
  for (const [name, isGiven] of Object.entries(ofCsv))
    if (isGiven && !isCsv) throw wrong('0A000', `COPY ${name} available only in CSV mode`);
  checkOneByte('quote', quote);
  checkOneByte('escape', given.escape);
  if (isCsv && (delimiter ?? ',') === (quote ?? '"'))
    throw wrong('22023', 'COPY delimiter and quote must be different');
  if (forceQuote.length > 0 && direction === 'from')
    throw wrong('0A000', 'COPY force quote only available using COPY TO');
  for (const [name, columns] of [['force not null', forceNotNull] as const, ['force null', forceNull] as const])
    if (columns.length > 0 && direction === 'to') throw wrong('0A000', `COPY ${name} only available using COPY FROM`);
}

/** The columns that COPY is about: those that it copies, of all that its table has. A query has no others. */
export interface CopiedColumns {
  readonly copied: readonly string[];
  readonly table?: { readonly name: string; readonly columns: readonly string[] };
}

/** Throws 42703, 42701 and 42P10 of an option that names a column which there is none of, twice, or which is not copied. */
export function checkForcedColumns(
  option: 'FORCE_QUOTE' | 'FORCE_NULL' | 'FORCE_NOT_NULL',
  forced: '*' | readonly string[],
  { copied, table }: CopiedColumns,
): void {
  if (forced === '*') return;
  checkNamed(forced, table?.columns ?? copied, table?.name);
  const missing = forced.find((name) => !copied.some((column) => isForced([name], column)));
  if (missing !== undefined) throw wrong('42P10', `${option} column "${missing}" not referenced by COPY`);
}

/** Throws 42703 and 42701 where a list of columns names one that there is none of, or one twice. */
export function checkNamed(names: readonly string[], columns: readonly string[], table: string | undefined): void {
  const seen: string[] = [];
  for (const name of names) {
    if (!columns.some((column) => isForced([name], column)))
      throw wrong('42703', `column "${name}"${table === undefined ? '' : ` of relation "${table}"`} does not exist`);
    if (isForced(seen, name)) throw wrong('42701', `column "${name}" specified more than once`);
    seen.push(name);
  }
}

/** Whether an option is about a column: DuckDB's names are the same in capitals. */
export function isForced(forced: '*' | readonly string[], column: string): boolean {
  return forced === '*' || forced.some((name) => name.toLowerCase() === column.toLowerCase());
}

function checkDelimiter(delimiter: string | undefined, isCsv: boolean): void {
  checkOneByte('delimiter', delimiter);
  if (delimiter === undefined) return;
  if (/[\r\n]/.test(delimiter)) throw wrong('22023', 'COPY delimiter cannot be newline or carriage return');
  if (!isCsv && inEscapes.includes(delimiter)) throw wrong('22023', `COPY delimiter cannot be "${delimiter}"`);
}

function checkNull({ null: none, delimiter, quote }: Partial<CopyOptions>, isCsv: boolean): void {
  if (none === undefined) return;
  if (/[\r\n]/.test(none)) throw wrong('22023', 'COPY null representation cannot use newline or carriage return');
  if (none.includes(delimiter ?? (isCsv ? ',' : '\t')))
    throw wrong('0A000', 'COPY delimiter must not appear in the NULL specification');
  if (isCsv && none.includes(quote ?? '"'))
    throw wrong('0A000', 'CSV quote character must not appear in the NULL specification');
}

function checkOneByte(name: string, value: string | undefined): void {
  if (value !== undefined && Buffer.byteLength(value) !== 1)
    throw wrong('0A000', `COPY ${name} must be a single one-byte character`);
}

function wrong(sqlstate: string, message: string): PostgresError {
  return new PostgresError(sqlstate, message);
}
