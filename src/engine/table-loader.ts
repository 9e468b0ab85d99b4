import type { DuckDBDataChunk, DuckDBTimestampTZValue, DuckDBType, DuckDBValue } from '@duckdb/node-api';
import type { SqlType } from '../catalog/sql-type.ts';
import { canonicalJson } from '../data/canonical-json.ts';
import type { Row, Value } from '../data/value.ts';
import { duckdb } from './duckdb.ts';
import type { Engine, TableAppender } from './engine.ts';
import type { ShadowTable } from './shadow-tables.ts';

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

/** Fills a shadow table. Rows are kept until a chunk is full, or until somebody has to see them. */
export class TableLoader {
  readonly #engine: Engine;
  readonly #table: ShadowTable;
  readonly #types: DuckDBType[];
  #rows: Row[] = [];
  #appender: Promise<TableAppender> | undefined;

  constructor(engine: Engine, table: ShadowTable) {
    this.#engine = engine;
    this.#table = table;
    this.#types = table.stored.map((column) => chunkTypes[column.type]);
  }

  async add(rows: readonly Row[]): Promise<void> {
    for (const row of rows) this.#rows.push(row);
    if (this.#rows.length < chunkRows) return;
    const whole = this.#rows.length - (this.#rows.length % chunkRows);
    await this.#append(this.#rows.splice(0, whole));
  }

  /** Lets queries see all that was added. */
  async flush(): Promise<void> {
    if (this.#rows.length > 0) await this.#append(this.#rows.splice(0));
  }

  /** Ends the loading: queries see all that was added. */
  async close(): Promise<void> {
    await this.flush();
    const appender = await this.#appender;
    this.#appender = undefined;
    await appender?.close();
  }

  async #append(rows: readonly Row[]): Promise<void> {
    this.#appender ??= this.#engine.openAppender(this.#table.name);
    const appender = await this.#appender;
    const chunks: DuckDBDataChunk[] = [];
    for (let start = 0; start < rows.length; start += chunkRows)
      chunks.push(this.#chunkOf(rows.slice(start, start + chunkRows)));
    await appender.append(chunks);
  }

  #chunkOf(rows: readonly Row[]): DuckDBDataChunk {
    const chunk = duckdb.DuckDBDataChunk.create(this.#types, rows.length);
    for (const [index, { name, type }] of this.#table.stored.entries()) {
      const cell = cellOf[type];
      chunk.setColumnValues(
        index,
        rows.map((row) => {
          const value = row[name];
          return value === null || value === undefined ? null : cell(value);
        }),
      );
    }
    return chunk;
  }
}

const cellOf: Readonly<Record<SqlType, (value: Exclude<Value, null>) => DuckDBValue>> = {
  VARCHAR: (value) =>
    typeof value === 'string' ? value : typeof value === 'object' ? JSON.stringify(value) : String(value),
  // One text for one value, so that DISTINCT, GROUP BY, joins and = compare values.
  JSON: canonicalJson,
  BIGINT: integerOf,
  DOUBLE: (value) => (Number.isNaN(Number(value)) ? null : Number(value)),
  BOOLEAN: (value) => (typeof value === 'boolean' ? value : value === 'true' ? true : value === 'false' ? false : null),
  TIMESTAMPTZ: timestampOf,
};

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
