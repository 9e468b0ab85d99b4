import type { DuckDBConnection, DuckDBDataChunk, DuckDBResult, DuckDBType, DuckDBValue } from '@duckdb/node-api';
import type { SelectStmt } from 'libpg-query';
import { onAbort } from '../../data/on-abort.ts';
import { quoteLiteral } from '../../data/quote.ts';
import { describeStatement } from '../../engine/describe-statement.ts';
import { duckdb } from '../../engine/duckdb.ts';
import type { EngineColumn } from '../../engine/engine-column.ts';
import { columnsOf } from '../../engine/engine-result.ts';
import type { Database } from '../../session/database.ts';
import type { TypedColumn } from '../statements/columns.ts';
import { ResultRows, type Rows } from '../statements/result-rows.ts';
import type { ArrayItem } from '../types/array-text.ts';
import { catalogError } from './catalog-error.ts';
import { catalogTypeOf } from './catalog-type-of.ts';
import { localRelations } from './local-relations.ts';
import { OwnRows, type RelationRows, rowsOfRelations } from './own-rows.ts';
import type { PostgresCatalog } from './postgres-catalog.ts';
import { Scope } from './translate/scope.ts';
import { currentSchemas } from './translate/translate-call.ts';
import { type ChangedSetting, Translation } from './translate/translation.ts';
import type { CatalogNames, StatementSurroundings, TranslatedQuery } from './translate/translator.ts';

/** What the catalog tells of its connection. */
export interface CatalogAsker {
  readonly process: number;
  readonly database: Database;
  readonly user: string;
  readonly searchPath: readonly string[];
  /** Another number after each statement that may have changed which tables the session has; 0 before the first. */
  readonly localVersion: number;
  setting(name: string): string | undefined;
  /** Those that a program made for itself. */
  readonly customSettings: readonly (readonly [name: string, value: string])[];
  /** The rows that a relation of the catalog has of the connection and the server; undefined of one that has none. */
  rowsOf(relation: string): RelationRows | undefined;
}

export interface CatalogAnswer {
  readonly rows: Rows;
  /** Settings that the statement changes. */
  readonly changed: readonly ChangedSetting[];
}

/** What a parameter is cast to; undefined of one whose type is left open. */
type CastOf = (parameter: number) => string | undefined;

interface Ready {
  readonly connection: DuckDBConnection;
  readonly own: OwnRows;
  readonly names: CatalogNames;
}

/** The catalog as one connection sees it: with tables and settings of its own. */
export class CatalogSession {
  readonly #catalog: PostgresCatalog;
  readonly #asker: CatalogAsker;
  #opening: Promise<Ready> | undefined;
  #localVersion = 0;
  #schemas: readonly string[] = [];

  constructor(catalog: PostgresCatalog, asker: CatalogAsker) {
    this.#catalog = catalog;
    this.#asker = asker;
  }

  /** A statement as PostgreSQL reads it, if it is one over the catalog. */
  statementOf(sql: string): Promise<SelectStmt | undefined> {
    return this.#catalog.statementOf(sql);
  }

  /** The columns of a statement, and the types of its parameters by their numbers: those that are left open get the one of where they stand. */
  async describe(statement: SelectStmt, castOf: CastOf) {
    const { connection, names } = await this.#ready();
    try {
      const asTyped = (typeOf: CastOf) =>
        this.#translate(statement, (number) => standIn(typeOf(number)) ?? `$_${number}`, names, {});
      let translated = asTyped(castOf);
      const { arrays } = translated;
      const known: CastOf = (number) => castOf(number) ?? arrays.get(number);
      let shape = await describeStatement(connection, (open) => {
        if (arrays.size > 0 || open.size > 0)
          translated = asTyped((number) => known(number) ?? (open.has(String(number)) ? 'VARCHAR' : undefined));
        return translated.query.sql;
      });
      const found = new Map([...shape.parameters.map(({ name, type }) => [Number(name), type] as const), ...arrays]);
      if (shape.parameters.length > 0) {
        translated = asTyped((number) => known(number) ?? found.get(number) ?? 'VARCHAR');
        shape = await describeStatement(connection, () => translated.query.sql);
      }
      return {
        columns: typedColumns(shape.columns, translated.query),
        parameters: [...found].map(([number, type]) => [number, catalogTypeOf(type).oid] as const),
      };
    } catch (error) {
      throw catalogError(error);
    }
  }

