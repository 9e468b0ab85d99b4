import { parseArn } from '../../aws/arn.ts';
import type { Endpoint } from '../../aws/endpoints.ts';
import type { HttpRequest } from '../../aws/protocols/protocol.ts';
import { type ErrorScope, SkyqlError } from '../../errors/skyql-error.ts';

/** A bucket whose name is also a label of a host: no dots, which TLS certificates do not cover. */
const hostLabel = /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/;

/** S3 Express One Zone's buckets. */
export function isDirectoryBucket(bucket: string): boolean {
  return bucket.endsWith('--x-s3');
}

/**
 * A request for a bucket, addressed as S3 prefers it: the bucket in the host's name. Where its name does not allow that, or
 * the endpoint is not AWS's own, the bucket stays in the path
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html).
 */
export function addressBucket(
  endpoint: Endpoint,
  bucket: string,
  request: HttpRequest,
  isOverridden: boolean,
): { readonly endpoint: Endpoint; readonly request: HttpRequest } {
  const isInPath = request.path === `/${bucket}` || request.path.startsWith(`/${bucket}/`);
  if (isOverridden || !hostLabel.test(bucket) || isDirectoryBucket(bucket) || !isInPath) return { endpoint, request };
  const url = endpoint.url.replace('://', `://${bucket}.`);
  return {
    endpoint: { ...endpoint, url },
    request: { ...request, path: request.path.slice(bucket.length + 1) || '/' },
  };
}

/** Throws `UNSUPPORTED_ACTION` for what S3 takes in place of a bucket's name and skyql does not speak. */
export function refuseOtherBuckets(bucket: string, isControl: boolean, scope: ErrorScope): void {
  if (parseArn(bucket) !== undefined) {
    throw new SkyqlError('UNSUPPORTED_ACTION', `skyql does not reach buckets through access points: ${bucket}`, {
      hint: "Give the bucket's own name.",
      scope,
    });
  }
  if (isDirectoryBucket(bucket) && !isControl) {
    throw new SkyqlError('UNSUPPORTED_ACTION', `skyql does not read the objects of directory buckets: ${bucket}`, {
      hint: 'S3 Express One Zone wants a session for each bucket. The bucket itself can be described.',
      scope,
    });
  }
}
