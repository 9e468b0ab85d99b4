import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayWidth, graphemesOf, padToWidth, truncateToWidth, wrapToWidth } from './display-width.ts';

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

describe('graphemesOf', () => {
  it('parts a text as the segmenter parts the whole of it', () => {
    const units = [
      'a',
      ' ',
      'é',
      'e\u0301',
      '\u0301',
      '日',
      '👍',
      '🏽',
      '\u200d',
      '👨',
      '🇨',
      '🇭',
      '\u0600',
      '❤',
      '\ufe0f',
      '\ud83d',
      '\r',
      '\n',
    ];
    const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
    const text = fc
      .array(fc.tuple(fc.constantFrom(...units), fc.constantFrom(1, 1, 2, 40, 70)), { maxLength: 20 })
      .map((parts) => parts.map(([unit, times]) => unit.repeat(times)).join(''));
    fc.assert(
      fc.property(text, (text) => {
        expect([...graphemesOf(text)]).toEqual(Array.from(segmenter.segment(text), ({ segment }) => segment));
      }),
    );
  });

  it('takes no longer a character in a long text', () => {
    // What takes a step of the whole text for each of its characters is not done with this before the test's time is over.
    const long = 'é語'.repeat(200_000);
    expect([...graphemesOf(long)]).toHaveLength(400_000);
    expect(truncateToWidth(long, 4)).toBe('é語…');
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
