import { describe, expect, it } from 'vitest';
import { createShop } from '../../../test/support/shop-provider.ts';
import type { Provider } from '../../providers/provider.ts';
import type { Predicate } from '../predicate.ts';
import { globalPlaces, globalRegionOf, shownRegions } from './global-places.ts';

const shop = createShop({ items: [], parts: [] }).provider;
const provider: Provider = {
  ...shop,
  connections: [
    { name: 'build', regions: ['north', 'south'] },
    { name: 'empty', regions: [] },
  ],
  globalRegion: (_connection, near) => (near === 'moon-1' ? 'moon-0' : 'centre'),
};
const region = (...values: string[]): Predicate => ({ column: 'region', operator: 'equals', values });
const like: Predicate = { column: 'region', operator: 'prefix', values: ['so'] };

describe('a resource without regions', () => {
  it('is read once a connection, with no region to be had and with several', async () => {
    expect(await globalPlaces(provider, [], {})).toEqual([
      { connection: 'build', region: 'centre' },
      { connection: 'empty', region: 'centre' },
    ]);
    const one: Predicate = { column: 'connection', operator: 'equals', values: ['build'] };
    expect(await globalPlaces(provider, [one, region('south', 'north')], {})).toEqual([
      { connection: 'build', region: 'centre' },
    ]);
  });

  it('is read in the partition of the region that the session chose, unless the statement names one', async () => {
    const places = async (regions: readonly string[], ...predicates: Predicate[]) =>
      (await globalPlaces(provider, predicates, { regions })).map((place) => place.region);
    expect(await places(['moon-1'])).toEqual(['moon-0', 'moon-0']);
    expect(await places(['all', 'moon-1'])).toEqual(['moon-0', 'moon-0']);
    expect(await places(['moon-1'], region('north'))).toEqual(['centre', 'centre']);
  });

  it('is read in the partition of the region that is named, and nowhere when none can be', async () => {
    expect(await globalPlaces(provider, [region('moon-1')], {})).toContainEqual({
      connection: 'empty',
      region: 'moon-0',
    });
    expect(await globalPlaces(provider, [region('north'), region('south')], {})).toEqual([]);
  });

  it.each<[readonly Predicate[], string]>([
    [[], 'centre'],
    [[region('south', 'north')], 'south'],
    [[region('north', 'south'), like], 'south'],
    [[like], 'south'],
    [[{ ...like, values: ['cen'] }], 'centre'],
  ])('shows the region that the statement means: %j', async (predicates, shown) => {
    const scopes = await globalPlaces(provider, predicates, {});
    expect(await shownRegions(provider, predicates, scopes, {})).toEqual({ build: shown, empty: shown });
  });

  it('has a place with providers that know no regions for it', () => {
    expect(globalRegionOf({ ...shop, connections: provider.connections }, 'build', {})).toBe('north');
    expect(globalRegionOf({ ...shop, connections: provider.connections }, 'empty', {})).toBe('global');
  });
});
