import type { WireStructure } from '../../../../aws/service-model.ts';
import { textOf, timeOf } from '../../../kit/members.ts';
import { s3Fault } from '../faults.ts';
import type { ObjectVersion } from '../records.ts';

/** Conditions of a reading request (RFC 9110, section 13): `prefix` is `CopySource` where they are of a copy's source. */
export function checkReadConditions(input: WireStructure, version: ObjectVersion, prefix = ''): void {
  const of = (name: string) => input[prefix === '' ? name : `${prefix}${name}`];
  const modified = seconds(version.modified);
  const match = textOf(of('IfMatch'));
  const unmodifiedSince = timeOf(of('IfUnmodifiedSince'));
  if (match !== undefined) {
    if (!names(match, version.etag)) throw failed(prefix, 'If-Match');
  } else if (unmodifiedSince !== undefined && modified > unmodifiedSince) throw failed(prefix, 'If-Unmodified-Since');
  const noneMatch = textOf(of('IfNoneMatch'));
  const modifiedSince = timeOf(of('IfModifiedSince'));
  const isUnchanged =
    noneMatch === undefined ? modifiedSince !== undefined && modified <= modifiedSince : names(noneMatch, version.etag);
  if (!isUnchanged) return;
  if (prefix !== '') throw failed(prefix, noneMatch === undefined ? 'If-Modified-Since' : 'If-None-Match');
  throw s3Fault('NotModified', {}, { etag: version.etag, 'last-modified': new Date(version.modified).toUTCString() });
}

/** Conditions of a writing request: `If-None-Match: *`, and `If-Match`. */
export function checkWriteConditions(input: WireStructure, current: ObjectVersion | undefined, key: string): void {
  const isThere = current?.body !== undefined;
  if (input.IfNoneMatch !== undefined && isThere) throw failed('', 'If-None-Match');
  const match = textOf(input.IfMatch);
  if (match === undefined) return;
  if (!isThere) throw s3Fault('NoSuchKey', { Key: key });
  if (!names(match, current.etag)) throw failed('', 'If-Match');
}

function failed(prefix: string, Condition: string) {
  return s3Fault('PreconditionFailed', {
    Condition: prefix === '' ? Condition : `x-amz-copy-source-${Condition.toLowerCase()}`,
  });
}

/** Whether a list of entity tags names one; people leave the quotes out. */
function names(list: string, etag: string): boolean {
  const bare = (text: string) => text.trim().replace(/^W\//, '').replaceAll('"', '');
  return list.split(',').some((one) => one.trim() === '*' || bare(one) === bare(etag));
}

/** Dates in headers know no milliseconds. */
function seconds(time: number): number {
  return Math.floor(time / 1_000) * 1_000;
}
