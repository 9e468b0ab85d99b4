import { wholeOf } from '../../../kit/content.ts';
import type { Tag } from '../../../kit/tags/tag.ts';
import type { RequestContext } from '../../../service.ts';
import { SandboxFault } from '../../../service.ts';
import { bucketAsked } from '../../s3/buckets/bucket-store.ts';
import { contentIn } from '../../s3/objects/bodies.ts';
import { getObject } from '../../s3/objects/get-object.ts';
import { putObject } from '../../s3/objects/put-object.ts';

/** Whether there is a bucket of this name in the region of the request that its account may use. */
export function hasBucket(bucket: string, context: RequestContext): boolean {
  return unlessRefused(() => bucketAsked({ Bucket: bucket }, context)) !== undefined;
}

export interface GivenObject {
  readonly bucket: string;
  readonly key: string;
  readonly content: Uint8Array;
  readonly metadata: Readonly<Record<string, string>>;
  readonly tags: readonly Tag[];
}

/** False where S3 refuses it: the bucket may be gone by now. */
export function writeObject({ bucket, key, content, metadata, tags }: GivenObject, context: RequestContext): boolean {
  const Tagging = new URLSearchParams(tags.map(({ Key, Value }): [string, string] => [Key, Value])).toString();
  const input = { Bucket: bucket, Key: key, Body: content, Metadata: metadata, Tagging };
  return unlessRefused(() => putObject(input, context)) !== undefined;
}

export function readObject(bucket: string, key: string, context: RequestContext): Uint8Array | undefined {
  const answer = unlessRefused(() => getObject({ Bucket: bucket, Key: key }, context));
  return answer && wholeOf(contentIn(answer));
}

function unlessRefused<Answer>(work: () => Answer): Answer | undefined {
  try {
    return work();
  } catch (fault) {
    if (fault instanceof SandboxFault) return undefined;
    throw fault;
  }
}
