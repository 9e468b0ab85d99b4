import { s3Fault } from '../faults.ts';

export interface ByteRange {
  readonly start: number;
  /** The first byte behind it. */
  readonly end: number;
}

/**
 * The bytes that a `Range` header asks for; undefined for all of them, as for a header that asks for several ranges or is
 * none. Throws InvalidRange.
 */
export function readRange(header: string | undefined, size: number): ByteRange | undefined {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '') ?? [];
  if (first === '' && last === '') return undefined;
  if (first === '') {
    const length = Math.min(Number(last), size);
    if (length === 0) throw invalidRange(header, size);
    return { start: size - length, end: size };
  }
  const start = Number(first);
  if (last !== '' && Number(last) < start) return undefined;
  if (start >= size) throw invalidRange(header, size);
  return { start, end: last === '' ? size : Math.min(Number(last) + 1, size) };
}

function invalidRange(header: string | undefined, size: number) {
  const members = { RangeRequested: header ?? '', ActualObjectSize: String(size) };
  return s3Fault('InvalidRange', members, { 'content-range': `bytes */${size}` });
}
