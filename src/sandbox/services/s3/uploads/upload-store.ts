import type { WireStructure } from '../../../../aws/service-model.ts';
import { textOf } from '../../../kit/members.ts';
import type { RequestContext, SandboxState, Table } from '../../../service.ts';
import { bucketAsked, placeOf } from '../buckets/bucket-store.ts';
import { s3Fault } from '../faults.ts';
import { keyAsked } from '../objects/object-store.ts';
import { type BucketRecord, type PartRecord, partsTable, type UploadRecord, uploadsTable } from '../records.ts';

/** Those that are over among them. */
export function uploadsOf(state: SandboxState, bucket: BucketRecord): Table<UploadRecord> {
  return state.table(placeOf(bucket), uploadsTable);
}

function partTable(state: SandboxState, bucket: BucketRecord): Table<PartRecord> {
  return state.table(placeOf(bucket), partsTable);
}

/** The upload that a request names. Throws NoSuchUpload, unless told otherwise also for one that is completed. */
export function uploadAsked(
  input: WireStructure,
  context: RequestContext,
  which: 'open' | 'also completed' = 'open',
): { readonly bucket: BucketRecord; readonly upload: UploadRecord } {
  const bucket = bucketAsked(input, context);
  const id = textOf(input.UploadId) ?? '';
  const upload = uploadsOf(context.state, bucket).get(id);
  const isMeant = upload?.bucket === bucket.name && upload.key === keyAsked(input);
  if (isMeant && (upload.completed === undefined || which === 'also completed')) return { bucket, upload };
  throw s3Fault('NoSuchUpload', { UploadId: id });
}

/** In the order of their numbers. */
export function partsOf(state: SandboxState, bucket: BucketRecord, upload: UploadRecord): readonly PartRecord[] {
  return [...partTable(state, bucket).values()]
    .filter((part) => part.upload === upload.id)
    .sort((left, right) => left.number - right.number);
}

export function setPart(state: SandboxState, bucket: BucketRecord, part: PartRecord): void {
  partTable(state, bucket).set(partKey(part), part);
}

/** Forgets an upload and its parts. */
export function dropUpload(state: SandboxState, bucket: BucketRecord, upload: UploadRecord): void {
  for (const part of partsOf(state, bucket, upload)) partTable(state, bucket).delete(partKey(part));
  uploadsOf(state, bucket).delete(upload.id);
}

function partKey({ upload, number }: PartRecord): string {
  return `${upload}/${number}`;
}
