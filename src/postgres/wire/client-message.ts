import { protocolViolation } from '../errors/postgres-error.ts';
import { ByteReader } from './byte-reader.ts';
import type { Frame } from './message-frames.ts';

/** Text or binary, of one value. */
export type Format = 0 | 1;

/** What a client sends once its session is open. */
export type ClientMessage =
  | { readonly kind: 'query'; readonly sql: string }
  | { readonly kind: 'parse'; readonly statement: string; readonly sql: string; readonly types: readonly number[] }
  | {
      readonly kind: 'bind';
      readonly portal: string;
      readonly statement: string;
      readonly parameterFormats: readonly Format[];
      readonly values: readonly (Buffer | null)[];
      readonly resultFormats: readonly Format[];
    }
  | { readonly kind: 'describe' | 'close'; readonly what: 'statement' | 'portal'; readonly name: string }
  | { readonly kind: 'execute'; readonly portal: string; readonly rows: number }
  | { readonly kind: 'flush' | 'sync' | 'terminate' | 'copy-done' }
  | { readonly kind: 'copy-data'; readonly data: Buffer }
  | { readonly kind: 'copy-fail'; readonly reason: string }
  | { readonly kind: 'password'; readonly body: Buffer }
  | { readonly kind: 'function-call' };

/** Reads one message. Throws 08P01 for what is none. */
export function readClientMessage({ letter, body }: Frame): ClientMessage {
  const reader = new ByteReader(body);
  const message = readBody(String.fromCharCode(letter), reader, body);
  reader.end();
  return message;
}

function readBody(letter: string, reader: ByteReader, body: Buffer): ClientMessage {
  switch (letter) {
    case 'Q':
      return { kind: 'query', sql: reader.cString() };
    case 'P':
      return {
        kind: 'parse',
        statement: reader.cString(),
        sql: reader.cString(),
        types: many(reader, () => reader.uint32()),
      };
    case 'B':
      return {
        kind: 'bind',
        portal: reader.cString(),
        statement: reader.cString(),
        parameterFormats: many(reader, () => formatIn(reader)),
        values: many(reader, () => valueIn(reader)),
        resultFormats: many(reader, () => formatIn(reader)),
      };
    case 'D':
      return { kind: 'describe', what: whatIn(reader), name: reader.cString() };
    case 'C':
      return { kind: 'close', what: whatIn(reader), name: reader.cString() };
    case 'E':
      return { kind: 'execute', portal: reader.cString(), rows: Math.max(0, reader.int32()) };
    case 'H':
      return { kind: 'flush' };
    case 'S':
      return { kind: 'sync' };
    case 'X':
      return { kind: 'terminate' };
    case 'p':
      return { kind: 'password', body: reader.bytes(body.length) };
    case 'd':
      return { kind: 'copy-data', data: reader.bytes(reader.left) };
    case 'c':
      return { kind: 'copy-done' };
    case 'f':
      return { kind: 'copy-fail', reason: reader.cString() };
    case 'F':
      reader.bytes(reader.left);
      return { kind: 'function-call' };
    default:
      throw protocolViolation(`There is no message of the kind ${JSON.stringify(letter)}.`);
  }
}

function many<Item>(reader: ByteReader, item: () => Item): readonly Item[] {
  const count = reader.uint16();
  const items: Item[] = [];
  for (let index = 0; index < count; index += 1) items.push(item());
  return items;
}

function formatIn(reader: ByteReader): Format {
  const format = reader.int16();
  if (format !== 0 && format !== 1) throw protocolViolation(`There is no format ${format}.`);
  return format;
}

function valueIn(reader: ByteReader): Buffer | null {
  const length = reader.int32();
  if (length < -1) throw protocolViolation(`A value says that it is ${length} bytes long.`);
  return length === -1 ? null : reader.bytes(length);
}

function whatIn(reader: ByteReader): 'statement' | 'portal' {
  const what = String.fromCharCode(reader.int8());
  if (what === 'S') return 'statement';
  if (what === 'P') return 'portal';
  throw protocolViolation(`There is nothing of the kind ${JSON.stringify(what)} to describe or close.`);
}
