import { expect, it } from 'vitest';
import { SkyqlError } from '../../errors/skyql-error.ts';
import { sdkRequestHandler } from './sdk-request-handler.ts';

const message = (text: string) => new SkyqlError('X', text).message;

it.each([
  [
    'of an SSO session',
    { headers: { 'x-amz-sso_bearer_token': 'sso-access-token/1+=' }, body: '' },
    'sso-access-token/1+=',
  ],
  ['of a bearer', { headers: { Authorization: 'Bearer bearer-token-22' }, body: '' }, 'bearer-token-22'],
  [
    'of a web identity, encoded and not',
    { headers: {}, body: 'Action=AssumeRoleWithWebIdentity&WebIdentityToken=eyJhbGciOi.J9%2Fx%3D%3D&RoleArn=arn' },
    'eyJhbGciOi.J9/x==',
  ],
  [
    'that renews a session',
    { headers: {}, body: '{"clientId":"a","refreshToken":"refresh-token-33"}' },
    'refresh-token-33',
  ],
  ['that SSO gives', { headers: {}, body: '{}' }, 'given-access-token'],
])('keeps the token %s out of errors, also where the call fails', async (_, { headers, body }, token) => {
  const handler = sdkRequestHandler(async () => {
    if (token === 'given-access-token')
      return { status: 200, headers: {}, body: Buffer.from(`{"accessToken":"${token}"}`) } as never;
    throw new Error(`refused ${token}`);
  });
  const request = { protocol: 'https:', hostname: 'sso', method: 'POST', path: '/', headers, body };
  const error = await handler.handle(request).then(
    () => token,
    (cause: Error) => cause.message,
  );
  expect(message(`It said: ${error}.`)).not.toContain(token);
  expect(message(`It said: ${error}.`)).toContain('***');
});

it('takes nothing else for a secret', async () => {
  const handler = sdkRequestHandler(async () => ({ status: 200, headers: {}, body: new Uint8Array() }) as never);
  const body = 'Action=GetCallerIdentity&RoleArn=arn:aws:iam::123456789012:role/deploy';
  await handler.handle({
    protocol: 'https:',
    hostname: 'sts',
    method: 'POST',
    path: '/',
    headers: { host: 'sts.amazonaws.com' },
    body,
  });
  const said = 'arn:aws:iam::123456789012:role/deploy at sts.amazonaws.com';
  expect(message(said)).toBe(said);
});
