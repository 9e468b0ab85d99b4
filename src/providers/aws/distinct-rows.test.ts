import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createDistinctRows } from './distinct-rows.ts';

it('gives each identifier once over all pages, in order, and all rows without one', () => {
  const page = fc.uniqueArray(fc.record({ id: fc.option(fc.nat({ max: 9 })), of: fc.nat() }), {
    selector: ({ id, of }) => id ?? `none ${of}`,
    maxLength: 6,
  });
  fc.assert(
    fc.property(fc.array(page, { maxLength: 6 }), (pages) => {
      const distinct = createDistinctRows(['id']);
      const given = pages.flatMap((rows) => distinct(rows));
      const seen = new Set<number>();
      const expected = pages.flat().filter(({ id }) => id === null || (!seen.has(id) && seen.add(id)));
      expect(given).toEqual(expected);
    }),
  );
});

it('leaves rows alone that their identifier does not tell apart', () => {
  const distinct = createDistinctRows(['name', 'version']);
  const [a1, a2, again] = [1, 2, 1].map((of) => ({ name: 'a', version: '1', of }));
  expect(distinct([a1, a2] as never)).toEqual([a1, a2]);
  expect(distinct([again] as never)).toEqual([again]);
  expect(createDistinctRows([])([a1, a1] as never)).toEqual([a1, a1]);
});
