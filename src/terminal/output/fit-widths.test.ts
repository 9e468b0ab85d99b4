import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fitWidths } from './fit-widths.ts';

it('leaves what fits', () => {
  expect(fitWidths([5, 10], 18, 3)).toEqual([5, 10]);
});

it('lets the widest columns give way first', () => {
  expect(fitWidths([5, 40, 60], 56, 3)).toEqual([5, 23, 22]);
});

it('fits any columns that can be fitted, and gives no cell more than it needs', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 80, max: 200 }),
      (natural, screenWidth) => {
        const widths = fitWidths(natural, screenWidth, 3);
        const line = widths.reduce((sum, width) => sum + width, 3 * (widths.length - 1));
        expect(line).toBeLessThanOrEqual(screenWidth);
        for (const [index, width] of widths.entries()) expect(width).toBeLessThanOrEqual(natural[index] ?? 0);
      },
    ),
    { seed: 7 },
  );
});
