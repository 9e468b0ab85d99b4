import { namedPlaceColumns } from '../catalog/with-connection-tags.ts';
import type { Row } from '../data/value.ts';
import type { Engine } from '../engine/engine.ts';
import { rowsThatMeet } from '../engine/rows-that-meet.ts';
import { SkyqlError } from '../errors/skyql-error.ts';
import type { ScanCondition } from '../plan/row-condition.ts';
import { unreadColumnsOf } from './unread-columns.ts';

/** The rows that may meet all conditions. */
export type SelectRows = (rows: readonly Row[], conditions: readonly ScanCondition[]) => Promise<ReadonlySet<Row>>;

/** Asks DuckDB, which has the last word on the rows that are left as well. */
export function selectRowsBy(engine: Pick<Engine, 'ask'>): SelectRows {
  return async (rows, conditions) => {
    // What all rows have is asked of them in one statement.
    const whole = conditions.filter(({ columns }) => rows.every((row) => isTold(row, columns)));
    const kept = new Set(await rowsThatMay(engine, rows, whole));
    for (const condition of conditions.filter((own) => !whole.includes(own))) {
      const asked = [...kept].filter((row) => isTold(row, condition.columns));
      const met = new Set(await rowsThatMay(engine, asked, [condition]));
      for (const row of asked) if (!met.has(row)) kept.delete(row);
    }
    return kept;
  };
}

/** Whether a row has what a condition is about. What a call left out, or could not read, may be anything. */
function isTold(row: Row, columns: ScanCondition['columns']): boolean {
  const unread = unreadColumnsOf(row).flatMap((part) => part.columns);
  return columns.every(({ from }) => namedPlaceColumns.includes(from) || (from in row && !unread.includes(from)));
}

async function rowsThatMay(
  engine: Pick<Engine, 'ask'>,
  rows: readonly Row[],
  conditions: readonly ScanCondition[],
): Promise<readonly Row[]> {
  if (rows.length === 0 || conditions.length === 0) return rows;
  const columns = new Map(conditions.flatMap((own) => own.columns.map((column) => [column.name, column] as const)));
  try {
    return await rowsThatMeet(
      engine,
      [...columns.values()],
      conditions.map(({ sql }) => sql),
      rows,
    );
  } catch (error) {
    // What cannot be asked of a row by itself the statement asks of all of them.
    if (!(error instanceof SkyqlError) || error.code === 'INTERRUPTED') throw error;
    return rows;
  }
}
