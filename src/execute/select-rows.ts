import { namedPlaceColumns } from '../catalog/with-connection-tags.ts';
import type { Row } from '../data/value.ts';
import type { Engine } from '../engine/engine.ts';
import { rowsThatLead, rowsThatMeet } from '../engine/rows-that-meet.ts';
import { SkyqlError } from '../errors/skyql-error.ts';
import type { ScanCondition, ScanLeading } from '../plan/row-condition.ts';
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

/** The rows that may come first, of all that a scan lists. */
export type SelectFirst = (rows: readonly Row[], leading: ScanLeading) => Promise<ReadonlySet<Row>>;

/** Asks DuckDB, which sorts the rows that are left once more. Where it is not sure which come first, all rows may. */
export function selectFirstBy(engine: Pick<Engine, 'ask'>): SelectFirst {
  return async (rows, leading) => {
    if (rows.length === 0 || !rows.every((row) => isTold(row, leading.columns))) return new Set(rows);
    return new Set(await unlessRefused(rows, () => rowsThatLead(engine, leading.columns, leading, rows)));
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
  const sql = conditions.map((own) => own.sql);
  return unlessRefused(rows, () => rowsThatMeet(engine, [...columns.values()], sql, rows));
}

async function unlessRefused(rows: readonly Row[], select: () => Promise<readonly Row[]>): Promise<readonly Row[]> {
  try {
    return await select();
  } catch (error) {
    // What cannot be asked of a row by itself the statement asks of all of them.
    if (!(error instanceof SkyqlError) || error.code === 'INTERRUPTED') throw error;
    return rows;
  }
}
