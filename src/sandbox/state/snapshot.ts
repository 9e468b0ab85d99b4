import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { parseJson } from './parse-json.ts';
import { invalidSnapshot, newerSnapshot } from './snapshot-error.ts';
import { readRecordText, recordText, type StateRecord } from './state-record.ts';

/** A whole state at one moment. */
export interface Snapshot {
  readonly records: readonly StateRecord[];
  /** Where the sequence of identifiers stands. */
  readonly position: number;
  /** Milliseconds since 1970 on the sandbox's clock. */
  readonly time: number;
  /** The versions that the records' tables have; 1 where nothing is said. */
  readonly versions: Readonly<Record<string, number>>;
}

interface SnapshotHead {
  readonly skyql: 'state';
  readonly format: number;
  readonly records: number;
  readonly position: number;
  readonly time: string;
  /** Versions beyond 1, in format 2: a skyql that knows format 1 alone would take them for 1. */
  readonly tables?: Readonly<Record<string, number>>;
}

const newestFormat = 2;
/** Bytes, about: what is written at once. */
const chunkSize = 65_536;
/** Bytes that a compressed snapshot may turn out to have: as many as one that is not compressed. */
const largest = 2_000 * 1_024 ** 2;
/** Bytes; no text can be much longer. */
const longestLine = 400 * 1_024 ** 2;
const newline = 10;

/** A snapshot in pieces of any size. */
type Source = Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The text of a snapshot in chunks: JSON lines, the first of which tells of the rest. */
export function* writeSnapshot({ records, position, time, versions }: Snapshot): Generator<Uint8Array> {
  const tables = Object.fromEntries(Object.entries(versions).filter(([, version]) => version > 1));
  const isVersioned = Object.keys(tables).length > 0;
  const head: SnapshotHead = {
    skyql: 'state',
    format: isVersioned ? 2 : 1,
    records: records.length,
    position,
    time: new Date(time).toISOString(),
    ...(isVersioned && { tables }),
  };
  let text = `${JSON.stringify(head)}\n`;
  for (const { table, place, key, record } of records) {
    text += `${recordText([table, place.account, place.region], key, record)}\n`;
    if (text.length < chunkSize) continue;
    yield Buffer.from(text);
    text = '';
  }
  yield Buffer.from(text);
}

/**
 * Reads what `writeSnapshot` wrote, compressed by gzip or not; records are as they stand there, of whatever version. Throws
 * `INVALID_SNAPSHOT`, which says where and why.
 */
export async function readSnapshot(source: Source): Promise<Snapshot> {
  let head: SnapshotHead | undefined;
  const records: StateRecord[] = [];
  for await (const line of linesOf(unpacked(source))) {
    if (head === undefined) {
      head = headOf(line);
      continue;
    }
    if (records.length === head.records)
      throw invalidSnapshot(`it says that it has ${head.records} records, and has more`);
    const read = readRecordText(line);
    const [table, account, region, ...rest] = Array.isArray(read?.head) ? read.head : [];
    if (
      read === undefined ||
      typeof table !== 'string' ||
      typeof account !== 'string' ||
      typeof region !== 'string' ||
      rest.length > 0
    ) {
      throw invalidSnapshot(`line ${records.length + 2} is not a record`);
    }
    records.push({ table, place: { account, region }, key: read.key, record: read.record });
  }
  head ??= headOf('');
  if (records.length !== head.records) {
    throw invalidSnapshot(`it has ${records.length} records and says that it has ${head.records}`);
  }
  return { records, position: head.position, time: Date.parse(head.time), versions: head.tables ?? {} };
}

function headOf(line: string): SnapshotHead {
  const head = parseJson(line);
  if (!isHead(head)) throw invalidSnapshot('its first line is not that of a snapshot');
  if (head.format > newestFormat) {
    throw newerSnapshot(`its format is ${head.format}, and this one reads up to ${newestFormat}`);
  }
  return head;
}

function isHead(value: unknown): value is SnapshotHead {
  if (typeof value !== 'object' || value === null) return false;
  const { skyql, format, records, position, time, tables } = value as Partial<Record<keyof SnapshotHead, unknown>>;
  return (
    skyql === 'state' &&
    [format, records, position].every((number) => Number.isInteger(number) && Number(number) >= 0) &&
    typeof time === 'string' &&
    !Number.isNaN(Date.parse(time)) &&
    (tables === undefined || areVersions(tables))
  );
}

function areVersions(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).every((version) => Number.isInteger(version) && version >= 1)
  );
}

/** Line by line: the text of a large state would not fit into one string. */
async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string, undefined> {
  let parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    for (let start = 0; start < chunk.length; ) {
      const found = chunk.indexOf(newline, start);
      const part = chunk.subarray(start, found === -1 ? chunk.length : found);
      start += part.length + 1;
      parts.push(part);
      length += part.length;
      if (length > longestLine) throw invalidSnapshot('a line of it is longer than any record');
      if (found === -1) continue;
      yield decode(parts);
      [parts, length] = [[], 0];
    }
  }
  if (length > 0) yield decode(parts);
  return undefined;
}

function decode(parts: readonly Uint8Array[]): string {
  const [only, ...others] = parts;
  try {
    return utf8.decode(only !== undefined && others.length === 0 ? only : Buffer.concat(parts));
  } catch {
    throw invalidSnapshot('it is not UTF-8 text');
  }
}

/** What stands in a snapshot, piece by piece: a few bytes can stand for more than there is memory. */
async function* unpacked(source: Source): AsyncGenerator<Uint8Array> {
  const chunks = chunksOf(source);
  const first = (await chunks.next()).value ?? new Uint8Array();
  const whole = chunksOf(beginningWith(first, chunks));
  if (first[0] !== 0x1f || first[1] !== 0x8b) {
    yield* whole;
    return;
  }
  let length = 0;
  // What goes wrong there ends the loop below as well.
  const packed = Readable.from(whole, { objectMode: false });
  const text = packed.pipe(createGunzip());
  packed.on('error', (error) => text.destroy(error));
  try {
    for await (const chunk of text as AsyncIterable<Uint8Array>) {
      length += chunk.length;
      if (length > largest) throw invalidSnapshot(`unpacked it is larger than ${largest / 1_024 ** 2} MiB`);
      yield chunk;
    }
  } catch (error) {
    if (String(Reflect.get(Object(error), 'code')).startsWith('Z_'))
      throw invalidSnapshot('its compression is damaged');
    throw error;
  } finally {
    packed.destroy();
    text.destroy();
  }
}

async function* chunksOf(source: Source): AsyncGenerator<Uint8Array> {
  yield* source;
}

async function* beginningWith(first: Uint8Array, rest: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first;
  yield* rest;
}
