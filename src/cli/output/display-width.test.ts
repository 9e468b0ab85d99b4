import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayWidth, padToWidth, truncateToWidth } from './display-width.ts';

describe('displayWidth', () => {
  it.each([
    ['plain', 5],
    ['', 0],
    ['日本語', 6],
    ['한국어', 6],
    ['ｆｕｌｌ', 8],
    ['é', 1],
    ['e\u0301', 1],
    ['Zürich', 6],
    ['👍', 2],
    ['👍🏽', 2],
    ['👨‍👩‍👧', 2],
    ['🇨🇭', 2],
    ['❤️', 2],
    ['✔', 1],
    ['│─…', 3],
    ['العربية', 7],
  ])('of %j is %i', (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });

  it('is the sum of the widths of what is joined by a space', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (one, other) => {
        expect(displayWidth(`${one} ${other}`)).toBe(displayWidth(one) + 1 + displayWidth(other));
      }),
      { seed: 1 },
    );
  });
});

describe('truncateToWidth and padToWidth', () => {
  it('together give exactly the width asked for', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.integer({ min: 1, max: 30 }),
        fc.constantFrom('left', 'right'),
        fc.constantFrom('start', 'end'),
        (text, width, side, keep) => {
          expect(displayWidth(padToWidth(truncateToWidth(text, width, keep), width, side))).toBe(width);
        },
      ),
      { seed: 2 },
    );
  });

  it('leave what fits, and mark what was cut', () => {
    expect(truncateToWidth('image', 5)).toBe('image');
    expect(truncateToWidth('images', 5)).toBe('imag…');
    expect(truncateToWidth('日本語', 4)).toBe('日…');
    expect(truncateToWidth('image/web', 5, 'end')).toBe('…/web');
    expect(truncateToWidth('👨‍👩‍👧👨‍👩‍👧', 3)).toBe('👨‍👩‍👧…');
  });

  it('pads on the side that the text does not stand on', () => {
    expect(padToWidth('7', 3, 'right')).toBe('  7');
    expect(padToWidth('a', 3, 'left')).toBe('a  ');
  });
});
