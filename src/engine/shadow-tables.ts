import type { DuckDBDataChunk, DuckDBTimestampTZValue, DuckDBType, DuckDBValue } from '@duckdb/node-api';
import type { ResourceDescription } from '../catalog/resource-description.ts';
import { resourceId } from '../catalog/resource-id.ts';
import { type SqlType, sqlType } from '../catalog/sql-type.ts';
import { qualifiedName, quoteIdentifier } from '../data/quote.ts';
import type { Row, Value } from '../data/value.ts';
import { duckdb } from './duckdb.ts';
import type { Engine } from './engine.ts';

/** A table that stands for a resource while a statement runs: the resource's columns and the parameters that the statement names. */
export interface ShadowTable {
  readonly key: string;
  readonly description: ResourceDescription;
  readonly columns: readonly { readonly name: string; readonly type: SqlType }[];
}

/** A shadow table as it is filled: the columns that are stored. */
export type LoadingTable = Pick<ShadowTable, 'description' | 'columns'>;

// DuckDB's own vector size: an appender takes chunks up to it.
const chunkRows = 2048;

const { VARCHAR, BIGINT, DOUBLE, BOOLEAN, TIMESTAMPTZ } = duckdb;

const chunkTypes: Readonly<Record<SqlType, DuckDBType>> = {
  VARCHAR,
  BIGINT,
  DOUBLE,
  BOOLEAN,
  TIMESTAMPTZ,
  JSON: VARCHAR,
};

/** The shadow tables of a session, made when a statement first names their resource. */
export class ShadowTables {
  readonly #engine: Engine;
  readonly #schemas = new Set<string>();
  readonly #tables = new Map<string, ShadowTable>();

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** Makes the table of a resource, or empties the one that is there. Parameters become columns at the end. */
  async prepare(description: ResourceDescription, parameters: readonly string[]): Promise<ShadowTable> {
    const { provider, service, name } = description;
    const key = resourceId(description);
    const columns = [
      ...description.columns.map((column) => ({ name: column.name, type: sqlType(column) })),
      ...parameters.map((parameter) => ({ name: parameter, type: parameterType(description, parameter) })),
    ];
    const known = this.#tables.get(key);
    if (known !== undefined && sameColumns(known.columns, columns)) {
      await this.#engine.run(`TRUNCATE ${qualifiedName([provider, service, name])}`);
      return known;
    }
    if (!this.#schemas.has(provider)) await this.#engine.run(`ATTACH ':memory:' AS ${quoteIdentifier(provider)}`);
    this.#schemas.add(provider);
    const definition = columns.map((column) => `${quoteIdentifier(column.name)} ${column.type}`).join(', ');
    await this.#engine.run(
      `CREATE SCHEMA IF NOT EXISTS ${qualifiedName([provider, service])}; CREATE OR REPLACE TABLE ${qualifiedName([provider, service, name])} (${definition})`,
    );
    const table: ShadowTable = { key, description, columns };
    this.#tables.set(key, table);
    return table;
  }

  /** Lets a statement find the table under another name of its service: `aws."cognito-idp".user_pools`. */
  async alias({ description: { provider, service, name } }: ShadowTable, otherService: string): Promise<void> {
    await this.#engine.run(
      `CREATE SCHEMA IF NOT EXISTS ${qualifiedName([provider, otherService])}; CREATE OR REPLACE VIEW ${qualifiedName([provider, otherService, name])} AS FROM ${qualifiedName([provider, service, name])}`,
    );
  }

  /**
   * Gets the table ready to hold rows with these columns alone; the others are NULL without taking any room, which for
   * a wide resource is most of the time that loading takes.
   */
  async narrow(table: ShadowTable, needed: readonly string[]): Promise<LoadingTable> {
    const { provider, service, name } = table.description;
    const wanted = new Set(needed);
    const kept = table.columns.filter((column) => wanted.has(column.name));
    // A table has to have one column that is stored.
    const columns = kept.length > 0 ? kept : table.columns.slice(0, 1);
    const definition = table.columns
      .map(
        (column) =>
          `${quoteIdentifier(column.name)} ${column.type}${columns.includes(column) ? '' : ` GENERATED ALWAYS AS (CAST(NULL AS ${column.type})) VIRTUAL`}`,
      )
      .join(', ');
    await this.#engine.run(`CREATE OR REPLACE TABLE ${qualifiedName([provider, service, name])} (${definition})`);
    this.#tables.delete(table.key);
    return { description: table.description, columns };
  }

  async clear({ description }: LoadingTable): Promise<void> {
    const { provider, service, name } = description;
    await this.#engine.run(`TRUNCATE ${qualifiedName([provider, service, name])}`);
  }

  async load(table: LoadingTable, rows: readonly Row[]): Promise<void> {
    const chunks: DuckDBDataChunk[] = [];
    for (let start = 0; start < rows.length; start += chunkRows) {
      chunks.push(chunkOf(table, rows.slice(start, start + chunkRows)));
    }
    const { provider, service, name } = table.description;
    await this.#engine.append({ catalog: provider, schema: service, table: name }, chunks);
  }
}

function parameterType({ accessPaths }: ResourceDescription, name: string): SqlType {
  const parameter = accessPaths.flatMap((path) => path.parameters).find((own) => own.name === name);
  return sqlType({ type: parameter?.type ?? 'string' });
}

function sameColumns(left: ShadowTable['columns'], right: ShadowTable['columns']): boolean {
  return (
    left.length === right.length &&
    left.every((column, index) => column.name === right[index]?.name && column.type === right[index]?.type)
  );
}

function chunkOf(table: LoadingTable, rows: readonly Row[]): DuckDBDataChunk {
  const chunk = duckdb.DuckDBDataChunk.create(
    table.columns.map((column) => chunkTypes[column.type]),
    rows.length,
  );
  for (const [index, column] of table.columns.entries()) {
    chunk.setColumnValues(
      index,
      rows.map((row) => cellOf(row[column.name], column.type)),
    );
  }
  return chunk;
}

function cellOf(value: Value | undefined, type: SqlType): DuckDBValue {
  if (value === null || value === undefined) return null;
  switch (type) {
    case 'VARCHAR':
      return typeof value === 'string' ? value : typeof value === 'object' ? JSON.stringify(value) : String(value);
    case 'JSON':
      return JSON.stringify(value);
    case 'BIGINT':
      return integerOf(value);
    case 'DOUBLE':
      return Number.isNaN(Number(value)) ? null : Number(value);
    case 'BOOLEAN':
      return typeof value === 'boolean' ? value : value === 'true' ? true : value === 'false' ? false : null;
    case 'TIMESTAMPTZ':
      return timestampOf(value);
  }
}

function integerOf(value: Value): bigint | null {
  if (typeof value === 'number') return Number.isFinite(value) ? BigInt(Math.trunc(value)) : null;
  return typeof value === 'string' && /^-?\d+$/.test(value) ? BigInt(value) : null;
}

function timestampOf(value: Value): DuckDBTimestampTZValue | null {
  const milliseconds =
    typeof value === 'number' ? value * 1000 : typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(milliseconds)
    ? null
    : new duckdb.DuckDBTimestampTZValue(BigInt(Math.round(milliseconds)) * 1000n);
}
