import { qualifiedName, quoteIdentifier } from '../../data/quote.ts';
import { isPunctuation } from '../../sql/token.ts';
import { PostgresError } from '../errors/postgres-error.ts';
import { checkCopyOptions } from './check-copy-options.ts';
import type { Command, CopyOptions } from './command.ts';
import type { WordReader } from './word-reader.ts';

/** `COPY (query) TO STDOUT WITH (FORMAT csv, HEADER)`, `COPY table (columns) TO STDOUT CSV`, `COPY table FROM STDIN`. Throws 42501 of files. */
export function readCopy(reader: WordReader, text: string): Command {
  reader.next();
  const sqlOffset = (reader.offset ?? 0) + (isPunctuation(reader.peek(), '(') ? 1 : 0);
  const subject = readSubject(reader, text);
  if (typeof subject !== 'string' && reader.take('from')) {
    if (!reader.take('stdin')) throw noFiles();
    return { kind: 'copy-in', ...subject, options: complete(readOptions(reader), 'from') };
  }
  const isQuery = typeof subject === 'string';
  const sql = isQuery ? subject : selectFrom(subject);
  if (!reader.take('to')) throw reader.unexpected();
  if (!reader.take('stdout')) throw noFiles();
  const from = isQuery ? {} : { from: subject };
  return { kind: 'copy-out', sql, sqlOffset, options: complete(readOptions(reader), 'to'), ...from };
}

function noFiles(): PostgresError {
  return new PostgresError('42501', 'COPY reads and writes no files and runs no programs here.', {
    hint: "COPY ... TO STDOUT and FROM STDIN, in psql \\copy ... TO 'file' and FROM 'file', are about files where the client is.",
  });
}

interface Table {
  readonly table: readonly string[];
  readonly columns: readonly string[];
}

function selectFrom({ table, columns }: Table): string {
  return `SELECT ${columns.length === 0 ? '*' : columns.map(quoteIdentifier).join(', ')} FROM ${qualifiedName(table)}`;
}

/** A query in brackets, or a table. */
function readSubject(reader: WordReader, text: string): string | Table {
  if (isPunctuation(reader.peek(), '(')) {
    const start = reader.offset ?? 0;
    reader.takeBrackets();
    const end = reader.offset ?? text.length;
    return text.slice(start, end).trim().slice(1, -1);
  }
  const parts = [reader.name()];
  while (reader.takePunctuation('.')) parts.push(reader.name());
  const columns: string[] = [];
  if (reader.takePunctuation('(')) {
    do columns.push(reader.name());
    while (reader.takePunctuation(','));
    if (!reader.takePunctuation(')')) throw reader.unexpected();
  }
  return { table: parts, columns };
}

type GivenOptions = Partial<CopyOptions>;

/** In brackets as today, or one after the other as before PostgreSQL 9. */
function readOptions(reader: WordReader): GivenOptions {
  reader.take('with');
  const isList = reader.takePunctuation('(');
  let options: GivenOptions = {};
  while (!reader.isAtEnd && !reader.takePunctuation(')')) {
    const option = readOption(reader, isList);
    if (Object.keys(option).some((name) => name in options))
      throw new PostgresError('42601', 'conflicting or redundant options');
    options = { ...options, ...option };
    if (isList && !reader.takePunctuation(',') && !isPunctuation(reader.peek(), ')')) throw reader.unexpected();
  }
  reader.end();
  return options;
}

function readOption(reader: WordReader, isList: boolean): GivenOptions {
  const name = reader.name();
  const value = (): string => {
    if (!isList) reader.take('as');
    return reader.value();
  };
  switch (name) {
    case 'format':
      return { format: formatOf(value()) };
    case 'csv':
    case 'binary':
      return { format: name };
    case 'delimiter':
    case 'delimiters':
      return { delimiter: value() };
    case 'null':
      return { null: value() };
    case 'header': {
      const isValue = isList && !isPunctuation(reader.peek(), ',') && !isPunctuation(reader.peek(), ')');
      const header = isValue ? value().toLowerCase() : 'true';
      if (!['true', 'on', '1', 'false', 'off', '0', 'match'].includes(header))
        throw new PostgresError('42601', 'header requires a Boolean value or "match"');
      return { header: ['true', 'on', '1', 'match'].includes(header), matchesHeader: header === 'match' };
    }
    case 'quote':
      return { quote: value() };
    case 'escape':
      return { escape: value() };
    case 'encoding':
      return encoding(value());
    case 'force_quote':
      return { forceQuote: readForced(reader, true) };
    case 'force_null':
      return { forceNull: columnsIn(readForced(reader, true)) };
    case 'force_not_null':
      return { forceNotNull: columnsIn(readForced(reader, true)) };
    case 'force':
      if (reader.take('null')) return { forceNull: columnsIn(readForced(reader, false)) };
      if (reader.take('not', 'null')) return { forceNotNull: columnsIn(readForced(reader, false)) };
      if (!reader.take('quote')) throw reader.unexpected();
      return { forceQuote: readForced(reader, false) };
    case 'freeze':
      return {};
    default:
      throw new PostgresError('42601', `option "${name}" not recognized`);
  }
}

function readForced(reader: WordReader, isList: boolean): '*' | readonly string[] {
  const next = reader.peek();
  if (next?.text === '*') {
    reader.next();
    return '*';
  }
  if (isList && !reader.takePunctuation('(')) throw reader.unexpected();
  const columns: string[] = [];
  do columns.push(reader.name());
  while (reader.takePunctuation(','));
  if (isList && !reader.takePunctuation(')')) throw reader.unexpected();
  return columns;
}

function columnsIn(forced: '*' | readonly string[]): readonly string[] {
  if (forced !== '*') return forced;
  throw new PostgresError('42601', 'syntax error at or near "*"');
}

function formatOf(format: string): CopyOptions['format'] {
  const known = (['text', 'csv', 'binary'] as const).find((name) => name === format.toLowerCase());
  if (known === undefined) throw new PostgresError('22023', `COPY format "${format}" not recognized`);
  return known;
}

function encoding(name: string): GivenOptions {
  if (/^utf-?8$/i.test(name)) return {};
  throw new PostgresError('0A000', `There is no encoding ${name} here.`, { hint: 'Texts are UTF8.' });
}

function complete(given: GivenOptions, direction: 'to' | 'from'): CopyOptions {
  checkCopyOptions(given, direction);
  const { format = 'text' } = given;
  const isCsv = format === 'csv';
  const quote = given.quote ?? '"';
  return {
    format,
    delimiter: given.delimiter ?? (isCsv ? ',' : '\t'),
    null: given.null ?? (isCsv ? '' : '\\N'),
    header: given.header ?? false,
    quote,
    escape: given.escape ?? quote,
    forceQuote: given.forceQuote ?? [],
    matchesHeader: given.matchesHeader ?? false,
    forceNull: given.forceNull ?? [],
    forceNotNull: given.forceNotNull ?? [],
  };
}
