import type { ByteWriter } from '../wire/byte-writer.ts';
import type { SentColumn, TypedColumn } from './columns.ts';
import type { CopyOptions } from './command.ts';
import type { WriteRow } from './result-rows.ts';

const dataRow = 'D'.charCodeAt(0);
const copyData = 'd'.charCodeAt(0);

/** Rows as DataRow messages. */
export function dataRows(out: ByteWriter, columns: readonly SentColumn[]): WriteRow {
  const count = columns.length;
  return (values) => {
    out.int8(dataRow);
    const start = out.beginSized();
    out.int16(count);
    for (let index = 0; index < count; index += 1) {
      const value = values[index] ?? null;
      const column = columns[index];
      if (value === null || column === undefined) out.int32(-1);
      else if (column.format === 0) out.sizedText(column.type.text(value));
      else {
        const cell = out.beginSized();
        column.type.binary(out, value);
        out.endSized(cell, false);
      }
    }
    out.endSized(start, true);
  };
}

/** Rows of COPY, one CopyData each; `header` and `trailer` are what stands around them. */
export interface CopyRows {
  readonly header: () => void;
  readonly row: WriteRow;
  readonly trailer: () => void;
}

export function copyRows(out: ByteWriter, columns: readonly TypedColumn[], options: CopyOptions): CopyRows {
  if (options.format === 'binary') return binaryRows(out, columns);
  const write = options.format === 'csv' ? csvValue(columns, options) : textValue(options);
  const line = (texts: (index: number) => string | null): void => {
    out.int8(copyData);
    const start = out.beginSized();
    for (let index = 0; index < columns.length; index += 1) {
      if (index > 0) out.text(options.delimiter);
      out.text(write(texts(index), index));
    }
    out.text('\n');
    out.endSized(start, true);
  };
  return {
    header: () => {
      if (options.header) line((index) => columns[index]?.name ?? '');
    },
    row: (values) =>
      line((index) => {
        const value = values[index] ?? null;
        return value === null ? null : (columns[index]?.type.text(value) ?? null);
      }),
    trailer: () => undefined,
  };
}

const escapes: Readonly<Record<string, string>> = {
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '\\': '\\\\',
};

const mayNeedEscape = /[\b\f\n\r\t\v\\]/;

type WriteValue = (text: string | null, index: number) => string;

function textValue({ delimiter, null: none }: CopyOptions): WriteValue {
  return (text) => {
    if (text === null) return none;
    if (!mayNeedEscape.test(text) && !text.includes(delimiter)) return text;
    return [...text].map((one) => escapes[one] ?? (one === delimiter ? `\\${one}` : one)).join('');
  };
}

function csvValue(columns: readonly TypedColumn[], options: CopyOptions): WriteValue {
  const { delimiter, null: none, quote, escape: escaper, forceQuote } = options;
  const isForced = columns.map(({ name }) => forceQuote === '*' || forceQuote.includes(name));
  return (text, index) => {
    if (text === null) return none;
    const mustQuote =
      isForced[index] === true ||
      text === none ||
      (text === '\\.' && columns.length === 1) ||
      text.includes(delimiter) ||
      text.includes(quote) ||
      text.includes('\n') ||
      text.includes('\r');
    if (!mustQuote) return text;
    const doubled = escaper === quote ? text : text.replaceAll(escaper, escaper + escaper);
    return quote + doubled.replaceAll(quote, escaper + quote) + quote;
  };
}

const signature = Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1');

/** As PostgreSQL does, what stands in front of all rows comes in one message with the first of them, or with the end. */
function binaryRows(out: ByteWriter, columns: readonly TypedColumn[]): CopyRows {
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
    row(values) {
      const start = begin();
      out.int16(columns.length);
      for (const [index, { type }] of columns.entries()) {
        const value = values[index] ?? null;
        if (value === null) out.int32(-1);
        else {
          const cell = out.beginSized();
          type.binary(out, value);
          out.endSized(cell, false);
        }
      }
      out.endSized(start, true);
    },
    trailer() {
      const start = begin();
      out.int16(-1);
      out.endSized(start, true);
    },
  };
}
