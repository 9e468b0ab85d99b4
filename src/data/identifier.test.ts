import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinIdentifier, splitIdentifier } from './identifier.ts';

const part = fc.string().filter((text) => !text.includes('|'));

describe('an identifier', () => {
  it('of any parts is split into those parts', () => {
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), (parts) => {
        expect(splitIdentifier(joinIdentifier(parts) ?? '', parts.length)).toEqual(parts);
      }),
    );
  });

  it('of one part is that part, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(joinIdentifier([text])).toBe(text);
        expect(splitIdentifier(text, 1)).toEqual([text]);
      }),
    );
    expect(joinIdentifier([7])).toBe(7);
  });

  it.each([
    [['abc', 'prod'], 'abc|prod'],
    [['abc', 7, true], 'abc|7|true'],
    [['', 'prod'], '|prod'],
    [['abc', null], null],
    [[undefined, 'prod'], null],
    [[null], null],
    [[], null],
  ])('of %j is %j', (parts, expected) => {
    expect(joinIdentifier(parts)).toBe(expected);
  });

  it.each([
    ['abc', 2],
    ['a|b|c', 2],
    ['', 2],
    ['', 0],
  ])('%j has not %d parts', (identifier, count) => {
    expect(splitIdentifier(identifier, count)).toBeUndefined();
  });
});
