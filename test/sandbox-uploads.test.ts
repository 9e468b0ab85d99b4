import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WireStructure } from '../src/aws/service-model.ts';
import { type SandboxServer, startSandbox } from '../src/sandbox/http/server.ts';
import { wireClient } from './support/wire-client.ts';

const mebibyte = 1_024 * 1_024;
const Bucket = 'uploads';
const directory = mkdtempSync(join(tmpdir(), 'skyql-uploads-'));
const defects: unknown[] = [];
/** More than one piece, and no whole number of them. */
const bytes = Buffer.from(Uint32Array.from({ length: 262_339 }, (_, index) => index).buffer);

let server: SandboxServer;
let s3: Awaited<ReturnType<typeof wireClient>>;

async function open() {
  server = await startSandbox({ clock: 'instant', data: directory, onError: (error) => defects.push(error) });
  s3 = await wireClient('s3', { url: server.url });
}

beforeAll(async () => {
  await open();
  await s3.call('CreateBucket', { Bucket });
});
afterAll(async () => {
  await server.close();
  rmSync(directory, { recursive: true });
  expect(defects).toEqual([]);
});

const bytesOf = ({ Body }: WireStructure) => Buffer.from(Body as Uint8Array);
const isSame = (left: Uint8Array, right: Uint8Array) => Buffer.compare(left, right) === 0;

describe('content that is larger than a piece', () => {
  const etag = `"${createHash('md5').update(bytes).digest('hex')}"`;

  it('is stored and answered whole and in ranges, also after a restart and in another sandbox', async () => {
    const Key = 'large';
    expect(await s3.call('PutObject', { Bucket, Key, Body: bytes })).toMatchObject({ ETag: etag });
    await s3.call('CopyObject', { Bucket, Key: 'copy', CopySource: `/${Bucket}/${Key}` });
    const part = { Bucket, Key: 'parts' };
    const { UploadId } = await s3.call('CreateMultipartUpload', part);
    const upload = (PartNumber: number, Body: Uint8Array) =>
      s3.call('UploadPart', { ...part, UploadId, PartNumber, Body });
    const first = Buffer.concat([bytes, bytes, bytes, bytes, bytes]);
    await upload(1, bytes);
    const Parts = [
      { PartNumber: 1, ETag: (await upload(1, first)).ETag ?? '' },
      { PartNumber: 2, ETag: (await upload(2, bytes)).ETag ?? '' },
    ];
    await server.close();
    await open();
    await s3.call('CompleteMultipartUpload', { ...part, UploadId, MultipartUpload: { Parts } });

    const look = async (client: typeof s3) => {
      const get = async (key: string, more: WireStructure = {}) =>
        bytesOf(await client.call('GetObject', { Bucket, Key: key, ...more }));
      expect(isSame(await get(Key), bytes)).toBe(true);
      expect(isSame(await get('copy'), bytes)).toBe(true);
      const [from, to] = [mebibyte - 3, mebibyte + 5];
      expect(isSame(await get(Key, { Range: `bytes=${from}-${to}` }), bytes.subarray(from, to + 1))).toBe(true);
      expect(isSame(await get('parts'), Buffer.concat([first, bytes]))).toBe(true);
      expect(isSame(await get('parts', { PartNumber: 2 }), bytes)).toBe(true);
      expect(await client.call('HeadObject', { Bucket, Key: 'parts' })).toMatchObject({
        ContentLength: first.length + bytes.length,
        ETag: expect.stringMatching(/-2"$/),
      });
    };
    await look(s3);
    const snapshot = Buffer.from(await (await fetch(`${server.url}/_skyql/state`)).arrayBuffer());
    // Of bodies that no object has any more nothing is left.
    expect(snapshot.toString().split('\n[["s3/bodies"').length - 1).toBe(2 + 2 + 6 + 2);
    const other = await startSandbox({ clock: 'instant' });
    try {
      const answer = await fetch(`${other.url}/_skyql/state`, {
        method: 'POST',
        body: gzipSync(snapshot, { level: 1 }),
      });
      expect(answer.status).toBe(200);
      await look(await wireClient('s3', { url: other.url }));
    } finally {
      await other.close();
    }
    for (const key of [Key, 'copy', 'parts']) await s3.call('DeleteObject', { Bucket, Key: key });
    expect(await (await fetch(`${server.url}/_skyql/state`)).text()).not.toContain('s3/bodies');
  });

  it('is refused where its checksum is another', async () => {
    const changed = Buffer.from(bytes);
    changed[mebibyte] = (changed[mebibyte] ?? 0) ^ 1;
    const MD5 = createHash('md5').update(changed).digest('base64');
    await expect(s3.call('PutObject', { Bucket, Key: 'forged', Body: bytes, ContentMD5: MD5 })).rejects.toMatchObject({
      code: 'BadDigest',
    });
  });
});

/** Sends the head of a PUT of so many bytes and nothing of them; resolves to the status, or to `undefined` where none came. */
function begun(path: string, length: number) {
  const { hostname, port } = new URL(server.url);
  const scope = `111122223333/20261121/us-east-1/s3/aws4_request`;
  const authorization = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`;
  const outgoing = request({
    hostname,
    port,
    method: 'PUT',
    path,
    headers: { authorization, 'content-length': length },
  });
  outgoing.on('error', () => undefined);
  outgoing.flushHeaders();
  return outgoing;
}

describe('bodies on their way', () => {
  it('wait for their room, which those have who came before them and go', async () => {
    // Two of them fill the room.
    const others = [begun('/uploads/a', 128 * mebibyte), begun('/uploads/b', 128 * mebibyte)];
    await expect.poll(() => others.every(({ socket }) => socket?.connecting === false)).toBe(true);
    // What is small is answered all the same.
    expect(await s3.call('ListBuckets', {})).toMatchObject({ Buckets: [{ Name: Bucket }] });
    let isStored = false;
    const stored = s3.call('PutObject', { Bucket, Key: 'waits', Body: bytes }).then(() => {
      isStored = true;
    });
    await s3.call('ListBuckets', {});
    expect(isStored).toBe(false);
    others[0]?.destroy();
    await stored;
    others[1]?.destroy();
    expect(await s3.call('HeadObject', { Bucket, Key: 'waits' })).toMatchObject({ ContentLength: bytes.length });
  });
});
