import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SkyqlError } from '../src/errors/skyql-error.ts';
import type { Provider } from '../src/providers/provider.ts';
import { createShop, methodOf, type Shop, type ShopData } from './support/shop-provider.ts';
import { openOver, openShop } from './support/shop-session.ts';

const items = Array.from({ length: 9 }, (_, index) => ({
  id: `i${index}`,
  name: `n${index}`,
  kind: index % 2 === 0 ? 'a' : 'b',
  region: 'north',
}));
const parts = items.map(({ id }, number) => ({ item_id: id, number, label: `p${number}`, region: 'north' }));
const join =
  "SELECT i.id, p.label FROM fake.shop.items i JOIN fake.shop.parts p ON p.item_id = i.id AND p.region = i.region WHERE i.region = 'north' AND p.region = 'north'";

it('begins to read by keys when the first keys are there', async () => {
  const shop = createShop({ items, parts });
  let told = () => {};
  const asked = new Promise<void>((resolve) => {
    told = resolve;
  });
  const provider: Provider = {
    ...shop.provider,
    async *scan(request, context) {
      if (methodOf(request) === 'list_parts') told();
      let pages = 0;
      for await (const page of shop.provider.scan(request, context)) {
        // The second page of items does not come before somebody asks for the parts of the first.
        if (methodOf(request) === 'list_items' && pages === 1) await asked;
        pages += 1;
        yield page;
      }
    },
  };
  const { db } = await openOver(provider);
  const { rows, warnings } = await db.query(join);
  expect(rows.map(({ id, label }) => `${id} ${label}`).toSorted()).toEqual(
    items.map(({ id }, number) => `${id} p${number}`),
  );
  expect(warnings).toEqual([]);
  await db.close();
});

it('asks for each key once, whatever the pages are that bring it, and counts every call', async () => {
  const data: ShopData = { items: [], parts: [] };
  const shop = createShop(data);
  const { db } = await openShop(shop);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 12 }), async (numbers) => {
      const keys = numbers.map((number) => `i${number}`);
      data.items = numbers.map((number, index) => ({
        id: `o${index}`,
        name: `i${number}`,
        kind: 'a',
        region: 'north',
      }));
      data.parts = [...new Set(keys)].map((item_id, number) => ({ item_id, number, label: 'p', region: 'north' }));
      shop.requests.length = 0;
      const byName = join.replace('p.item_id = i.id', 'p.item_id = i.name');
      expect((await db.query(byName)).rows).toHaveLength(keys.length);
      const asked = shop.requests.filter((request) => methodOf(request) === 'list_parts');
      expect(asked.map(({ parameters }) => parameters.ItemId).toSorted()).toEqual([...new Set(keys)].toSorted());
    }),
    { numRuns: 15 },
  );
  await db.close();
});

it('keeps what some keys bring where others fail, and fails where all do', async () => {
  const answer = async (fails: (key: string) => boolean) => {
    const shop: Shop = createShop({ items, parts });
    const provider: Provider = {
      ...shop.provider,
      async *scan(request, context) {
        if (methodOf(request) === 'list_parts' && fails(String(request.parameters.ItemId)))
          throw new SkyqlError('ACCESS_DENIED', 'No.');
        yield* shop.provider.scan(request, context);
      },
    };
    const { db } = await openOver(provider);
    return db.query(join).finally(() => db.close());
  };
  const some = await answer((key) => key === 'i0' || key === 'i1' || key === 'i2');
  expect(some.rows).toHaveLength(6);
  expect(some.warnings).toMatchObject([{ code: 'ACCESS_DENIED' }]);
  await expect(answer(() => true)).rejects.toMatchObject({ code: 'ACCESS_DENIED' });
});
