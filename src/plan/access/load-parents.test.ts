import { expect, it } from 'vitest';
import { boxes, createShop, items, labels } from '../../../test/support/shop-provider.ts';
import { loadParents } from './load-parents.ts';

const { catalog } = createShop({ items: [], parts: [] }).provider;

it('loads the parents of parents, and nothing for what needs none', async () => {
  expect([...(await loadParents({ catalog }, labels)).keys()]).toEqual(['fake.shop.items', 'fake.shop.boxes']);
  expect((await loadParents({ catalog }, items)).size).toBe(0);
});

it('ends where parents go in circles or are not there', async () => {
  const needing = (resource: string) => ({
    ...boxes,
    accessPaths: boxes.accessPaths.map((path) => ({
      ...path,
      parameters: path.parameters.map((own) => ({ ...own, parent: { resource, column: 'code' } })),
    })),
  });
  const circle = { ...catalog, resource: async () => needing('fake.shop.boxes') };
  expect((await loadParents({ catalog: circle }, needing('fake.shop.boxes'))).size).toBe(1);
  expect((await loadParents({ catalog }, needing('fake.shop.nothing'))).size).toBe(0);
  expect((await loadParents({ catalog }, needing('other.shop.items'))).size).toBe(0);
});
