import { storedChunk } from '../../engine/stored-chunk.ts';
import type { ResultColumn } from '../../session/database.ts';
import { ResultRows, type Rows } from './result-rows.ts';

/** Rows of our own: texts, and where a column says so BOOLEAN. */
export function ownRows(columns: readonly ResultColumn[], rows: readonly (readonly (string | boolean)[])[]): Rows {
  async function* chunks() {
    if (rows.length > 0) yield storedChunk(columns, rows);
  }
  return new ResultRows({ columns, chunks, close: async () => undefined });
}
