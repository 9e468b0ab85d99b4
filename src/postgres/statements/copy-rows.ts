import type { ByteWriter } from '../wire/byte-writer.ts';
import { packetBytes } from '../wire/packet-bytes.ts';
import { cellsOf, writeCells } from './cells.ts';
import { sentColumns, type TypedColumn } from './columns.ts';
import type { CopyOptions } from './command.ts';
import { csvEscaping, textEscaping } from './copy-escaping.ts';
import type { WriteRows } from './result-rows.ts';

/** Rows of COPY, one CopyData each; `header` and `trailer` are what stands around them. */
export interface CopyRows {
  readonly header: () => void;
  readonly rows: WriteRows;
  readonly trailer: () => void;
}

const copyData = 'd'.charCodeAt(0);
const newline = '\n'.charCodeAt(0);

export function copyRows(out: ByteWriter, columns: readonly TypedColumn[], options: CopyOptions): CopyRows {
  return options.format === 'binary' ? binaryRows(out, columns) : textRows(out, columns, options);
}

function textRows(out: ByteWriter, columns: readonly TypedColumn[], options: CopyOptions): CopyRows {
  const isCsv = options.format === 'csv';
  const sent = sentColumns(columns, []);
  const { isWary, mustEscape, escaped } = isCsv ? csvEscaping(columns, options) : textEscaping(options);
  const delimiter = options.delimiter.charCodeAt(0);
  const line = (write: (index: number) => void): void => {
    out.int8(copyData);
    const message = out.beginSized();
    for (let index = 0; index < columns.length; index += 1) {
      if (index > 0) out.int8(delimiter);
      write(index);
    }
    out.int8(newline);
    out.endSized(message, true);
  };
  /** Escapes what was written from there on, where it needs that. */
  const lookAt = (start: number, index: number | undefined): void => {
    if (!mustEscape(out, start, index)) return;
    const text = out.textFrom(start);
    out.truncate(start);
    out.text(escaped(text));
  };
  return {
    header() {
      if (!options.header) return;
      line((index) => {
        const start = out.length;
        out.text(columns[index]?.name ?? '');
        // No option forces quotes around a name.
        lookAt(start, undefined);
      });
    },
    rows: (rows, begin, end) => {
      const cells = cellsOf(rows, sent);
      let row = begin;
      const write = (index: number): void => {
        const cell = cells[index];
        const start = out.length;
        if (cell === undefined || cell.isNull(row)) out.text(options.null);
        else {
          cell.write(out, row);
          if (isWary || cell.isAnyText) lookAt(start, index);
        }
      };
      for (; row < end && out.length < packetBytes; row += 1) line(write);
      return row;
    },
    trailer: () => undefined,
  };
}

const signature = Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1');

/** As PostgreSQL does, what stands in front of all rows comes in one message with the first of them, or with the end. */
function binaryRows(out: ByteWriter, columns: readonly TypedColumn[]): CopyRows {
  const sent = sentColumns(columns, [1]);
  let isFirst = true;
  const begin = (): number => {
    out.int8(copyData);
    const start = out.beginSized();
    if (isFirst) {
      out.bytes(signature);
      out.int32(0);
      out.int32(0);
      isFirst = false;
    }
    return start;
  };
  return {
    header: () => undefined,
    rows: (rows, first, end) => {
      const cells = cellsOf(rows, sent);
      let row = first;
      for (; row < end && out.length < packetBytes; row += 1) {
        const start = begin();
        writeCells(out, cells, row);
        out.endSized(start, true);
      }
      return row;
    },
    trailer() {
      const start = begin();
      out.int16(-1);
      out.endSized(start, true);
    },
  };
}
