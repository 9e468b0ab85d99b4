import type { PostgresErrorFields } from '../errors/postgres-error.ts';
import type { ByteWriter } from './byte-writer.ts';
import type { Format } from './client-message.ts';

/** A column as RowDescription tells it. */
export interface DescribedColumn {
  readonly name: string;
  readonly oid: number;
  readonly size: number;
  readonly modifier: number;
  readonly format: Format;
}

/** How a session stands: idle, in a transaction, in one that failed. */
export type TransactionStatus = 'I' | 'T' | 'E';

/** An error or a notice. */
export interface Report extends PostgresErrorFields {
  readonly severity: 'ERROR' | 'FATAL' | 'WARNING' | 'NOTICE' | 'INFO';
  readonly sqlstate: string;
  readonly message: string;
}

/** Writes a message: its letter, its length, what `body` writes. */
export function message(out: ByteWriter, letter: string, body: () => void = () => undefined): void {
  out.int8(letter.charCodeAt(0));
  out.sized(body, true);
}

/** Messages that say all by their letter. */
export const parseComplete = (out: ByteWriter): void => message(out, '1');
export const bindComplete = (out: ByteWriter): void => message(out, '2');
export const closeComplete = (out: ByteWriter): void => message(out, '3');
export const noData = (out: ByteWriter): void => message(out, 'n');
export const portalSuspended = (out: ByteWriter): void => message(out, 's');
export const emptyQuery = (out: ByteWriter): void => message(out, 'I');
export const copyDone = (out: ByteWriter): void => message(out, 'c');

export function authentication(out: ByteWriter, kind: number, body: () => void = () => undefined): void {
  message(out, 'R', () => {
    out.int32(kind);
    body();
  });
}

export function parameterStatus(out: ByteWriter, name: string, value: string): void {
  message(out, 'S', () => {
    out.cString(name);
    out.cString(value);
  });
}

export function backendKey(out: ByteWriter, process: number, secret: Buffer): void {
  message(out, 'K', () => {
    out.int32(process);
    out.bytes(secret);
  });
}

export function negotiateProtocol(out: ByteWriter, minor: number, options: readonly string[]): void {
  message(out, 'v', () => {
    out.int32((3 << 16) | minor);
    out.int32(options.length);
    for (const option of options) out.cString(option);
  });
}

export function readyForQuery(out: ByteWriter, status: TransactionStatus): void {
  message(out, 'Z', () => out.int8(status.charCodeAt(0)));
}

export function commandComplete(out: ByteWriter, tag: string): void {
  message(out, 'C', () => out.cString(tag));
}

export function parameterDescription(out: ByteWriter, types: readonly number[]): void {
  message(out, 't', () => {
    out.int16(types.length);
    for (const type of types) out.int32(type);
  });
}

export function rowDescription(out: ByteWriter, columns: readonly DescribedColumn[]): void {
  message(out, 'T', () => {
    out.int16(columns.length);
    for (const { name, oid, size, modifier, format } of columns) {
      out.cString(name);
      // No table and no column of one: what a column is read from no client can ask for.
      out.int32(0);
      out.int16(0);
      out.int32(oid);
      out.int16(size);
      out.int32(modifier);
      out.int16(format);
    }
  });
}

export const copyOutResponse = (out: ByteWriter, format: Format, columns: number): void =>
  copyResponse(out, 'H', format, columns);
export const copyInResponse = (out: ByteWriter, format: Format, columns: number): void =>
  copyResponse(out, 'G', format, columns);

function copyResponse(out: ByteWriter, letter: 'G' | 'H', format: Format, columns: number): void {
  message(out, letter, () => {
    out.int8(format);
    out.int16(columns);
    for (let index = 0; index < columns; index += 1) out.int16(format);
  });
}

export function report(out: ByteWriter, { severity, sqlstate, message: text, detail, hint, position }: Report): void {
  const isNotice = severity !== 'ERROR' && severity !== 'FATAL';
  message(out, isNotice ? 'N' : 'E', () => {
    const field = (letter: string, value: string | undefined): void => {
      if (value === undefined) return;
      out.int8(letter.charCodeAt(0));
      out.cString(value);
    };
    field('S', severity);
    field('V', severity);
    field('C', sqlstate);
    field('M', text);
    field('D', detail);
    field('H', hint);
    field('P', position === undefined ? undefined : String(position));
    out.int8(0);
  });
}
