import { createHash, createHmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HttpRequest } from '../protocols/protocol.ts';
import { signRequest } from './sign-request.ts';
import { signingKey } from './signing-key.ts';

const credentials = {
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
};
const now = Date.UTC(2015, 7, 30, 12, 36, 0);

function get(path: string, query: readonly (readonly [string, string])[] = []): HttpRequest {
  return { method: 'GET', path, query, headers: {}, body: '' };
}

describe('signRequest', () => {
  it("derives the key of AWS's own example", () => {
    const key = signingKey(credentials.secretAccessKey, { date: '20120215', region: 'us-east-1', service: 'iam' });
    expect(key.toString('hex')).toBe('f4780e2d9f65fa895f9c67b32ce1baf0b0d8a43505a000a1a9e090d414db404d');
  });

  it.each([
    ['get-vanilla', get('/'), '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31'],
    [
      'get-vanilla-query-order-key-case',
      get('/', [
        ['Param2', 'value2'],
        ['Param1', 'value1'],
      ]),
      'b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500',
    ],
    [
      'post-vanilla',
      { ...get('/'), method: 'POST' },
      '5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b',
    ],
  ] as const)("signs as AWS's test suite does: %s", (_name, request, signature) => {
    const headers = signRequest({
      request,
      host: 'example.amazonaws.com',
      credentials,
      region: 'us-east-1',
      service: 'service',
      now,
    });
    expect(headers.authorization).toBe(
      `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, Signature=${signature}`,
    );
    expect(headers['x-amz-date']).toBe('20150830T123600Z');
  });

  it('signs any request as the AWS SDK does', async () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 8 });
    const segment = text.map((value) => encodeURIComponent(value).replaceAll("'", '%27'));
    const arbitrary = fc.record({
      method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE'),
      path: fc.array(segment, { maxLength: 3 }).map((segments) => `/${segments.join('/')}`),
      query: fc.uniqueArray(fc.tuple(text, text), { selector: ([name]) => name, maxLength: 3 }),
      headers: fc.record(
        { 'content-type': fc.constant('application/json'), 'x-amz-target': fc.constant(' A.B   c ') },
        { requiredKeys: [] },
      ),
      body: text,
    });
    const sessionTokens = fc.option(fc.constant('a/session+token=='), { nil: undefined });
    const services = fc.constantFrom('imagebuilder', 's3');
    await fc.assert(
      fc.asyncProperty(arbitrary, sessionTokens, services, async (request, sessionToken, service) => {
        const used = { ...credentials, sessionToken };
        const host = 'imagebuilder.us-east-1.amazonaws.com';
        const ours = signRequest({ request, host, credentials: used, region: 'us-east-1', service, now });
        const signer = new SignatureV4({
          credentials: used,
          region: 'us-east-1',
          service,
          sha256: Sha256,
          applyChecksum: service === 's3',
          uriEscapePath: service !== 's3',
        });
        const theirs = await signer.sign(
          {
            ...request,
            protocol: 'https:',
            hostname: host,
            query: Object.fromEntries(request.query),
            headers: { ...request.headers, host },
          },
          { signingDate: new Date(now) },
        );
        expect(ours.authorization).toBe(theirs.headers.authorization);
      }),
      { seed: 20260131, numRuns: 200 },
    );
  });
});

/** SHA-256 in the form in which the SDK takes it. */
class Sha256 {
  readonly #hash;

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', bytesOf(secret));
  }

  update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.#hash.update(bytesOf(data));
  }

  async digest(): Promise<Uint8Array> {
    return new Uint8Array(this.#hash.digest());
  }

  reset(): void {
    throw new Error('is not needed here');
  }
}

function bytesOf(data: string | ArrayBuffer | ArrayBufferView): Uint8Array {
  if (typeof data === 'string') return Buffer.from(data, 'utf8');
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
}
