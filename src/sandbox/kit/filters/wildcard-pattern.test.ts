import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wildcardPattern } from './wildcard-pattern.ts';

/** Matches `*` and `?` one character at a time, without regular expressions. */
function matches(text: readonly string[], pattern: readonly string[]): boolean {
  const [first, ...rest] = pattern;
  if (first === undefined) return text.length === 0;
  if (first === '*') return matches(text, rest) || (text.length > 0 && matches(text.slice(1), pattern));
  return text.length > 0 && (first === '?' || first === text[0]) && matches(text.slice(1), rest);
}

describe('wildcardPattern', () => {
  it('matches as a matcher that goes by single characters does', () => {
    const character = fc.constantFrom('a', 'A', '.', '(', '+', '-', '*', '?', '\n', '🦆');
    fc.assert(
      fc.property(fc.array(character, { maxLength: 6 }), fc.array(character, { maxLength: 6 }), (text, pattern) => {
        expect(wildcardPattern(pattern.join('')).test(text.join(''))).toBe(matches(text, pattern));
      }),
    );
  });

  it.each([
    ['\\*amazon\\?\\\\', '*amazon?\\', true],
    ['\\*amazon', 'my amazon', false],
    ['2026-11-21T*', '2026-11-21T08:00:00.000Z', true],
    ['ends\\', 'ends\\', true],
  ])('%s against %s: %s', (pattern, text, expected) => {
    expect(wildcardPattern(pattern).test(text)).toBe(expected);
  });
});
