import { gunzipSync } from 'node:zlib';
import { SkyqlError } from '../../errors/skyql-error.ts';
import { readRecordText, recordText, type StateRecord } from './state-record.ts';

/** A whole state at one moment. */
export interface Snapshot {
  readonly records: readonly StateRecord[];
  /** Where the sequence of identifiers stands. */
  readonly position: number;
  /** Milliseconds since 1970 on the sandbox's clock. */
  readonly time: number;
}

interface SnapshotHead {
  readonly skyql: 'state';
  readonly format: number;
  readonly records: number;
  readonly position: number;
  readonly time: string;
}

const format = 1;
/** Bytes, about: what is written at once. */
const chunkSize = 65_536;
/** Bytes that a compressed snapshot may turn out to have. */
const largest = 4 * 1_024 ** 3;
const newline = 10;
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The text of a snapshot in chunks: JSON lines, the first of which tells of the rest. */
export function* writeSnapshot({ records, position, time }: Snapshot): Generator<Uint8Array> {
  const head: SnapshotHead = {
    skyql: 'state',
    format,
    records: records.length,
    position,
    time: new Date(time).toISOString(),
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

/** Reads what `writeSnapshot` wrote, compressed by gzip or not. Throws `INVALID_SNAPSHOT`, which says where and why. */
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
      throw invalid(`line ${records.length + 2} is not a record`);
    }
    records.push({ table, place: { account, region }, key: read.key, record: read.record });
  }
  if (records.length !== head.records) {
    throw invalid(`it has ${records.length} records and says that it has ${head.records}`);
  }
  return { records, position: head.position, time: Date.parse(head.time) };
}

function headOf(line: string): SnapshotHead {
  const head = parse(line);
  if (!isHead(head)) throw invalid('its first line is not that of a snapshot');
  if (head.format > format) throw invalid('a newer skyql has written it');
  return head;
}

function isHead(value: unknown): value is SnapshotHead {
  if (typeof value !== 'object' || value === null) return false;
  const { skyql, format: given, records, position, time } = value as Partial<Record<keyof SnapshotHead, unknown>>;
  return (
    skyql === 'state' &&
    [given, records, position].every((number) => Number.isInteger(number) && Number(number) >= 0) &&
    typeof time === 'string' &&
    !Number.isNaN(Date.parse(time))
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
    throw invalid('it is not UTF-8 text');
  }
}

function unpacked(bytes: Uint8Array): Uint8Array {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: largest });
  } catch {
    throw invalid('its compression is damaged');
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function invalid(reason: string): SkyqlError {
  return new SkyqlError('INVALID_SNAPSHOT', `Not a snapshot of a sandbox's state: ${reason}.`, {
    hint: 'Take one with GET /_skyql/state, whole: curl -o state.jsonl http://127.0.0.1:4566/_skyql/state',
  });
}
