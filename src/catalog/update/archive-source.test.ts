import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { givenSource, publicSource } from './archive-source.ts';

describe('publicSource', () => {
  it.each([
    [undefined, 'https://schema.cloudformation.us-east-1.amazonaws.com/CloudformationSchema.zip'],
    ['eu-central-1', 'https://schema.cloudformation.eu-central-1.amazonaws.com/CloudformationSchema.zip'],
    ['cn-north-1', 'https://schema.cloudformation.cn-north-1.amazonaws.com.cn/CloudformationSchema.zip'],
  ])('is the archive of %s', (region, shown) => {
    expect(publicSource(region)).toMatchObject({ kind: 'web', shown });
  });

  it.each(['all', 'us-east-1.evil.com/', 'US-EAST-1'])('refuses %s', (region) => {
    expect(() => publicSource(region)).toThrow('is no region');
  });
});

describe('givenSource', () => {
  it.each([
    ['schemas.zip', { kind: 'file', path: resolve('schemas.zip') }],
    ['C:\\schemas.zip', { kind: 'file' }],
    ['file:///tmp/a%20b.zip', { kind: 'file', path: '/tmp/a b.zip' }],
    ['https://me:secret@example.com/a.zip?X-Amz-Signature=secret', { kind: 'web', shown: 'https://example.com/a.zip' }],
  ])('reads %s', (from, source) => {
    expect(givenSource(from)).toMatchObject(source);
    expect(givenSource(from).shown).not.toContain('secret');
  });

  it.each(['s3://bucket/a.zip', 'file://host/a.zip', 'http://'])('refuses %s', (from) => {
    expect(() => givenSource(from)).toThrow(/cannot be fetched from a (s3|file|http): address/);
  });
});
