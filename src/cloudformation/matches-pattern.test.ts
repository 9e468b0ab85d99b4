import { expect, it } from 'vitest';
import { matchesPattern } from './matches-pattern.ts';

it.each([
  ['abc', '^[a-z]+$', true],
  ['ABC', '^[a-z]+$', false],
  ['x-abc', '[a-z]+$', true],
  ['ABC', '(?i)^[a-z]+$', true],
  ['a\nb', '(?s)^.+$', true],
  ['a\nb', '^.+$', false],
  ['a-b', '^[\\w\\-\\_]+$', true],
  ['é', '^\\p{L}+$', true],
  ['1', '^\\p{L}+$', false],
  ['abc', '\\A[a-z]+\\Z', true],
  ['abc1', '\\A[a-z]+\\Z', false],
  // What JavaScript cannot read, or would read as something else, says nothing.
  ['?', '^[a-z]*{1,1000}$', true],
  ['?', '^\\p{Graph}{5}$', true],
  ['?', '^(?!(?i)aws)[a-z]$', true],
])('%j in %j: %s', (text, pattern, matches) => {
  expect(matchesPattern(text, pattern)).toBe(matches);
});
