import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sha256Hex } from '../src/aws/signing/canonical-request.ts';
import { type SandboxServer, startSandbox } from '../src/sandbox/http/server.ts';
import {
  bytesOf,
  forgeriesOf,
  type PlainRequest,
  presigned,
  signedInChunks,
  signedInHeader,
  unsignedPayload,
} from './support/forged-requests.ts';
import { exchange, statusOf } from './support/raw-http.ts';
import { isTriedToday } from './support/run-seed.ts';

let server: SandboxServer;
const defects: unknown[] = [];

beforeAll(async () => {
  server = await startSandbox({ clock: 'instant', onError: (error) => defects.push(error) });
  const host = ['host', `127.0.0.1:${server.port}`] as const;
  const bucket = { method: 'PUT', path: '/forged', query: [], headers: [host], body: Buffer.alloc(0) };
  expect(await answered(signedInHeader({ request: bucket, service: 's3' }))).toBe(200);
  expect(await answered(signedInHeader({ request: { ...bucket, path: '/forged/a+b' }, service: 's3' }))).toBe(200);
});

afterAll(() => server.close());

async function answered(request: PlainRequest): Promise<number> {
  return statusOf(await exchange(server.port, [bytesOf(request)], { halfClose: false }));
}

const request = (changes: Partial<PlainRequest>): PlainRequest => ({
  method: 'POST',
  path: '/',
  query: [],
  body: Buffer.alloc(0),
  ...changes,
  headers: [['host', `127.0.0.1:${server.port}`], ...(changes.headers ?? [])],
});

const form = ['content-type', 'application/x-www-form-urlencoded'] as const;

/** As S3's clients presigned of old. */
function presignedV2({ method, path, query, headers }: PlainRequest): PlainRequest {
  const expires = String(Math.floor(Date.now() / 1_000) + 60);
  const text = `${method}\n\n\n${expires}\n${path}`;
  const signature = createHmac('sha1', 'test').update(text).digest('base64');
  const claim = [
    ['AWSAccessKeyId', '123456789012'],
    ['Signature', encodeURIComponent(signature)],
    ['Expires', expires],
  ] as const;
  return { method, path, headers, query: [...query, ...claim], body: Buffer.alloc(0) };
}

const requests: Readonly<Record<string, () => PlainRequest>> = {
  'a form of EC2': () =>
    signedInHeader({
      request: request({
        headers: [form],
        body: Buffer.from('Action=DescribeRegions&Version=2016-11-15&Filter.1.Name=region-name&Filter.1.Value.1=a%2Bb'),
      }),
      service: 'ec2',
    }),
  'a query of EC2': () =>
    signedInHeader({
      request: request({
        method: 'GET',
        query: [
          ['Action', 'DescribeRegions'],
          ['Version', '2016-11-15'],
          ['Filter.1.Name', 'region-name'],
          ['Filter.1.Value.1', 'a%2Bb'],
        ],
      }),
      service: 'ec2',
    }),
  'JSON of SageMaker': () =>
    signedInHeader({
      request: request({
        headers: [
          ['content-type', 'application/x-amz-json-1.1'],
          ['x-amz-target', 'SageMaker.ListImages'],
        ],
        body: Buffer.from('{"MaxResults": 10}'),
      }),
      service: 'sagemaker',
    }),
  'JSON of Image Builder': () =>
    signedInHeader({
      request: request({
        path: '/ListImagePipelines',
        headers: [['content-type', 'application/json']],
        body: Buffer.from('{"maxResults": 10}'),
      }),
      service: 'imagebuilder',
    }),
  'an object of S3': () =>
    signedInHeader({
      request: request({
        method: 'PUT',
        path: '/forged/key',
        headers: [['x-amz-meta-color', 'light blue']],
        body: Buffer.from('what it holds'),
      }),
      service: 's3',
    }),
  'an object of S3 with a body that nobody signed': () =>
    signedInHeader(
      {
        request: request({
          method: 'PUT',
          path: '/forged/open',
          headers: [['x-amz-content-sha256', unsignedPayload]],
          body: Buffer.from('Action=DescribeRegions&Version=2016-11-15'),
        }),
        service: 's3',
      },
      unsignedPayload,
    ),
  'presigned JSON of SageMaker': () =>
    presigned(
      {
        request: request({
          headers: [
            ['content-type', 'application/x-amz-json-1.1'],
            ['x-amz-target', 'SageMaker.ListImages'],
          ],
          body: Buffer.from('{}'),
        }),
        service: 'sagemaker',
      },
      sha256Hex('{}'),
    ),
  'a list of S3': () =>
    signedInHeader({
      request: request({
        method: 'GET',
        path: '/forged',
        query: [
          ['list-type', '2'],
          ['prefix', 'a%2Bb'],
        ],
      }),
      service: 's3',
    }),
  'an object of S3 in signed chunks': () =>
    signedInChunks(
      {
        request: request({ method: 'PUT', path: '/forged/chunks', headers: [['content-encoding', 'aws-chunked']] }),
        service: 's3',
      },
      ['first'.repeat(2_000), 'second'],
    ),
  'a presigned object of S3': () =>
    presigned({
      request: request({
        method: 'GET',
        path: '/forged/a+b',
        query: [['response-content-type', 'text%2Fplain%2B']],
      }),
      service: 's3',
    }),
  'a presigned upload to S3': () =>
    presigned({
      request: request({ method: 'PUT', path: '/forged/up', headers: [['x-amz-acl', 'bucket-owner-full-control']] }),
      service: 's3',
    }),
  'an object of S3 presigned as of old': () => presignedV2(request({ method: 'GET', path: '/forged/a+b' })),
};

