import { describe, expect, it } from 'vitest';
import { connectionErrorOf } from './connection-error.ts';

describe('connectionErrorOf', () => {
  it.each([
    ['ENOTFOUND', 'dns'],
    ['EAI_AGAIN', 'dns'],
    ['ECONNREFUSED', 'refused'],
    ['ENETUNREACH', 'refused'],
    ['ETIMEDOUT', 'timeout'],
    ['ECONNRESET', 'reset'],
    ['EPIPE', 'reset'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls'],
    ['CERT_HAS_EXPIRED', 'tls'],
  ])('%s is of the kind %s', (code, kind) => {
    const cause = Object.assign(new Error('socket'), { code });
    const error = connectionErrorOf(cause, 'ec2.us-east-1.amazonaws.com');
    expect(error).toMatchObject({ kind, host: 'ec2.us-east-1.amazonaws.com', cause });
    expect(error.message).toContain(`ec2.us-east-1.amazonaws.com (${code})`);
  });
});
