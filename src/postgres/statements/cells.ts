import { rawBinary } from '../types/raw-binary.ts';
import { rawText, type WriteRaw } from '../types/raw-text.ts';
import type { WireType } from '../types/wire-type.ts';
import type { ByteWriter } from '../wire/byte-writer.ts';
import type { Format } from '../wire/client-message.ts';
import type { ChunkColumn, ChunkRows } from './chunk-rows.ts';
import type { SentColumn } from './columns.ts';

/** The values of one column of some rows, as they are written. */
export interface Cells {
  isNull(row: number): boolean;
  /** Writes a value that is there, without its length. */
  readonly write: WriteRaw;
  /** Whether it may hold any characters; else digits, letters, blanks and `+-.:` alone. */
  readonly isAnyText: boolean;
}

/** The cells of all columns; those that there is nothing of are NULL. */
export function cellsOf({ columns }: ChunkRows, sent: readonly SentColumn[]): readonly Cells[] {
  return sent.map(({ type, format }, index) => {
    const column = columns[index];
    return column === undefined ? nothing : columnCells(column, type, format);
  });
}

const nothing: Cells = { isNull: () => true, write: () => undefined, isAnyText: false };

/** As the column lies in memory where its type allows it, else value by value. */
function columnCells(column: ChunkColumn, type: WireType, format: Format): Cells {
  const { raw } = column;
  const write = raw && type.kind && (format === 0 ? rawText(type.kind, raw) : rawBinary(type.kind, raw));
  if (raw !== undefined && write !== undefined)
    return { isNull: (row) => raw.isNull(row), write, isAnyText: raw.isBytes };
  return {
    isNull: (row) => column.value(row) === null,
    write(out, row) {
      const value = column.value(row);
      if (value === null) return;
      if (format === 0) out.text(type.text(value));
      else type.binary(out, value);
    },
    isAnyText: true,
  };
}

/** Writes the values of a row, each with its length; as many as there are come first. */
export function writeCells(out: ByteWriter, cells: readonly Cells[], row: number): void {
  out.int16(cells.length);
  for (const cell of cells) {
    if (cell.isNull(row)) out.int32(-1);
    else {
      const start = out.beginSized();
      cell.write(out, row);
      out.endSized(start, false);
    }
  }
}
