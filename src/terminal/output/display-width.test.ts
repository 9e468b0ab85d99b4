import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayWidth, padToWidth, truncateToWidth, wrapToWidth } from './display-width.ts';

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
        (text, width, side) => {
          expect(displayWidth(padToWidth(truncateToWidth(text, width), width, side))).toBe(width);
        },
      ),
      { seed: 2 },
    );
  });

  it('leave what fits, and mark what was cut', () => {
    expect(truncateToWidth('image', 5)).toBe('image');
    expect(truncateToWidth('images', 5)).toBe('imag…');
    expect(truncateToWidth('日本語', 4)).toBe('日…');
    expect(truncateToWidth('👨‍👩‍👧👨‍👩‍👧', 3)).toBe('👨‍👩‍👧…');
  });

  it('pads on the side that the text does not stand on', () => {
    expect(padToWidth('7', 3, 'right')).toBe('  7');
    expect(padToWidth('a', 3, 'left')).toBe('a  ');
  });
});

it('parts text into lines that fit, and loses nothing but blanks', () => {
  expect(wrapToWidth('one two three', 7)).toEqual(['one two', 'three']);
  expect(wrapToWidth('abcdefgh', 3)).toEqual(['abc', 'def', 'gh']);
  expect(wrapToWidth('データ', 4)).toEqual(['デー', 'タ']);
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', 'b', ' ', 'デ'), maxLength: 40 }),
      fc.integer({ min: 2, max: 12 }),
      (text, width) => {
        const lines = wrapToWidth(text, width);
        expect(Math.max(0, ...lines.map(displayWidth))).toBeLessThanOrEqual(width);
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      },
    ),
  );
});