  /** Runs a statement; `values` are its parameters, by their numbers. */
  async run(
    statement: SelectStmt,
    { castOf, values, signal }: { castOf: CastOf; values: Readonly<Record<string, ArrayItem>>; signal: AbortSignal },
  ): Promise<CatalogAnswer> {
    const { connection, own, names } = await this.#ready();
    // The dimension of an array, say, is a parameter that DuckDB needs not.
    const used = new Set<string>();
    const asCast = (number: number) => {
      used.add(String(number));
      const type = castOf(number);
      return type === undefined ? `$_${number}` : `CAST($_${number} AS ${type})`;
    };
    const { query, changed, relations } = this.#translate(statement, asCast, names, values);
    const forget = onAbort(signal, () => connection.interrupt());
    try {
      await own.put([...relations].flatMap((relation) => this.#asker.rowsOf(relation) ?? []));
      const given = Object.entries(values).filter(([number]) => used.has(number));
      const bound = given.map(([number, value]) => [`_${number}`, boundValue(value)] as const);
      const result = await connection.run(
        query.sql,
        Object.fromEntries(bound.map(([number, { value }]) => [number, value])),
        Object.fromEntries(bound.map(([number, { type }]) => [number, type])),
      );
      const columns = columnsOf(result);
      return {
        rows: new ResultRows(
          { columns, chunks: () => chunksOf(result), close: async () => undefined },
          typedColumns(columns, query),
        ),
        changed,
      };
    } catch (error) {
      throw catalogError(error);
    } finally {
      forget();
    }
  }

  async close(): Promise<void> {
    const ready = await this.#opening?.catch(() => undefined);
    ready?.connection.closeSync();
  }

  #translate(
    statement: SelectStmt,
    parameter: StatementSurroundings['parameter'],
    names: CatalogNames,
    values: Readonly<Record<string, ArrayItem>>,
  ) {
    const { process, user, searchPath, customSettings } = this.#asker;
    const setting = (name: string) => this.#asker.setting(name);
    const value = (number: number) => {
      const item = values[String(number)];
      return typeof item === 'string' ? item : undefined;
    };
    const translation = new Translation({
      names,
      process,
      user,
      searchPath,
      customSettings,
      setting,
      parameter,
      value,
    });
    return {
      query: translation.query(statement, new Scope(), true),
      changed: translation.changed,
      relations: translation.relations,
      arrays: translation.arrays,
    };
  }

  async #ready(): Promise<Ready> {
    this.#opening ??= this.#open();
    const ready = await this.#opening;
    const { localVersion, database, searchPath } = this.#asker;
    if (localVersion !== this.#localVersion) {
      await ready.own.put(rowsOfRelations(await localRelations(database)));
      this.#localVersion = localVersion;
    }
    const schemas = ['pg_catalog', ...currentSchemas({ searchPath, names: ready.names })];
    if (schemas.join() !== this.#schemas.join()) {
      await ready.connection.run(`SET VARIABLE search_path = [${schemas.map(quoteLiteral).join(', ')}]`);
      this.#schemas = schemas;
    }
    return ready;
  }

  async #open(): Promise<Ready> {
    const connection = await this.#catalog.connect();
    const own = new OwnRows(connection);
    // Many relations and functions look there.
    await own.put([this.#asker.rowsOf('pg_catalog.pg_roles')].flatMap((rows) => rows ?? []));
    return { connection, own, names: await this.#catalog.names() };
  }
}

function typedColumns(columns: readonly EngineColumn[], query: TranslatedQuery): readonly TypedColumn[] {
  return columns.map(({ name, type }, index) => ({ name, type: catalogTypeOf(type, query.columns[index]?.type) }));
}

/**
 * What stands for a parameter where only types matter. DuckDB tells no type of a parameter that is cast twice, nor of the columns of some
 * functions over parameters; keys of JSON must not be NULL.
 */
function standIn(type: string): string;
function standIn(type: string | undefined): string | undefined;
function standIn(type: string | undefined): string | undefined {
  if (type === undefined) return undefined;
  return `CAST(${type === 'VARCHAR' ? "''" : 'NULL'} AS ${type})`;
}

/** The rows are all there: they are read as the client takes them, whatever else the connection is asked meanwhile. */
async function* chunksOf(result: DuckDBResult): AsyncGenerator<DuckDBDataChunk> {
  for (let chunk = await result.fetchChunk(); chunk !== null && chunk.rowCount > 0; chunk = await result.fetchChunk())
    yield chunk;
}

function boundValue(item: ArrayItem): { readonly value: DuckDBValue; readonly type: DuckDBType } {
  const { LIST, VARCHAR, listValue } = duckdb;
  if (typeof item !== 'object' || item === null) return { value: item, type: VARCHAR };
  const items = item.map(boundValue);
  return { value: listValue(items.map(({ value }) => value)), type: LIST(items[0]?.type ?? VARCHAR) };
}
