import type { SqlType } from '../catalog/sql-type.ts';
import { quoteIdentifier } from '../data/quote.ts';
import type { Row } from '../data/value.ts';
import { cellOf, cellTypes } from './cell.ts';
import { duckdb } from './duckdb.ts';
import type { Engine } from './engine.ts';

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
  const lists = columns.map(({ type, from }) => duckdb.listValue(rows.map((row) => cellOf(type, row[from]))));
  const types = columns.map(({ type }) => duckdb.LIST(cellTypes[type]));
  const selected = columns.map(({ name, type }, index) => {
    const cell = `unnest($${index + 1})`;
    return `${type === 'JSON' ? `CAST(${cell} AS JSON)` : cell} AS ${quoteIdentifier(name)}`;
  });
  const tests = conditions.map((sql) => `coalesce(TRY(coalesce(${sql}, FALSE)), TRUE)`);
  const given = [`unnest(system.main.range(${rows.length})) AS ${position}`, ...selected].join(', ');
  const result = await engine.ask(
    `SELECT ${position} FROM (SELECT ${given}) WHERE ${tests.join(' AND ')}`,
    lists,
    types,
  );
  const met = new Set(result.rows.map((row) => Number(row[position])));
  return rows.filter((_, index) => met.has(index));
}

/** No column of a resource is called so. */
const position = 'skyql_position';
