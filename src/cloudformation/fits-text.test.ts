import { expect, it } from 'vitest';
import { fitsText, type TextFacts } from './fits-text.ts';

it.each<[string, TextFacts, boolean]>([
  ['anything', {}, true],
  ['', { minLength: 1 }, false],
  ['ab', { maxLength: 1 }, false],
  // One character, two units of UTF-16.
  ['😀', { minLength: 1, maxLength: 1 }, true],
  ['b', { enum: ['a', 'b'] }, true],
  ['c', { enum: ['a', 'b'] }, false],
  ['arn:aws:s3:::b', { pattern: '^arn:' }, true],
  ['b', { pattern: '^arn:' }, false],
])('fitsText %j of %j is %s', (text, facts, expected) => {
  expect(fitsText(text, facts)).toBe(expected);
});
