import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileFilters, compilePattern } from './filters.ts';

/** Matches `*` and `?` one character at a time, without regular expressions. */
function matches(text: readonly string[], pattern: readonly string[]): boolean {
  const [first, ...rest] = pattern;
  if (first === undefined) return text.length === 0;
  if (first === '*') return matches(text, rest) || (text.length > 0 && matches(text.slice(1), pattern));
  return text.length > 0 && (first === '?' || first === text[0]) && matches(text.slice(1), rest);
}

describe('compilePattern', () => {
  it('matches as a matcher that goes by single characters does', () => {
    const character = fc.constantFrom('a', 'A', '.', '(', '+', '-', '*', '?', '\n', '🦆');
    fc.assert(
      fc.property(fc.array(character, { maxLength: 6 }), fc.array(character, { maxLength: 6 }), (text, pattern) => {
        expect(compilePattern(pattern.join('')).test(text.join(''))).toBe(matches(text, pattern));
      }),
      { seed: 11, numRuns: 500 },
    );
  });

  it.each([
    ['\\*amazon\\?\\\\', '*amazon?\\', true],
    ['\\*amazon', 'my amazon', false],
    ['2026-11-21T*', '2026-11-21T08:00:00.000Z', true],
    ['ends\\', 'ends\\', true],
  ])('%s against %s: %s', (pattern, text, expected) => {
    expect(compilePattern(pattern).test(text)).toBe(expected);
  });
});

describe('compileFilters', () => {
  const fields = {
    name: (item: { name?: string; size: number }) => item.name,
    size: (item: { size: number }) => item.size,
  };
  const fits = (
    filters: readonly { Name?: string; Values?: readonly string[] }[],
    item: { name?: string; size: number },
  ) =>
    compileFilters({ Filters: filters.map(({ Name, Values }) => ({ Name, Values })) }, fields, () => [
      { Key: 'team', Value: 'web' },
    ])(item);

  it('takes all filters and any value of each', () => {
    const item = { name: 'golden', size: 8 };
    expect(fits([], item)).toBe(true);
    expect(
      fits(
        [
          { Name: 'name', Values: ['silver', 'gold*'] },
          { Name: 'size', Values: ['8'] },
        ],
        item,
      ),
    ).toBe(true);
    expect(
      fits(
        [
          { Name: 'name', Values: ['gold*'] },
          { Name: 'size', Values: ['9'] },
        ],
        item,
      ),
    ).toBe(false);
    expect(fits([{ Name: 'name', Values: ['Golden'] }], item)).toBe(false);
  });

  it('lets nothing pass a filter without values, nor an absent value pass any', () => {
    expect(fits([{ Name: 'name', Values: [] }], { name: 'golden', size: 8 })).toBe(false);
    expect(fits([{ Name: 'name' }], { name: 'golden', size: 8 })).toBe(false);
    expect(fits([{ Name: 'name', Values: ['*'] }], { size: 8 })).toBe(false);
  });

  it('knows tags by key and value, and keys alone', () => {
    expect(fits([{ Name: 'tag:team', Values: ['w?b'] }], { size: 1 })).toBe(true);
    expect(fits([{ Name: 'tag:Team', Values: ['web'] }], { size: 1 })).toBe(false);
    expect(fits([{ Name: 'tag-key', Values: ['te*'] }], { size: 1 })).toBe(true);
    expect(fits([{ Name: 'tag-key', Values: ['web'] }], { size: 1 })).toBe(false);
  });

  it.each([
    [[{ Name: 'nme', Values: ['x'] }], 'InvalidParameterValue', "The filter 'nme' is invalid"],
    [[{ Name: 'constructor', Values: ['x'] }], 'InvalidParameterValue', "The filter 'constructor' is invalid"],
    [[{ Values: ['x'] }], 'InvalidParameterValue', 'The filter name must be specified.'],
    [
      [{ Name: 'name', Values: Array.from({ length: 201 }, String) }],
      'FilterLimitExceeded',
      'The maximum number of filter values specified on a single call is 200',
    ],
  ])('refuses %j', (filters, code, message) => {
    expect(() => fits(filters, { size: 1 })).toThrowError(expect.objectContaining({ code, message }));
  });
});
