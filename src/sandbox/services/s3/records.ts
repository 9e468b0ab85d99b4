import type { WireStructure } from '../../../aws/service-model.ts';
import type { Tag } from '../../kit/tags/tag.ts';

export const bucketsTable = 's3/buckets';
export const bodiesTable = 's3/bodies';
export const uploadsTable = 's3/uploads';
export const partsTable = 's3/parts';

/** A bucket under its name, which is one for all accounts. */
export interface BucketRecord {
  readonly name: string;
  readonly owner: string;
  readonly region: string;
  /** Milliseconds since 1970, as are all times here. */
  readonly created: number;
  /** What has been configured, by kind, in the form in which it is answered. */
  readonly configurations: Readonly<Record<string, WireStructure>>;
  /** Properties of CloudFormation's that S3's own configurations do not hold. */
  readonly properties?: WireStructure;
}

/** An object under its key, in its bucket's table. */
export interface ObjectRecord {
  readonly key: string;
  /** Newest first; the only one unless the bucket keeps versions. */
  readonly versions: readonly ObjectVersion[];
}

export interface ObjectVersion {
  /** `null` where the bucket keeps no versions. */
  readonly id: string;
  readonly modified: number;
  /** Where the body is, or in their order those of the parts that it was uploaded in; a deletion marker has none. */
  readonly body?: string | readonly string[];
  readonly size: number;
  /** With its quotes. */
  readonly etag: string;
  /** Members of the answers to GetObject and HeadObject: content type, metadata and the like. */
  readonly headers: WireStructure;
  /** `ChecksumCRC32` and the like. */
  readonly checksums: WireStructure;
  readonly storageClass: string;
  readonly tags: readonly Tag[];
  /** Of an object that was uploaded in parts. */
  readonly partSizes?: readonly number[];
}

/** A multipart upload under its id. */
export interface UploadRecord {
  readonly id: string;
  readonly bucket: string;
  readonly key: string;
  readonly initiated: number;
  readonly headers: WireStructure;
  readonly storageClass: string;
  readonly tags: readonly Tag[];
  readonly checksumAlgorithm?: string;
  readonly checksumType?: string;
  /** What completing it was answered: asked again, it is answered the same. The upload is over then. */
  readonly completed?: WireStructure;
}

/** A part of an upload, under the upload's id and its number. */
export interface PartRecord {
  readonly upload: string;
  readonly number: number;
  readonly modified: number;
  readonly etag: string;
  readonly checksums: WireStructure;
  readonly size: number;
  /** Where the body is. */
  readonly body: string;
}
