import { gunzipSync } from 'node:zlib';
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
/** Bytes that a compressed snapshot may turn out to have. */
const largest = 4 * 1_024 ** 3;
const newline = 10;
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
export function readSnapshot(bytes: Uint8Array): Snapshot {
  const lines = linesOf(unpacked(bytes));
  const head = headOf(lines.next().value ?? '');
  const records: StateRecord[] = [];
  for (const line of lines) {
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
function* linesOf(bytes: Uint8Array): Generator<string, undefined> {
  for (let start = 0; start < bytes.length; ) {
    const found = bytes.indexOf(newline, start);
    const end = found === -1 ? bytes.length : found;
    yield decode(bytes.subarray(start, end));
    start = end + 1;
  }
  return undefined;
}

function decode(line: Uint8Array): string {
  try {
    return utf8.decode(line);
  } catch {
    throw invalidSnapshot('it is not UTF-8 text');
  }
}

function unpacked(bytes: Uint8Array): Uint8Array {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: largest });
  } catch {
    throw invalidSnapshot('its compression is damaged');
  }
}
