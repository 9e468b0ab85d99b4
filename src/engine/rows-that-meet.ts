import type { SqlType } from '../catalog/sql-type.ts';
import { quoteIdentifier } from '../data/quote.ts';
import type { Row } from '../data/value.ts';
import { cellOf, cellTypes } from './cell.ts';
import { duckdb } from './duckdb.ts';
import type { Engine } from './engine.ts';
import { rankedWithin } from './ranked-within.ts';

/** A column of rows, and the name by which conditions call it. */
export interface MetColumn {
  readonly name: string;
  readonly type: SqlType;
  readonly from: string;
}

/**
 * The rows that meet conditions, as DuckDB reads these, without a table that would have to be made. A row of which a condition
 * cannot be computed is among them: whether that is an error the statement says.
 */
export async function rowsThatMeet(
  engine: Pick<Engine, 'ask'>,
  columns: readonly MetColumn[],
  conditions: readonly string[],
  rows: readonly Row[],
): Promise<readonly Row[]> {
  const tests = conditions.map((sql) => `coalesce(TRY(coalesce(${sql}, FALSE)), TRUE)`);
  return rowsOf(engine, columns, rows, `WHERE ${tests.join(' AND ')}`);
}

/** Which rows come first. */
export interface FirstRows {
  readonly rows: number;
  /** Whether those that are equal to the last of them are meant as well. */
  readonly withEqual: boolean;
  readonly partition: readonly string[];
  readonly order: readonly string[];
  readonly conditions: readonly string[];
}

/** The rows that come first among those that meet conditions. Throws where a condition cannot be computed of one of them. */
export function rowsThatLead(
  engine: Pick<Engine, 'ask'>,
  columns: readonly MetColumn[],
  { rows: most, withEqual, partition, order, conditions }: FirstRows,
  rows: readonly Row[],
): Promise<readonly Row[]> {
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')} `;
  return rowsOf(
    engine,
    columns,
    rows,
    `${where}QUALIFY ${rankedWithin(most, partition, withEqual ? order : [...order, position])}`,
  );
}

async function rowsOf(
  engine: Pick<Engine, 'ask'>,
  columns: readonly MetColumn[],
  rows: readonly Row[],
  clauses: string,
): Promise<readonly Row[]> {
  const lists = columns.map(({ type, from }) => duckdb.listValue(rows.map((row) => cellOf(type, row[from]))));
  const types = columns.map(({ type }) => duckdb.LIST(cellTypes[type]));
  const selected = columns.map(({ name, type }, index) => {
    const cell = `unnest($${index + 1})`;
    return `${type === 'JSON' ? `CAST(${cell} AS JSON)` : cell} AS ${quoteIdentifier(name)}`;
  });
  const given = [`unnest(system.main.range(${rows.length})) AS ${position}`, ...selected].join(', ');
  const result = await engine.ask(`SELECT ${position} FROM (SELECT ${given}) ${clauses}`, lists, types);
  const met = new Set(result.rows.map((row) => Number(row[position])));
  return rows.filter((_, index) => met.has(index));
}

/** No column of a resource is called so. */
const position = 'skyql_position';
