import { describe, expect, it } from 'vitest';
import { SkyqlError } from '../../errors/skyql-error.ts';
import { readAccountId, readRegions } from './account.ts';
import { fakeAwsApi, fault } from './testing/fake-aws-api.ts';

const scope = { connection: 'main', region: 'us-east-1' };

describe('readRegions', () => {
  it('asks the account', async () => {
    const api = fakeAwsApi([], () => ({ Regions: [{ RegionName: 'us-west-2' }, { RegionName: 'eu-west-1' }] }));
    expect(await readRegions(api, scope, {})).toEqual(['eu-west-1', 'us-west-2']);
  });

  it('goes by the partition where it may not ask', async () => {
    const api = fakeAwsApi([], () => {
      throw fault('UnauthorizedOperation', 'no', 'ACCESS_DENIED');
    });
    expect(await readRegions(api, scope, {})).toContain('eu-west-1');
    expect(await readRegions(api, { ...scope, region: 'cn-north-1' }, {})).toEqual(['cn-north-1', 'cn-northwest-1']);
  });

  it('does not hide that there are no credentials', async () => {
    const api = fakeAwsApi([], () => {
      throw new SkyqlError('NO_CREDENTIALS', 'none');
    });
    await expect(readRegions(api, scope, {})).rejects.toMatchObject({ code: 'NO_CREDENTIALS' });
  });
});

describe('readAccountId', () => {
  it('is what STS says', async () => {
    const api = fakeAwsApi([], () => ({ Account: '111122223333' }));
    expect(await readAccountId(api, scope, {})).toBe('111122223333');
    expect(api.calls).toMatchObject([{ operation: 'GetCallerIdentity' }]);
  });

  it.each([
    ['444455556666', 0],
    // What is no account's id is not believed.
    ['', 1],
    ['my-account', 1],
    ['4444555566667', 1],
  ])('of credentials whose issuer says %j takes %i calls', async (told, calls) => {
    const fake = fakeAwsApi([], () => ({ Account: '111122223333' }));
    const api = { ...fake, accountOf: async () => told };
    expect(await readAccountId(api, scope, {})).toBe(calls === 0 ? told : '111122223333');
    expect(fake.calls).toHaveLength(calls);
  });
});
