import type { Cells, Value } from '../data/value.ts';
import type { Batch } from '../engine/batch.ts';
import { carriedValue } from '../engine/compatibility/sqlite/carried-value.ts';
import type { EngineColumn } from '../engine/engine-column.ts';
import type { RowSource } from './row-source.ts';

/** Rows as SQLite gives them: what is true is 1, and a column may hold numbers and texts. */
export function sqliteRows(source: RowSource): RowSource {
  const readers = source.columns.map(readerOf);
  if (readers.every((reader) => reader === undefined)) return source;
  return {
    columns: source.columns.map(({ name, type }) => ({ name, type: typeOf(type) })),
    async next() {
      const batch = await source.next();
      return batch === undefined ? undefined : readBatch(batch, readers);
    },
    interrupt: () => source.interrupt(),
    close: () => source.close(),
  };
}

type Reader = (value: Value) => Value;

function readerOf({ type }: EngineColumn): Reader | undefined {
  if (type === 'BOOLEAN') return (value) => (typeof value === 'boolean' ? Number(value) : value);
  return type === 'BLOB' ? carried : undefined;
}

function typeOf(type: string): string {
  return type === 'BOOLEAN' ? 'INTEGER' : type === 'BLOB' ? 'VARIANT' : type;
}

/** A blob is read as the hexadecimal digits of its bytes. */
function carried(value: Value): Value {
  if (typeof value !== 'string') return value;
  const held = carriedValue(Buffer.from(value, 'hex').toString());
  if (held === undefined) return value;
  if (typeof held === 'number') return Number.isFinite(held) ? held : String(held);
  if (typeof held !== 'bigint') return held;
  return Number.isSafeInteger(Number(held)) ? Number(held) : held.toString();
}

function readBatch(batch: Batch, readers: readonly (Reader | undefined)[]): Batch {
  const rows = (): readonly Cells[] =>
    batch.rows().map((cells) => cells.map((cell, index) => (readers[index] ?? same)(cell)));
  return { rowCount: batch.rowCount, rows, chunk: () => batch.chunk() };
}

function same(value: Value): Value {
  return value;
}
