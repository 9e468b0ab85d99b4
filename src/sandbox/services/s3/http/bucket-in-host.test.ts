import { describe, expect, it } from 'vitest';
import { bucketInHost } from './bucket-in-host.ts';

describe('bucketInHost', () => {
  it.each([
    ['localhost:4566', undefined],
    ['127.0.0.1:4566', undefined],
    ['s3.localhost', undefined],
    ['s3.eu-west-1.amazonaws.com', undefined],
    ['logs.localhost:4566', 'logs'],
    ['my.logs.s3.localhost:4566', 'my.logs'],
    ['logs.s3.eu-west-1.amazonaws.com', 'logs'],
    ['logs.s3-us-west-2.amazonaws.com', 'logs'],
    [undefined, undefined],
  ])('finds in %s: %s', (host, bucket) => {
    expect(bucketInHost(host)).toBe(bucket);
  });
});
