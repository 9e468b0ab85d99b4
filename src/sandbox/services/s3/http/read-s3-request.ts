import type { HttpRequest } from '../../../../aws/protocols/protocol.ts';
import { decodeChunked, isChunked } from './aws-chunked.ts';
import { bucketInHost } from './bucket-in-host.ts';

/** A request as S3's model has it: the bucket in the path, and the body without its chunks' heads. */
export function readS3Request(request: HttpRequest): HttpRequest {
  const bucket = bucketInHost(request.headers.host);
  const addressed = bucket === undefined ? request : { ...request, path: `/${bucket}${request.path}` };
  return isChunked(request) ? decodeChunked(addressed) : addressed;
}
