import { describe, expect, it } from 'vitest';
import { isS3V2, type S3V2Request, verifyS3V2 } from './verify-s3-v2.ts';

/** The example of https://docs.aws.amazon.com/AmazonS3/latest/developerguide/RESTAuthentication.html, whose time is long past. */
const example: S3V2Request = {
  method: 'GET',
  rawPath: '/photos/puppy.jpg',
  query: [
    ['AWSAccessKeyId', 'AKIAIOSFODNN7EXAMPLE'],
    ['Signature', 'NpgCjnDzrM+WFzoENXmpNDUsSn8='],
    ['Expires', '1175139620'],
  ],
  headers: { host: 'johnsmith.s3.amazonaws.com' },
  bucketInHost: 'johnsmith',
  secretFor: () => ({ secret: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' }),
  now: 1_175_139_000_000,
};

describe('verifyS3V2', () => {
  it('takes AWS’s example', () => {
    expect(isS3V2(example)).toBe(true);
    expect(verifyS3V2(example)).toEqual({ ok: true, accessKeyId: 'AKIAIOSFODNN7EXAMPLE' });
  });

  it.each([
    ['another path', { rawPath: '/photos/kitten.jpg' }, 'wrong-signature'],
    ['another method', { method: 'PUT' }, 'wrong-signature'],
    ['what it names besides', { query: [...example.query, ['versionId', '1']] }, 'wrong-signature'],
    ['a later time', { now: 1_175_139_621_000 }, 'expired-query'],
    ['a part that nobody signs', { query: [...example.query, ['encryption', '']] }, 'wrong-signature'],
    ['a claim twice', { query: [...example.query, ['Expires', '9999999999']] }, 'wrong-signature'],
    ['nobody’s key', { secretFor: () => undefined }, 'unknown-key'],
  ] as const)('refuses %s', (_, change, failure) => {
    expect(verifyS3V2({ ...example, ...change })).toEqual({ ok: false, failure });
  });
});
