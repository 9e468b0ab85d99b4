import { join } from 'node:path';
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { SelectStmt } from 'libpg-query';
import { dataDirectory } from '../../aws/data-directory.ts';
import { duckdb } from '../../engine/duckdb.ts';
import { closingStatements } from '../../engine/engine-lock.ts';
import { cteNamesIn, tableReferencesIn } from '../../sql/table-references.ts';
import { PostgresError } from '../errors/postgres-error.ts';
import { asksCatalog } from './asks-catalog.ts';
import { mayAskCatalog } from './may-ask-catalog.ts';
import { type ParsedText, parsePostgres } from './parse-postgres.ts';
import type { ColumnTypes } from './translate/scope.ts';
import { catalogRelation } from './translate/translate-from.ts';
import type { CatalogNames } from './translate/translator.ts';

/** How many statements are kept as they were read. */
const mostKept = 500;
/** Statements of programs are shorter: longer ones nobody asks twice, and their texts would fill the memory. */
const longestKept = 20_000;

/** PostgreSQL's catalog of a process: one DuckDB that is read only, which the connections share, opened when one of them first asks. */
export class PostgresCatalog {
  readonly #file: string;
  #opening: Promise<Opened> | undefined;
  readonly #statements = new Map<string, SelectStmt | undefined>();

  constructor(file: string = join(dataDirectory(), 'pg-catalog.duckdb')) {
    this.#file = file;
  }

  /** Gets ready ahead of the first statement. What fails is told to whoever asks. */
  prepare(): void {
    Promise.all([this.#open(), parsePostgres('SELECT 1')]).catch(() => undefined);
  }

  /** A statement as PostgreSQL reads it, if it is one over the catalog. */
  async statementOf(sql: string): Promise<SelectStmt | undefined> {
    const known = this.#statements.get(sql);
    if (known !== undefined || this.#statements.has(sql)) return known;
    if (!mayAskCatalog(sql)) return undefined;
    const [parsed, { names }] = await Promise.all([parsePostgres(sql), this.#open()]);
    if (parsed.kind !== 'query') refuseCatalog(sql, parsed, names);
    const own = parsed.kind === 'query' && asksCatalog(parsed.query, names) ? parsed.query : undefined;
    if (sql.length > longestKept) return own;
    const [oldest] = this.#statements.keys();
    if (this.#statements.size >= mostKept && oldest !== undefined) this.#statements.delete(oldest);
    this.#statements.set(sql, own);
    return own;
  }

  async names(): Promise<CatalogNames> {
    return (await this.#open()).names;
  }

  /** A connection of DuckDB for one of PostgreSQL's: its temporary tables are nobody else's. */
  async connect(): Promise<DuckDBConnection> {
    return (await this.#open()).instance.connect();
  }

  async close(): Promise<void> {
    const opened = await this.#opening?.catch(() => undefined);
    opened?.instance.closeSync();
  }

  #open(): Promise<Opened> {
    this.#opening ??= open(this.#file);
    return this.#opening;
  }
}

/**
 * DuckDB has relations of the same names, which tell of itself: what is no query of PostgreSQL's, and reads the catalog, must not get to
 * these. Throws 42601 of what is wrong, and 0A000.
 */
function refuseCatalog(sql: string, parsed: Exclude<ParsedText, { kind: 'query' }>, { relations }: CatalogNames): void {
  const queries = cteNamesIn(sql);
  const read = tableReferencesIn(sql).find(({ parts }) => {
    const [relname = '', schemaname] = parts.map((part) => part.toLowerCase()).toReversed();
    if (schemaname === undefined && queries.has(relname)) return false;
    return catalogRelation(relations, { relname, ...(schemaname !== undefined && { schemaname }) }) !== undefined;
  });
  if (read === undefined) return;
  throw parsed.kind === 'wrong'
    ? new PostgresError('42601', parsed.message, { hint: 'Statements over the catalog are written as for PostgreSQL.' })
    : new PostgresError('0A000', `${read.parts.join('.')} can be read by SELECT alone.`, {
        hint: 'The catalog is in another database than the tables of the session.',
      });
}

interface Opened {
  readonly instance: DuckDBInstance;
  readonly names: CatalogNames;
}

async function open(file: string): Promise<Opened> {
  const instance = await duckdb.DuckDBInstance.create(file, { access_mode: 'READ_ONLY', threads: '1' });
  const connection = await instance.connect();
  try {
    const settings = [
      "SET GLOBAL TimeZone = 'UTC'",
      'SET GLOBAL integer_division = true',
      "SET memory_limit = '512MB'",
      "SET temp_directory = ''",
      ...closingStatements,
    ];
    await connection.run(settings.join(';\n'));
    return { instance, names: await namesOf(connection) };
  } finally {
    connection.closeSync();
  }
}

async function namesOf(connection: DuckDBConnection): Promise<CatalogNames> {
  const rows = async (sql: string) => (await connection.runAndReadAll(sql)).getRowsJS();
  const columns = await rows(
    'SELECT n.nspname, c.relname, a.attname, t.typname FROM "pg_catalog.pg_attribute" AS a ' +
      'JOIN "pg_catalog.pg_class" AS c ON c.oid = a.attrelid JOIN "pg_catalog.pg_namespace" AS n ON n.oid = c.relnamespace ' +
      'JOIN "pg_catalog.pg_type" AS t ON t.oid = a.atttypid WHERE a.attrelid < 16000 ORDER BY a.attrelid, a.attnum',
  );
  const relations = new Map<string, Map<string, string>>();
  for (const [schema, relation, column, type] of columns) {
    const name = `${schema}.${relation}`;
    const known = relations.get(name) ?? new Map<string, string>();
    relations.set(name, known.set(String(column), String(type)));
  }
  const functions = await rows("SELECT DISTINCT function_name FROM duckdb_functions() WHERE function_name LIKE '%.%'");
  const schemas = await rows('SELECT nspname FROM "pg_catalog.pg_namespace"');
  return {
    relations: relations as ReadonlyMap<string, ColumnTypes>,
    functions: new Set(functions.map(([name]) => String(name))),
    schemas: new Set(schemas.map(([name]) => String(name))),
  };
}
