import { describe, expect, it } from 'vitest';
import { isTrustedHost } from './is-trusted-host.ts';

describe('isTrustedHost', () => {
  it.each([
    '127.0.0.1:4566',
    '10.1.2.3',
    '[::1]:4566',
    'localhost',
    'LocalHost:4566',
    'logs.localhost:4566',
    'my.logs.localhost',
    'logs.s3.localhost.localstack.cloud:4566',
    'sandbox:4566',
    'logs.s3.eu-west-1.amazonaws.com',
    'ec2.cn-north-1.amazonaws.com.cn',
    's3.dualstack.eu-west-1.api.aws',
  ])('trusts %s', (host) => {
    expect(isTrustedHost(host, [])).toBe(true);
  });

  it.each([
    'example.com',
    'localhost.example.com',
    'notlocalhost.com',
    '127.0.0.1.example.com',
    'evilamazonaws.com:80',
  ])('does not trust %s', (host) => {
    expect(isTrustedHost(host, [])).toBe(false);
  });

  it('trusts the names that it is told, and their buckets', () => {
    const names = ['Sandbox.example.com'];
    expect(isTrustedHost('sandbox.example.com:4566', names)).toBe(true);
    expect(isTrustedHost('logs.sandbox.example.com', names)).toBe(true);
    expect(isTrustedHost('example.com', names)).toBe(false);
  });
});
