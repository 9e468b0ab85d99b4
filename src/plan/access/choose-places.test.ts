import { describe, expect, it } from 'vitest';
import { createShop } from '../../../test/support/shop-provider.ts';
import type { Provider } from '../../providers/provider.ts';
import type { Predicate } from '../predicate.ts';
import { choosePlaces } from './choose-places.ts';

const provider: Provider = {
  ...createShop({ items: [], parts: [] }).provider,
  connections: [
    { name: 'build', regions: ['north', 'south'] },
    { name: 'production', regions: ['all'] },
    { name: 'empty', regions: [] },
  ],
  regions: async () => ['north', 'south', 'northeast'],
  accountId: async (connection) => `account of ${connection}`,
};
const build: Predicate = { column: 'connection', operator: 'equals', values: ['build'] };
const region = (...values: string[]): Predicate => ({ column: 'region', operator: 'equals', values });

async function places(...predicates: Predicate[]): Promise<readonly string[]> {
  return (await choosePlaces(provider, predicates, {})).map((scope) => `${scope.connection}/${scope.region}`);
}

describe('choosePlaces', () => {
  it('goes where the session chose, whatever the connections have, unless the statement names a region', async () => {
    const chosen = async (regions: readonly string[], ...predicates: Predicate[]) =>
      (await choosePlaces(provider, predicates, { regions })).map(
        ({ connection, region: at }) => `${connection}/${at}`,
      );
    expect(await chosen(['moon'])).toEqual(['build/moon', 'production/moon', 'empty/moon']);
    expect(await chosen(['all'], build)).toEqual(['build/north', 'build/south', 'build/northeast']);
    expect(await chosen(['moon'], build, region('south'))).toEqual(['build/south']);
    await expect(chosen([])).rejects.toMatchObject({ code: 'NO_REGION' });
  });

  it.each<[readonly Predicate[], readonly string[]]>([
    [[build], ['build/north', 'build/south']],
    [[build, region('south')], ['build/south']],
    [[build, region('moon', 'moon')], ['build/moon']],
    [[build, region('north', 'south'), region('south')], ['build/south']],
    [
      [build, { column: 'region', operator: 'prefix', values: ['north'] }],
      ['build/north', 'build/northeast'],
    ],
    [
      [{ column: 'connection', operator: 'equals', values: ['production'] }],
      ['production/north', 'production/south', 'production/northeast'],
    ],
    [[region('south')], ['build/south', 'production/south', 'empty/south']],
    [[{ column: 'account_id', operator: 'equals', values: ['account of build'] }, region('south')], ['build/south']],
    [[{ column: 'connection', operator: 'prefix', values: ['pro'] }, region('south')], ['production/south']],
    [[{ column: 'connection', operator: 'equals', values: ['nobody'] }], []],
  ])('%j: %j', async (predicates, expected) => {
    expect(await places(...predicates)).toEqual(expected);
  });

  it('needs a region from somewhere', async () => {
    await expect(places({ column: 'connection', operator: 'equals', values: ['empty'] })).rejects.toMatchObject({
      code: 'NO_REGION',
    });
  });
});
