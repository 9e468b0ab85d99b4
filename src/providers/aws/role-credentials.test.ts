import { describe, expect, it } from 'vitest';
import { SkyqlError } from '../../errors/skyql-error.ts';
import { ServiceFault } from './call-error.ts';
import { createRoleCredentials } from './role-credentials.ts';

const arn = 'arn:aws:iam::111122223333:role/reader';

function setUp() {
  let time = 0;
  const asked: unknown[] = [];
  const assume = async (input: unknown) => {
    asked.push(input);
    const Expiration = new Date(time + 3_600_000).toISOString();
    const Credentials = { AccessKeyId: `ASIA${asked.length}`, SecretAccessKey: 's', SessionToken: 't', Expiration };
    return { Credentials };
  };
  const source = createRoleCredentials({ connection: 'prod', role: { arn }, assume, now: () => time });
  const key = async () => (await source.resolve()).accessKeyId;
  return { asked, source, key, pass: (milliseconds: number) => (time += milliseconds) };
}

describe('the credentials of a role', () => {
  it('are asked for once, and again before they expire or when AWS refuses them', async () => {
    const { asked, source, key, pass } = setUp();
    expect(await Promise.all([key(), key()])).toEqual(['ASIA1', 'ASIA1']);
    expect(asked).toEqual([{ RoleArn: arn, RoleSessionName: 'skyql' }]);
    pass(3_500_000);
    expect(await key()).toBe('ASIA1');
    pass(50_000);
    expect(await key()).toBe('ASIA2');
    source.forget();
    expect(await key()).toBe('ASIA3');
  });

  it('are asked for again by others where who asked was stopped', async () => {
    const stopped = new AbortController();
    let asked = 0;
    const source = createRoleCredentials({
      connection: 'prod',
      role: { arn },
      async assume(_, { signal }) {
        asked += 1;
        if (signal !== undefined) {
          await new Promise((resolve) => signal.addEventListener('abort', resolve));
          throw new SkyqlError('INTERRUPTED', 'Stopped.');
        }
        return { Credentials: { AccessKeyId: 'ASIA', SecretAccessKey: 's', SessionToken: 't' } };
      },
    });
    const first = source.resolve({ signal: stopped.signal });
    const second = source.resolve();
    stopped.abort();
    await expect(first).rejects.toMatchObject({ code: 'INTERRUPTED' });
    await expect(second).resolves.toMatchObject({ accessKeyId: 'ASIA' });
    expect(asked).toBe(2);
  });

  it('say what to do where the role lets nobody in, of its own connection', async () => {
    const fault = new ServiceFault('AccessDenied', 'Not you.', 403);
    const scope = { connection: 'source', service: 'sts', operation: 'AssumeRole' };
    const assume = async () => {
      throw new SkyqlError('ACCESS_DENIED', 'Not you.', { scope, cause: fault });
    };
    const source = createRoleCredentials({ connection: 'prod', role: { arn, externalId: 'x' }, assume });
    await expect(source.resolve()).rejects.toMatchObject({
      code: 'ACCESS_DENIED',
      scope: { ...scope, connection: 'prod' },
      hint: expect.stringMatching(/external id has to be the one/),
      cause: fault,
    });
  });
});
