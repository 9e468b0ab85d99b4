import type { ResourceDescription } from '../catalog/resource-description.ts';
import { type SqlType, sqlType } from '../catalog/sql-type.ts';
import { qualifiedName, quoteIdentifier } from '../data/quote.ts';
import type { Engine } from './engine.ts';
import { databaseOf } from './shadow-database.ts';
import { TableLoader } from './table-loader.ts';

export interface TableName {
  readonly catalog: string;
  readonly schema: string;
  readonly table: string;
}

/**
 * A table that stands for one use of a resource while a statement runs: the resource's columns and the parameters that the
 * statement names.
 */
export interface ShadowTable {
  readonly name: TableName;
  readonly columns: readonly ShadowColumn[];
  /** Those that hold values; the others are NULL without taking any room. */
  readonly stored: readonly ShadowColumn[];
}

export interface ShadowColumn {
  readonly name: string;
  readonly type: SqlType;
}

export interface ShadowTableOptions {
  /** Parameters of the resource's reads that become columns, at the end. */
  readonly parameters?: readonly string[];
  /** Which use of the resource it is, from 1: each has a table of its own, in a database of its own. */
  readonly use?: number;
  /** Columns of the resource that it does not have. */
  readonly leftOut?: readonly string[];
}

/** The shadow tables of a session, made when a statement first names their resource. */
export class ShadowTables {
  readonly #engine: Engine;
  readonly #databases = new Set<string>();
  readonly #schemas = new Set<string>();
  readonly #tables = new Map<string, ShadowTable>();
  /** Tables that hold rows, or may hold some. */
  readonly #used = new Set<string>();

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** Makes the database of a provider ahead of its first statement. */
  async attach(provider: string): Promise<void> {
    if (this.#databases.has(provider)) return;
    this.#databases.add(provider);
    await this.#engine.define(`ATTACH ':memory:' AS ${quoteIdentifier(provider)}`);
  }

  /** The databases that shadow tables are in. */
  get databases(): Iterable<string> {
    return this.#databases;
  }

  /**
   * Drops the tables of earlier statements. A statement finds tables that its text does not name, `query('FROM ' || name)` or
   * EXECUTE: it must find none rather than rows that were read for another.
   */
  async forget(): Promise<void> {
    const names = [...this.#tables.values()].map(({ name }) => `DROP TABLE IF EXISTS ${qualified(name)}`);
    this.#tables.clear();
    this.#used.clear();
    if (names.length > 0) await this.#engine.define(names.join(';\n'));
  }

  /** Makes a table of a resource ready, empty. */
  async prepare(
    description: ResourceDescription,
    { parameters = [], use = 1, leftOut = [] }: ShadowTableOptions = {},
  ): Promise<ShadowTable> {
    const name = {
      catalog: databaseOf(description.provider, use),
      schema: description.service,
      table: description.name,
    };
    const shown = description.columns.filter(({ name: column }) => !leftOut.includes(column));
    const columns = [
      ...shown.map((column) => ({ name: column.name, type: sqlType(column) })),
      ...parameters.map((parameter) => ({ name: parameter, type: parameterType(description, parameter) })),
    ];
    const known = this.#tables.get(keyOf(name));
    if (known !== undefined && sameColumns(known.stored, columns)) {
      if (this.#used.has(keyOf(name))) await this.clear(known);
      return known;
    }
    return this.#make({ name, columns, stored: columns });
  }

  /**
   * Gets the table ready to hold rows with these columns alone; the others are NULL without taking any room, which for
   * a wide resource is most of the time that loading takes.
   */
  async keepColumns(table: ShadowTable, needed: readonly string[]): Promise<ShadowTable> {
    const wanted = new Set(needed);
    const kept = table.columns.filter((column) => wanted.has(column.name));
    // A table has to have one column that is stored.
    const stored = kept.length > 0 ? kept : table.columns.slice(0, 1);
    return stored.length === table.columns.length ? table : this.#make({ ...table, stored });
  }

  /** Makes a table once more, empty, whatever another statement has made of it. */
  remake(table: ShadowTable): Promise<ShadowTable> {
    return this.#make(table);
  }

  /** Lets a statement find the table under another name of its service: `aws."cognito-idp".user_pools`. */
  async alias({ name }: ShadowTable, otherService: string): Promise<void> {
    const alias = { ...name, schema: otherService };
    await this.#define(alias, `CREATE OR REPLACE VIEW ${qualified(alias)} AS FROM ${qualified(name)}`);
  }

  /** Makes a view of the session's own once more, over other tables, and says how it is named. */
  async view(use: number, provider: string, name: string, columns: string, query: string): Promise<TableName> {
    const view = { catalog: databaseOf(provider, use), schema: 'main', table: name };
    // Its text is the user's: it is read by the session's own parser.
    await this.attach(view.catalog);
    await this.#engine.run(`CREATE OR REPLACE VIEW ${qualified(view)} ${columns} AS ${query}`);
    return view;
  }

  async clear({ name }: Pick<ShadowTable, 'name'>): Promise<void> {
    await this.#engine.define(`TRUNCATE ${qualified(name)}`);
    this.#used.delete(keyOf(name));
  }

  /** Opens a table to be filled. */
  load(table: ShadowTable): TableLoader {
    this.#used.add(keyOf(table.name));
    return new TableLoader(this.#engine, table);
  }

  async #make(table: ShadowTable): Promise<ShadowTable> {
    await this.#define(table.name, `CREATE OR REPLACE TABLE ${qualified(table.name)} (${definitionOf(table)})`);
    this.#tables.set(keyOf(table.name), table);
    this.#used.delete(keyOf(table.name));
    return table;
  }

  /** Makes something in a schema, and the schema before it, on one way to DuckDB and back. */
  async #define({ catalog, schema }: TableName, sql: string): Promise<void> {
    await this.attach(catalog);
    const key = qualifiedName([catalog, schema]);
    await this.#engine.define(this.#schemas.has(key) ? sql : `CREATE SCHEMA IF NOT EXISTS ${key}; ${sql}`);
    this.#schemas.add(key);
  }
}

function qualified({ catalog, schema, table }: TableName): string {
  return qualifiedName([catalog, schema, table]);
}

function keyOf({ catalog, schema, table }: TableName): string {
  return `${catalog}.${schema}.${table}`;
}

function definitionOf({ columns, stored }: ShadowTable): string {
  const isStored = new Set(stored);
  return columns
    .map((column) => {
      const unread = isStored.has(column) ? '' : ` GENERATED ALWAYS AS (CAST(NULL AS ${column.type})) VIRTUAL`;
      return `${quoteIdentifier(column.name)} ${column.type}${unread}`;
    })
    .join(', ');
}

function parameterType({ accessPaths }: ResourceDescription, name: string): SqlType {
  const parameter = accessPaths.flatMap((path) => path.parameters).find((own) => own.name === name);
  return sqlType({ type: parameter?.type ?? 'string' });
}

function sameColumns(left: readonly ShadowColumn[], right: readonly ShadowColumn[]): boolean {
  return (
    left.length === right.length &&
    left.every((column, index) => column.name === right[index]?.name && column.type === right[index]?.type)
  );
}
