import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { HttpRequest } from './protocols/protocol.ts';
import { shapeOf } from './protocols/shape-of.ts';
import { WireError } from './protocols/wire-error.ts';
import type { OperationModel, ServiceModel, WireStructure } from './service-model.ts';

/** The algorithms that are made here; of the others the caller gives the checksum itself. */
const checksums: Readonly<Record<string, (body: Uint8Array) => Buffer>> = {
  CRC32: (body) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(crc32(body));
    return bytes;
  },
  SHA1: (body) => createHash('sha1').update(body).digest(),
  SHA256: (body) => createHash('sha256').update(body).digest(),
  SHA512: (body) => createHash('sha512').update(body).digest(),
};

const usualAlgorithm = 'CRC32';

/**
 * The request with the checksum of its body that the operation requires, or that the input asks for by naming an algorithm:
 * `x-amz-checksum-...` where the model has such (https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html),
 * else `Content-MD5`. One that the input holds is left as it is. Throws a WireError for an algorithm that is not made here.
 */
export function withChecksum(
  model: ServiceModel,
  operation: OperationModel,
  input: WireStructure,
  request: HttpRequest,
): HttpRequest {
  const { httpChecksum, httpChecksumRequired } = operation;
  if (httpChecksum === undefined) return httpChecksumRequired === true ? withMd5(request) : request;
  const member = httpChecksum.requestAlgorithmMember;
  const asked = member === undefined ? undefined : input[member];
  if (asked === undefined && httpChecksum.requestChecksumRequired !== true) return request;
  if (Object.keys(request.headers).some((name) => isChecksum(name))) return request;
  const algorithm = typeof asked === 'string' ? asked : usualAlgorithm;
  const checksum = Object.hasOwn(checksums, algorithm) ? checksums[algorithm] : undefined;
  if (checksum === undefined) {
    throw new WireError(`skyql does not make ${algorithm} checksums: give its value, or take ${usualAlgorithm}`, {
      code: 'UnsupportedChecksum',
      ...(member !== undefined && { path: member }),
    });
  }
  const headers: Record<string, string> = {
    ...request.headers,
    [`x-amz-checksum-${algorithm.toLowerCase()}`]: checksum(bytesOf(request)).toString('base64'),
  };
  const named = member === undefined ? undefined : algorithmHeader(model, operation, member);
  if (named !== undefined) headers[named] = algorithm;
  return { ...request, headers };
}

function withMd5(request: HttpRequest): HttpRequest {
  if (request.headers['content-md5'] !== undefined) return request;
  const md5 = createHash('md5').update(bytesOf(request)).digest('base64');
  return { ...request, headers: { ...request.headers, 'content-md5': md5 } };
}

function isChecksum(header: string): boolean {
  return header === 'content-md5' || (header.startsWith('x-amz-checksum-') && !/-(algorithm|type)$/.test(header));
}

function algorithmHeader(model: ServiceModel, operation: OperationModel, member: string): string | undefined {
  const shape = operation.input === undefined ? undefined : shapeOf(model, operation.input);
  return shape?.members?.[member]?.locationName?.toLowerCase();
}

function bytesOf({ body }: HttpRequest): Uint8Array {
  return typeof body === 'string' ? Buffer.from(body, 'utf8') : body;
}
