import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filterForm, likeForm, type WildcardForm, wildcardMatcher } from './wildcard-matcher.ts';

/** Matches one character at a time, trying everything. */
function matches(text: readonly string[], pattern: readonly string[], { any, one }: WildcardForm): boolean {
  const [first, ...rest] = pattern;
  if (first === undefined) return text.length === 0;
  if (first === any) {
    return matches(text, rest, { any, one }) || (text.length > 0 && matches(text.slice(1), pattern, { any, one }));
  }
  return text.length > 0 && (first === one || first === text[0]) && matches(text.slice(1), rest, { any, one });
}

const forms: readonly (readonly [string, WildcardForm])[] = [
  ['of filters', filterForm],
  ['of LIKE', likeForm],
  ['without a sign for one character', { any: '*' }],
];

describe('wildcardMatcher', () => {
  it.each(forms)('matches as one that tries everything, %s', (_, form) => {
    const character = fc.constantFrom('a', 'A', '.', '(', '-', '\n', '🦆', form.any, form.one ?? '?');
    const text = fc.array(character, { maxLength: 7 });
    fc.assert(
      fc.property(text, text, (given, pattern) => {
        expect(wildcardMatcher(pattern.join(''), form)(given.join(''))).toBe(matches(given, pattern, form));
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['\\*amazon\\?\\\\', '*amazon?\\', true],
    ['\\*amazon', 'my amazon', false],
    ['2026-11-21T*', '2026-11-21T08:00:00.000Z', true],
    ['ends\\', 'ends\\', true],
    ['a*a', 'a', false],
    ['a**a', 'aa', true],
    ['*?🦆?', '🦆🦆🦆', true],
    ['??', '🦆', false],
  ])('%s against %s: %s', (pattern, text, expected) => {
    expect(wildcardMatcher(pattern, filterForm)(text)).toBe(expected);
  });

  it('is done with a text that leads regular expressions astray', () => {
    expect(wildcardMatcher(`${'*a'.repeat(40)}b`, filterForm)('a'.repeat(20_000))).toBe(false);
  });
});
