import { describe, expect, it } from 'vitest';
import type { WireStructure } from '../../aws/service-model.ts';
import { SkyqlError } from '../../errors/skyql-error.ts';
import type { AwsApi } from './aws-api.ts';
import { createRequireRegion } from './require-region.ts';

function required(answer: () => WireStructure) {
  const calls: string[] = [];
  const api = {
    call: async ({ operation, scope }) => {
      calls.push(`${operation} ${scope.region}`);
      return { output: answer() };
    },
  } as Pick<AwsApi, 'call'> as AwsApi;
  const require = createRequireRegion(api);
  return { calls, check: (region: string) => require({ connection: 'main', region }, {}) };
}
const told = (...names: string[]) => ({ Regions: names.map((RegionName) => ({ RegionName })) });

describe('createRequireRegion', () => {
  it('makes no call for regions that AWS has', async () => {
    const { calls, check } = required(() => told('us-east-1'));
    for (const region of ['us-east-1', 'ap-southeast-7', 'cn-north-1', 'us-gov-west-1']) await check(region);
    expect(calls).toEqual([]);
  });

  it('asks the account once about all others, in a region that is there', async () => {
    const { calls, check } = required(() => told('us-east-1', 'eu-future-1'));
    await check('eu-future-1');
    await expect(check('us-eats-1')).rejects.toMatchObject({
      code: 'UNKNOWN_REGION',
      message: 'There is no region us-eats-1.',
      hint: expect.stringContaining('us-east-1'),
    });
    await expect(check('virginia')).rejects.toMatchObject({ hint: 'There are eu-future-1, us-east-1.' });
    expect(calls).toEqual(['DescribeRegions us-east-1']);
  });

  it('lets a name stand where nobody tells which there are', async () => {
    const silent = required(() => {
      throw new SkyqlError('UNKNOWN_OPERATION', 'This is no AWS.');
    });
    await expect(silent.check('home')).resolves.toBeUndefined();
    await expect(required(() => told()).check('home')).resolves.toBeUndefined();
  });
});
