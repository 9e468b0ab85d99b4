import { describe, expect, it } from 'vitest';
import { signRequest } from '../../../aws/signing/sign-request.ts';
import type { SandboxService } from '../../service.ts';
import { issuedKeys } from '../../state/access-keys.ts';
import type { SandboxParts } from '../exchange.ts';
import { createTestExchange, found } from '../test-exchange.ts';
import { authenticate } from './authenticate.ts';
import { readClaim } from './read-claim.ts';

const sts: SandboxService = { service: 'sts', operations: {} };
const body = 'Action=GetCallerIdentity';

function arrived(
  secretAccessKey: string | undefined,
  parts: Partial<SandboxParts>,
  service = sts,
  key = '111122223333',
) {
  const headers =
    secretAccessKey === undefined
      ? {}
      : signRequest({
          request: { method: 'POST', path: '/', query: [], headers: {}, body },
          host: 'localhost',
          credentials: { accessKeyId: key, secretAccessKey },
          region: 'eu-west-1',
          service: 'sts',
          now: Date.now(),
        });
  const exchange = found(createTestExchange({ headers, text: body }, parts), service);
  readClaim.run(exchange);
  return exchange;
}

describe('authenticate', () => {
  it('finds out the account of a signature that holds', () => {
    const exchange = arrived('test', { auth: 'verify' });
    authenticate.run(exchange);
    expect(exchange.caller).toMatchObject({ account: '111122223333' });
    expect(exchange.caller?.caller?.arn).toBe('arn:aws:iam::111122223333:user/sandbox');
  });

  it.each([
    ['a wrong secret', 'wrong', 'SignatureDoesNotMatch'],
    ['no signature', undefined, 'MissingAuthenticationToken'],
  ])('refuses %s in the service’s words', (_, secret, code) => {
    const exchange = arrived(secret, { auth: 'verify' });
    expect(() => authenticate.run(exchange)).toThrow(expect.objectContaining({ code, status: 403 }));
    expect(exchange.caller).toBeUndefined();
  });

  it('refuses a key that has expired', () => {
    const exchange = arrived('test', { auth: 'verify' });
    const accessKeyId = '111122223333';
    const session = { account: '1', arn: 'arn', userId: 'id' };
    const key = { accessKeyId, session, expires: 5, secret: 'test', sessionToken: '' };
    issuedKeys(exchange.sandbox.state).set(accessKeyId, key);
    expect(() => authenticate.run(exchange)).toThrow(expect.objectContaining({ code: 'ExpiredToken' }));
  });

  it('takes everything where signatures are switched off', () => {
    const exchange = arrived('wrong', { auth: 'off' });
    authenticate.run(exchange);
    expect(exchange.caller?.account).toBe('111122223333');
    const unsigned = arrived(undefined, { auth: 'off' });
    authenticate.run(unsigned);
    expect(unsigned.caller).toEqual({ account: '123456789012' });
  });

  it('leaves it to a service that verifies by itself', () => {
    const verify = () => ({ ok: true, accessKeyId: '999988887777' }) as const;
    const exchange = arrived(undefined, { auth: 'verify' }, { ...sts, dialect: { verify } });
    authenticate.run(exchange);
    expect(exchange.caller?.account).toBe('999988887777');
  });
});
