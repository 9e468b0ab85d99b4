import { describe, expect, it } from 'vitest';
import { createShop } from '../../test/support/shop-provider.ts';
import type { ProviderModule, ProviderSettings } from '../providers/provider-module.ts';
import { createHost } from './host.ts';

/** A provider that has nothing to do with the others, and remembers what was done to it. */
function shopModule(name: string) {
  const opened: ProviderSettings[] = [];
  let closed = 0;
  const module: ProviderModule = {
    name,
    limits: [{ name: `${name}.all`, per: ['account'], atOnce: 3, source: 'default' }],
    open(settings) {
      opened.push(settings);
      const close = async () => {
        closed += 1;
      };
      return { ...createShop({ items: [], parts: [] }).provider, name, close };
    },
  };
  return { module, opened, closed: () => closed };
}

describe('createHost', () => {
  it('opens every provider that there is once, and closes it with itself', async () => {
    const [one, other] = [shopModule('one'), shopModule('other')];
    const host = await createHost({ region: ['north'] }, [one.module, other.module]);
    expect([...host.providers.keys()]).toEqual(['one', 'other']);
    expect(host.limits.definitions.map(({ name }) => name)).toEqual(['one.all', 'other.all']);
    for (const { opened } of [one, other])
      expect(opened).toMatchObject([{ limits: host.limits, sandboxAccounts: undefined }]);
    await host.close();
    expect([one.closed(), other.closed()]).toEqual([1, 1]);
  });

  it.each([
    [{}, [{ name: 'default', profile: undefined, regions: [] }]],
    [{ profile: 'dev', region: 'north' }, [{ name: 'dev', profile: 'dev', regions: ['north'] }]],
    [
      { connections: [{ name: 'a', regions: ['south'] }, { name: 'b' }], region: ['north', 'east'] },
      [
        { name: 'a', regions: ['south'] },
        { name: 'b', regions: ['north', 'east'] },
      ],
    ],
  ])('makes connections of %j', async (options, connections) => {
    const shop = shopModule('shop');
    await createHost(options, [shop.module]);
    expect(shop.opened[0]?.connections).toEqual(connections);
  });

  it('changes a provider’s limit by its name, and leaves the rest of it', async () => {
    const limits = [{ name: 'shop.all', atOnce: 9 }];
    const host = await createHost({ limits }, [shopModule('shop').module]);
    expect(host.limits.definitions).toEqual([{ name: 'shop.all', per: ['account'], atOnce: 9, source: undefined }]);
  });

  it('leaves no sandbox open where a provider cannot be opened', async () => {
    const urls: (string | undefined)[] = [];
    const broken: ProviderModule = {
      name: 'broken',
      limits: [],
      open({ endpoint }) {
        urls.push(endpoint);
        throw new Error('no catalog');
      },
    };
    await expect(createHost({ sandbox: { seed: 'empty' } }, [broken])).rejects.toThrow('no catalog');
    await expect(fetch(String(urls[0]))).rejects.toThrow();
  });
});
