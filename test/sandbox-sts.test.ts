import {
  AssumeRoleWithWebIdentityCommand,
  DecodeAuthorizationMessageCommand,
  GetCallerIdentityCommand,
  GetFederationTokenCommand,
  GetSessionTokenCommand,
  STSClient,
} from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SandboxServer, startSandbox } from '../src/sandbox/http/server.ts';

let server: SandboxServer;
beforeAll(async () => {
  server = await startSandbox({ clock: 'instant' });
});
afterAll(() => server.close());

interface Keys {
  readonly AccessKeyId?: string | undefined;
  readonly SecretAccessKey?: string | undefined;
  readonly SessionToken?: string | undefined;
}

const own: Keys = { AccessKeyId: '111122223333', SecretAccessKey: 'test' };
const as = ({ AccessKeyId = '', SecretAccessKey = '', SessionToken }: Keys = own) =>
  new STSClient({
    endpoint: server.url,
    region: 'us-east-1',
    maxAttempts: 1,
    credentials: {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      ...(SessionToken === undefined ? {} : { sessionToken: SessionToken }),
    },
  });
const callerOf = async (keys: Keys) => (await as(keys).send(new GetCallerIdentityCommand())).Arn;

const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const tokenOf = (claims: object) => `${encoded({ alg: 'RS256' })}.${encoded(claims)}.c2lnbmF0dXJl`;
const hour = 3_600;
const now = () => Math.floor(Date.now() / 1_000);
const claims = () => ({
  iss: 'https://issuer.example.com',
  sub: 'repo:web',
  aud: 'sts.amazonaws.com',
  exp: now() + hour,
});

describe('keys for who comes with a token of another provider', () => {
  const ask = (WebIdentityToken: string) =>
    as().send(
      new AssumeRoleWithWebIdentityCommand({
        RoleArn: 'arn:aws:iam::444455556666:role/deploy',
        RoleSessionName: 'ci',
        WebIdentityToken,
      }),
    );

  it('are given without a signature, and are of the role', async () => {
    const answer = await ask(tokenOf(claims()));
    expect(answer).toMatchObject({
      SubjectFromWebIdentityToken: 'repo:web',
      Audience: 'sts.amazonaws.com',
      Provider: 'https://issuer.example.com',
    });
    expect(await callerOf(answer.Credentials ?? {})).toBe('arn:aws:sts::444455556666:assumed-role/deploy/ci');
  });

  it('are not given for a token that is none, says too little or is over', async () => {
    await expect(ask('no.token')).rejects.toMatchObject({ name: 'InvalidIdentityTokenException' });
    await expect(ask(tokenOf({ exp: now() + hour }))).rejects.toMatchObject({ name: 'InvalidIdentityTokenException' });
    await expect(ask(tokenOf({ ...claims(), exp: now() - 1 }))).rejects.toMatchObject({
      name: 'ExpiredTokenException',
    });
  });

  it('are all that an unsigned request gets', async () => {
    const answer = await fetch(`${server.url}/`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'Action=GetSessionToken&Version=2011-06-15',
    });
    expect(answer.status).toBe(403);
  });
});

describe('keys of a federated user', () => {
  it('are of the account and of the name, and get no further ones', async () => {
    const { Credentials = {}, FederatedUser } = await as().send(new GetFederationTokenCommand({ Name: 'bob' }));
    expect(FederatedUser).toEqual({
      FederatedUserId: '111122223333:bob',
      Arn: 'arn:aws:sts::111122223333:federated-user/bob',
    });
    expect(await callerOf(Credentials)).toBe(FederatedUser?.Arn);
    const again = as(Credentials);
    await expect(again.send(new GetSessionTokenCommand({}))).rejects.toMatchObject({ name: 'AccessDenied' });
    await expect(again.send(new GetFederationTokenCommand({ Name: 'eve' }))).rejects.toMatchObject({
      name: 'AccessDenied',
    });
  });
});

it('decodes no message, since it encodes none', async () => {
  await expect(as().send(new DecodeAuthorizationMessageCommand({ EncodedMessage: 'abc' }))).rejects.toMatchObject({
    name: 'InvalidAuthorizationMessageException',
  });
});
