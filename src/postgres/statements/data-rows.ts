import type { ByteWriter } from '../wire/byte-writer.ts';
import { packetBytes } from '../wire/packet-bytes.ts';
import { cellsOf, writeCells } from './cells.ts';
import type { SentColumn } from './columns.ts';
import type { WriteRows } from './result-rows.ts';

const dataRow = 'D'.charCodeAt(0);

/** Rows as DataRow messages. */
export function dataRows(out: ByteWriter, columns: readonly SentColumn[]): WriteRows {
  return (rows, start, end) => {
    const cells = cellsOf(rows, columns);
    let row = start;
    for (; row < end && out.length < packetBytes; row += 1) {
      out.int8(dataRow);
      const message = out.beginSized();
      writeCells(out, cells, row);
      out.endSized(message, true);
    }
    return row;
  };
}
