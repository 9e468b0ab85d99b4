import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Row } from '../src/data/value.ts';
import { createShop } from './support/shop-provider.ts';
import { openShop } from './support/shop-session.ts';

const cards = 'fake.shop.cards';

function shopOf(rows: readonly Row[]) {
  const data = { items: [], parts: [], cards: rows };
  return { data, shop: createShop(data, ['north']) };
}

const card = (shelf: string, number: string, title: string | null = null): Row => ({
  shelf,
  number,
  title,
  size: 1,
  pin: null,
  region: 'north',
});

describe('changes of a provider that is not AWS', () => {
  it('are made by the keys of its resources, whatever characters they hold, and returned', async () => {
    const { data, shop } = shopOf([card('a|b', '1'), card('a', 'b|1')]);
    const { db } = await openShop(shop);
    const updated = await db.query(
      `UPDATE ${cards} SET title = shelf || '!' WHERE number = 'b|1' RETURNING shelf, number, title`,
    );
    expect(updated.rows).toEqual([{ shelf: 'a', number: 'b|1', title: 'a!' }]);
    expect(data.cards.map(({ title }) => title)).toEqual([null, 'a!']);
    const created = await db.query(
      `INSERT INTO ${cards} (shelf, number, size) VALUES ('c', '7', '3') RETURNING number, size`,
    );
    expect(created.rows).toEqual([{ number: '7', size: 3 }]);
    const deleted = await db.query(`DELETE FROM ${cards} WHERE shelf = 'a|b'`);
    expect(deleted.rows).toMatchObject([{ operation: 'DELETE', identifier: 'a|b/1', status: 'SUCCESS' }]);
    expect(data.cards.map(({ shelf }) => shelf)).toEqual(['a', 'c']);
    expect((await db.query(`EXEC ${cards}.count_cards`)).rows).toEqual([{ cards: 2 }]);
    await db.close();
  });

  it('are refused where a statement gives something two values, and made where it gives one twice', async () => {
    const { data, shop } = shopOf([card('a', '1'), card('a', '2')]);
    const { db } = await openShop(shop);
    const from = (values: string) =>
      `UPDATE ${cards} c SET title = v.title FROM (VALUES ${values}) v(number, title) WHERE c.number = v.number`;
    const refused: readonly (readonly [string, RegExp])[] = [
      [
        from("('1', 'x'), ('2', 'y'), ('1', 'z')"),
        /finds a\|1 of fake\.shop\.cards several times, with different values/,
      ],
      [`UPDATE ${cards} SET title = 'x', Title = 'y' WHERE number = '1'`, /UPDATE gives Title twice/],
      [`INSERT INTO ${cards} (shelf, number, title, title) VALUES ('a', '3', 'x', 'y')`, /INSERT gives title twice/],
      [
        `INSERT INTO ${cards} (shelf, number, region, region) VALUES ('a', '3', 'north', 'south')`,
        /gives region twice/,
      ],
      [`EXEC ${cards}.count_cards @region = 'north', @Region = 'south'`, /EXEC gives Region twice/],
    ];
    for (const [sql, message] of refused)
      await expect(db.query(sql), sql).rejects.toMatchObject({
        code: 'WRONG_ARGUMENTS',
        message: expect.stringMatching(message),
      });
    expect(data.cards).toMatchObject([{ title: null }, { title: null }]);
    await db.query(from("('1', 'x'), ('1', 'x')"));
    expect(data.cards).toMatchObject([{ title: 'x' }, { title: null }]);
    await db.close();
  });

  it('are explained with what the provider would have to be allowed, in its own words, and without secrets', async () => {
    const { shop } = shopOf([card('a', '1')]);
    const { db } = await openShop(shop);
    const [policy] = (await db.query(`EXPLAIN (POLICY) UPDATE ${cards} SET title = 'x' WHERE shelf = 'a'`)).rows;
    expect(policy).toEqual({ policy: { may: ['shop:list_cards', 'shop:update_card'] } });
    const { rows } = await db.query(`EXPLAIN UPDATE ${cards} SET pin = 'hunter2' WHERE shelf = 'a'`);
    expect(JSON.stringify(rows)).not.toContain('hunter2');
    expect(JSON.stringify(rows)).toContain('***');
    const json = await db.query(
      `EXPLAIN (FORMAT JSON) UPDATE ${cards} SET title = 't', pin = 'hunter2' WHERE shelf = 'a'`,
    );
    expect(json.rows).toMatchObject([
      {
        plan: {
          steps: [{ method: 'update_card', calls: 1 }],
          changes: [
            {
              kind: 'update',
              identifier: 'a/1',
              scope: { connection: 'main', region: 'north' },
              before: { title: null },
              after: { title: 't', pin: '***' },
            },
          ],
        },
      },
    ]);
    expect(JSON.stringify(json.rows)).not.toContain('hunter2');
    await db.close();
  });

  it('are the same when they are kept as text and carried out later as when they are made at once', async () => {
    const title = fc.option(fc.string({ maxLength: 5 }), { nil: null });
    const rows = fc.uniqueArray(fc.record({ shelf: fc.constantFrom('a', 'b|c'), number: fc.nat(9), title }), {
      selector: ({ shelf, number }) => `${shelf}/${number}`,
      maxLength: 6,
    });
    const statement = fc.constantFrom(
      `UPDATE ${cards} SET title = coalesce(title, 'none') || number, size = length(shelf) WHERE shelf = 'a'`,
      `UPDATE ${cards} SET size = 5 WHERE title IS NOT NULL RETURNING shelf, number, size`,
      `DELETE FROM ${cards} WHERE number > '4' RETURNING shelf, title`,
      `INSERT INTO ${cards} (shelf, number, title) SELECT 'z', number, title FROM ${cards} WHERE shelf = 'b|c'`,
    );
    await fc.assert(
      fc.asyncProperty(rows, statement, async (given, sql) => {
        const start = given.map(({ shelf, number, title: text }) => card(shelf, String(number), text));
        const [atOnce, later] = [shopOf(start), shopOf(start)];
        const [now, then] = [await openShop(atOnce.shop), await openShop(later.shop)];
        const expected = await now.db.query(sql);
        const plan = JSON.parse(JSON.stringify(await then.db.plan(sql)));
        expect(later.data.cards).toEqual(start);
        const made = await then.db.apply(plan);
        expect(made.rows).toEqual(expected.rows);
        expect(made.columns).toEqual(expected.columns);
        expect(later.data.cards).toEqual(atOnce.data.cards);
        await Promise.all([now.db.close(), then.db.close()]);
      }),
      { numRuns: 8 },
    );
  });
});
