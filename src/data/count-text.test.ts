import fc from 'fast-check';
import { expect, it } from 'vitest';
import { countText } from './count-text.ts';

it('writes counts as the locale of the United States does', () => {
  fc.assert(
    fc.property(fc.maxSafeNat(), fc.nat({ max: 15 }), (count, digits) => {
      const shorter = Math.floor(count / 10 ** digits);
      expect(countText(shorter)).toBe(shorter.toLocaleString('en-US'));
      expect(countText(-shorter)).toBe((0 - shorter).toLocaleString('en-US'));
    }),
  );
});