it.each(Object.entries(requests))('answers %s, and no forgery of it', async (name, make) => {
  const signed = make();
  expect(await answered(signed)).toBe(200);
  const taken: string[] = [];
  for (const { what, request: forged } of [...forgeriesOf(signed)].filter(isTriedToday)) {
    // Signatures of old say nothing of the host.
    if (name.endsWith('of old') && what.startsWith('headers: host')) continue;
    const status = await answered(forged);
    if (status < 400) taken.push(`${status}: ${what}`);
  }
  expect(taken).toEqual([]);
  expect(defects).toEqual([]);
});

it("says in S3's words which headers nobody has signed, and what a presigned address lacks", async () => {
  const signed = presigned({ request: request({ method: 'GET', path: '/forged/a+b' }), service: 's3' });
  const said = (changes: Partial<PlainRequest>) =>
    exchange(server.port, [bytesOf({ ...signed, ...changes })], { halfClose: false });
  const withHeaders = await said({ headers: [...signed.headers, ['x-amz-acl', 'private'], ['x-amz-meta-a', 'b']] });
  expect(statusOf(withHeaders)).toBe(403);
  expect(withHeaders).toContain('<Code>AccessDenied</Code>');
  expect(withHeaders).toContain('<Message>There were headers present in the request which were not signed</Message>');
  expect(withHeaders).toContain('<HeadersNotSigned>x-amz-acl, x-amz-meta-a</HeadersNotSigned>');
  const withoutEnd = await said({ query: signed.query.filter(([name]) => name !== 'X-Amz-Expires') });
  expect(statusOf(withoutEnd)).toBe(400);
  expect(withoutEnd).toContain('<Code>AuthorizationQueryParametersError</Code>');
});

it('does nothing of a target that a presigned address says nothing of', async () => {
  const asked = request({ body: Buffer.from('{}') });
  const signed = presigned({ request: asked, service: 'sagemaker' }, sha256Hex('{}'));
  const target = ['x-amz-target', 'SageMaker.ListImages'] as const;
  const json = ['content-type', 'application/x-amz-json-1.1'] as const;
  const answer = await exchange(server.port, [bytesOf({ ...signed, headers: [...signed.headers, json, target] })], {
    halfClose: false,
  });
  expect(statusOf(answer)).toBe(403);
  expect(answer).toContain('There were headers present in the request which were not signed');
});

it('makes hundreds of forgeries', () => {
  const made = Object.values(requests).reduce((sum, make) => sum + [...forgeriesOf(make())].length, 0);
  expect(made).toBeGreaterThan(700);
});
