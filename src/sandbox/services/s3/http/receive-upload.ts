import { createHash } from 'node:crypto';
import { loadServiceModelSync } from '../../../../aws/model-store.ts';
import type { HttpRequest } from '../../../../aws/protocols/protocol.ts';
import { protocolFor } from '../../../../aws/protocols/protocol-for.ts';
import { WireError } from '../../../../aws/protocols/wire-error.ts';
import { ChunkReader, type ChunkTrail } from '../../../../aws/signing/chunk-reader.ts';
import { type RequestClaim, readRequestClaim } from '../../../../aws/signing/request-claim.ts';
import { signsChunks } from '../../../../aws/signing/verify-chunks.ts';
import { isS3V2 } from '../../../../aws/signing/verify-s3-v2.ts';
import { contentReceiver } from '../../../http/content-receiver.ts';
import type { RequestHead, Upload, UploadReceiver } from '../../../http/upload.ts';
import { ContentCollector } from '../../../kit/content-collector.ts';
import { largestUpload } from '../assumptions.ts';
import { badRequest, s3Fault } from '../faults.ts';
import { bucketInHost } from './bucket-in-host.ts';

const withContent: ReadonlySet<string | undefined> = new Set(['PutObject', 'UploadPart']);

/** Whether what an operation's request brings is the content of an object or a part. */
export function bringsContent(operation: string | undefined): boolean {
  return withContent.has(operation);
}

/** What takes in the content of an object or a part as it comes; undefined for every other request. */
export function receiveUpload(head: RequestHead): UploadReceiver | undefined {
  if (head.method !== 'PUT') return undefined;
  const claim = readRequestClaim(head);
  // Whose path it is that nobody signed is found out when the body is there.
  const isS3 = claim.signer === undefined ? isS3V2(claim) : claim.signer.scope.service === 's3';
  return isS3 && bringsContent(operationOf(head, claim)) ? uploadReceiver(head.headers) : undefined;
}

function operationOf({ method, headers }: RequestHead, { path, query }: RequestClaim): string | undefined {
  const model = loadServiceModelSync('s3');
  try {
    return protocolFor(model).matchOperation(model, withBucketInPath({ method, path, query, headers, body: '' }));
  } catch (error) {
    if (error instanceof WireError) return undefined;
    throw error;
  }
}

/** A request as S3's model has it: the bucket in the path. */
export function withBucketInPath(request: HttpRequest): HttpRequest {
  const bucket = bucketInHost(request.headers.host);
  return bucket === undefined ? request : { ...request, path: `/${bucket}${request.path}` };
}

/**
 * Whether a body came in chunks of AWS's own (https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html): what the
 * signature is over says so. The encoding's name alone, which clients need not sign, does not.
 */
export function isChunked(headers: RequestHead['headers']): boolean {
  return headers['x-amz-content-sha256']?.startsWith('STREAMING-') === true;
}

export function uploadReceiver(headers: RequestHead['headers']): UploadReceiver {
  if (!isChunked(headers)) return contentReceiver(largestUpload);
  const content = new ContentCollector();
  const hash = createHash('sha256');
  const chunks = new ChunkReader(signsChunks({ headers }), (bytes) => content.add(bytes));
  return {
    limit: largestUpload,
    add(bytes) {
      hash.update(bytes);
      chunks.add(bytes);
    },
    end(): Upload {
      const trail = chunks.end();
      const fault = faultIn(trail, headers['x-amz-decoded-content-length'], content.length);
      const received = { content: content.end(), hash: hash.digest('hex'), trail };
      return fault === undefined ? received : { ...received, fault };
    },
  };
}

function faultIn({ problem }: ChunkTrail, expected: string | undefined, length: number) {
  if (problem === 'malformed') {
    return badRequest('InvalidRequest', 'The body of the request is not in the aws-chunked encoding.');
  }
  if (problem === 'small chunk') return s3Fault('InvalidChunkSizeError');
  const isWhole = problem === undefined && (expected === undefined || Number(expected) === length);
  return isWhole ? undefined : s3Fault('IncompleteBody');
}
