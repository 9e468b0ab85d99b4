import type { WireStructure } from '../../../../aws/service-model.ts';
import { contentOf } from '../../../kit/content-collector.ts';
import { textOf } from '../../../kit/members.ts';
import type { RequestContext, SandboxState, Table } from '../../../service.ts';
import { bucketAsked, placeOf } from '../buckets/bucket-store.ts';
import { s3Fault } from '../faults.ts';
import { removeBody, storeBody } from '../objects/bodies.ts';
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
    .map((part) => withoutBytes(state, bucket, part))
    .sort((left, right) => left.number - right.number);
}

/** Parts of version 1 hold their bytes themselves: these are moved to the bodies when the part is first asked for. */
function withoutBytes(state: SandboxState, bucket: BucketRecord, part: PartRecord): PartRecord {
  const bytes: unknown = part.body;
  if (!(bytes instanceof Uint8Array)) return part;
  const content = contentOf(bytes);
  const moved = { ...part, size: bytes.length, body: storeBody(state, bucket, content) };
  partTable(state, bucket).set(partKey(part), moved);
  return moved;
}

/** In place of what was uploaded as that part before. */
export function setPart(state: SandboxState, bucket: BucketRecord, part: PartRecord): void {
  const parts = partTable(state, bucket);
  const key = partKey(part);
  const replaced = parts.get(key);
  if (replaced !== undefined) removeBody(state, bucket, withoutBytes(state, bucket, replaced).body);
  parts.set(key, part);
}

/** Forgets an upload and its parts; of their bodies those stay that an object has now. */
export function dropUpload(
  state: SandboxState,
  bucket: BucketRecord,
  upload: UploadRecord,
  kept: ReadonlySet<string> = new Set(),
): void {
  for (const part of partsOf(state, bucket, upload)) {
    partTable(state, bucket).delete(partKey(part));
    if (!kept.has(part.body)) removeBody(state, bucket, part.body);
  }
  uploadsOf(state, bucket).delete(upload.id);
}

function partKey({ upload, number }: PartRecord): string {
  return `${upload}/${number}`;
}
