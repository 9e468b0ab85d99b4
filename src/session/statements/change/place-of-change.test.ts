import { describe, expect, it } from 'vitest';
import { createShop } from '../../../../test/support/shop-provider.ts';
import type { Provider } from '../../../providers/provider.ts';
import { placeOfChange } from './place-of-change.ts';

const provider = (...regions: string[]): Provider => ({
  ...createShop({ items: [], parts: [] }).provider,
  connections: [{ name: 'main', regions }],
  globalRegion: (_connection, near) => (near?.startsWith('moon') ? 'moon-0' : 'centre'),
});

describe('placeOfChange', () => {
  it('takes the region that is named, or the only one that there is', async () => {
    expect(await placeOfChange(provider('north', 'south'), { region: 'south' }, {}, {})).toEqual({
      connection: 'main',
      region: 'south',
    });
    expect(await placeOfChange(provider('north'), {}, {}, {})).toMatchObject({ region: 'north' });
  });

  it('takes the only region that the session chose', async () => {
    const context = { regions: ['moon-1'] };
    expect(await placeOfChange(provider('north', 'south'), {}, {}, context)).toMatchObject({ region: 'moon-1' });
    expect(await placeOfChange(provider('north'), {}, { global: true }, context)).toMatchObject({ region: 'moon-0' });
    const several = { regions: ['north', 'moon-1'] };
    await expect(placeOfChange(provider('north'), {}, {}, several)).rejects.toMatchObject({
      code: 'AMBIGUOUS_REGION',
    });
  });

  it('guesses none', async () => {
    await expect(placeOfChange(provider(), {}, {}, {})).rejects.toMatchObject({ code: 'NO_REGION' });
    await expect(placeOfChange(provider('north', 'south'), {}, {}, {})).rejects.toMatchObject({
      code: 'AMBIGUOUS_REGION',
    });
  });

  it.each([
    [[], undefined, 'centre'],
    [['north', 'south'], undefined, 'centre'],
    [['north'], 'moon-1', 'moon-0'],
  ])('needs none for what belongs to no region: %j, %s', async (regions, named, region) => {
    const place = named === undefined ? {} : { region: named };
    expect(await placeOfChange(provider(...regions), place, { global: true }, {})).toEqual({
      connection: 'main',
      region,
    });
  });
});
