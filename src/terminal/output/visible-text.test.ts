import fc from 'fast-check';
import { expect, it } from 'vitest';
import { visibleText } from './visible-text.ts';

it.each([
  ['a\nb', 'a\\nb'],
  ['a\tb', 'a\\tb'],
  ['\u001b[31mred', '\\x1b[31mred'],
  ['\u001b]0;title\u0007', '\\x1b]0;title\\x07'],
  ['\u009b2J', '\\x9b2J'],
  ['abc\u202efed', 'abc\\u202efed'],
  ['\ud800', '\\ud800'],
  ['👨‍👩‍👧 日本 é', '👨‍👩‍👧 日本 é'],
])('%j is shown as %s', (text, shown) => {
  expect(visibleText(text)).toBe(shown);
});

it('never lets a control character through', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(visibleText(text)).not.toMatch(/\p{Cc}|\p{Bidi_Control}|\p{Cs}/u);
    }),
    { seed: 3 },
  );
});
