import { describe, expect, it } from 'vitest';
import { SkyqlError } from '../../errors/skyql-error.ts';
import { createCredentialsSource } from './credentials.ts';

const found = { accessKeyId: 'AKIA', secretAccessKey: 'hidden' };
const never = async (): Promise<never> => {
  throw new Error('the chain must not be asked');
};

describe('createCredentialsSource', () => {
  it('takes given ones before all', async () => {
    const source = createCredentialsSource(
      { name: 'a', credentials: found },
      { load: never, environment: { AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'y' } },
    );
    expect(await source.resolve()).toBe(found);
  });

  it('reads the environment itself, unless a profile is named', async () => {
    const environment = { AWS_ACCESS_KEY_ID: 'k', AWS_SECRET_ACCESS_KEY: 's', AWS_SESSION_TOKEN: 't' };
    const source = createCredentialsSource({ name: 'a' }, { load: never, environment });
    expect(await source.resolve()).toEqual({ accessKeyId: 'k', secretAccessKey: 's', sessionToken: 't' });
    const named = createCredentialsSource({ name: 'a', profile: 'dev' }, { load: async () => found, environment });
    expect(await named.resolve()).toBe(found);
  });

  it('asks once at a time and again when they are about to expire', async () => {
    let time = 0;
    let asked = 0;
    const source = createCredentialsSource(
      { name: 'a', profile: 'dev' },
      {
        now: () => time,
        load: async () => {
          asked += 1;
          return { ...found, expiration: new Date(time + 600_000) };
        },
      },
    );
    await Promise.all([source.resolve(), source.resolve()]);
    time = 500_000;
    await source.resolve();
    expect(asked).toBe(1);
    time = 545_000;
    await source.resolve();
    expect(asked).toBe(2);
    source.forget();
    await source.resolve();
    expect(asked).toBe(3);
  });

  it('keeps the secrets that it finds out of every error', async () => {
    const secrets = { secretAccessKey: 'of-a-profile/secret+key', sessionToken: 'token-of-a-role==' };
    const source = createCredentialsSource(
      { name: 'a', profile: 'dev' },
      { load: async () => ({ accessKeyId: 'AKIA', ...secrets }), environment: {} },
    );
    await source.resolve();
    const error = new SkyqlError('AWS_ERROR', `signed with ${secrets.secretAccessKey}, ${secrets.sessionToken}`);
    expect(error.message).toBe('signed with ***, ***');
  });

  it.each([
    ['Could not load credentials from any providers', 'NO_CREDENTIALS', '--sandbox'],
    ['Could not resolve credentials using profile: [dev]', 'NO_CREDENTIALS', 'AWS_PROFILE'],
    ['The SSO session associated with this profile has expired.', 'CREDENTIALS_EXPIRED', 'aws sso login --profile dev'],
    ['Token is expired. To refresh this SSO session run aws sso login', 'CREDENTIALS_EXPIRED', 'aws sso login'],
  ])('"%s" is %s', async (message, code, hint) => {
    let asked = 0;
    const source = createCredentialsSource(
      { name: 'a', profile: 'dev' },
      {
        load: async () => {
          asked += 1;
          throw new Error(message);
        },
      },
    );
    await expect(source.resolve()).rejects.toMatchObject({ code, hint: expect.stringContaining(hint) });
    await expect(source.resolve()).rejects.toMatchObject({ code, scope: { connection: 'a' } });
    expect(asked).toBe(2);
  });
});
