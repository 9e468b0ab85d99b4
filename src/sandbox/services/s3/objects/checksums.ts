import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { WireStructure } from '../../../../aws/service-model.ts';
import type { Content } from '../../../kit/content.ts';
import { textOf } from '../../../kit/members.ts';
import { badRequest, s3Fault } from '../faults.ts';
import { crc32c, crc64nvme } from './crc.ts';

type Algorithm = 'CRC32' | 'CRC32C' | 'CRC64NVME' | 'SHA1' | 'SHA256' | 'SHA512' | 'MD5';

const algorithms: Readonly<Record<Algorithm, (content: Content) => Buffer>> = {
  CRC32: (content) => word(content.reduce((crc, piece) => crc32(piece, crc), 0)),
  CRC32C: (content) => word(content.reduce((crc, piece) => crc32c(piece, crc), 0)),
  CRC64NVME: (content) => Buffer.from(crc64nvme(content), 'hex'),
  SHA1: (content) => hashOf('sha1', content),
  SHA256: (content) => hashOf('sha256', content),
  SHA512: (content) => hashOf('sha512', content),
  MD5: (content) => hashOf('md5', content),
};

function hashOf(algorithm: string, content: Content): Buffer {
  return content.reduce((hash, piece) => hash.update(piece), createHash(algorithm)).digest();
}

/** Taken on trust: nothing here makes them. */
const unverified = ['XXHASH64', 'XXHASH3', 'XXHASH128'];

/** What S3 makes itself of a body that came without (https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html). */
export const usualAlgorithm = 'CRC64NVME';

const names: readonly string[] = [...Object.keys(algorithms), ...unverified];

/** Refuses a body whose MD5 or checksum is not the one that the request says. Returns the checksum that is kept. */
export function verifiedChecksums(input: WireStructure, body: Content): WireStructure {
  verifyMd5(textOf(input.ContentMD5), body);
  const [given] = names.filter((name) => input[memberOf(name)] !== undefined);
  const asked = given ?? textOf(input.ChecksumAlgorithm) ?? usualAlgorithm;
  const made = checksumOf(asked, body);
  const claimed = textOf(input[memberOf(asked)]);
  if (claimed !== undefined && made !== undefined && claimed !== made) {
    throw badRequest('BadDigest', `The ${asked} you specified did not match the calculated checksum.`);
  }
  const kept = made ?? claimed;
  return kept === undefined ? {} : { [memberOf(asked)]: kept };
}

/** Base64; undefined for an algorithm that is not made here. */
export function checksumOf(algorithm: string, body: Content): string | undefined {
  return isKnown(algorithm) ? algorithms[algorithm](body).toString('base64') : undefined;
}

/** A checksum of the parts' checksums. */
export function compositeChecksum(algorithm: string, parts: readonly string[]): string | undefined {
  const all = Buffer.concat(parts.map((part) => Buffer.from(part, 'base64')));
  const made = checksumOf(algorithm, [all]);
  return made === undefined ? undefined : `${made}-${parts.length}`;
}

/** `ChecksumCRC32` */
export function memberOf(algorithm: string): string {
  return `Checksum${algorithm}`;
}

/** The algorithm of what is kept. */
export function algorithmOf(checksums: WireStructure): string | undefined {
  return names.find((name) => checksums[memberOf(name)] !== undefined);
}

export function md5Of(body: Content): Buffer {
  return algorithms.MD5(body);
}

function verifyMd5(claimed: string | undefined, body: Content): void {
  if (claimed === undefined) return;
  if (Buffer.from(claimed, 'base64').length !== 16) throw s3Fault('InvalidDigest', { 'Content-MD5': claimed });
  if (md5Of(body).toString('base64') === claimed) return;
  throw badRequest('BadDigest', 'The Content-MD5 you specified did not match what we received.', {
    ExpectedDigest: claimed,
    CalculatedDigest: md5Of(body).toString('base64'),
  });
}

function isKnown(algorithm: string): algorithm is Algorithm {
  return Object.hasOwn(algorithms, algorithm);
}

function word(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
