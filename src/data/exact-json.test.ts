import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactNumber, isBigNumber, parseExactly, stringifyExactly, wholeNumber } from './exact-json.ts';

describe('parseExactly', () => {
  it.each([
    ['{"a": 9007199254740993}', { a: '9007199254740993' }],
    ['[-9007199254740993, 9007199254740991]', ['-9007199254740993', 9007199254740991]],
    ['"9007199254740993 \\" 9007199254740993"', '9007199254740993 " 9007199254740993'],
    ['12345678901234567890123', '12345678901234567890123'],
    ['0.12345678901234566', 0.12345678901234566],
    ['1e300', 1e300],
  ])('%s', (text, value) => expect(parseExactly(text)).toEqual(value));

  it('is JSON.parse of whatever a double holds', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value);
        const isUnsafe = (found: unknown): boolean =>
          typeof found === 'number'
            ? Number.isInteger(found) && !Number.isSafeInteger(found)
            : typeof found === 'object' && found !== null && Object.values(found).some(isUnsafe);
        fc.pre(!isUnsafe(value));
        expect(parseExactly(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  it('finds a great number wherever it stands', () => {
    for (let before = 0; before < 40; before += 1) {
      const text = `["${'x'.repeat(before)}",-9007199254740993,123456789012345]`;
      expect(parseExactly(text)).toEqual(['x'.repeat(before), '-9007199254740993', 123456789012345]);
    }
  });

  it.each(['', '{', '9007199254740993 x'])('refuses %j', (text) => {
    expect(() => parseExactly(text)).toThrow(SyntaxError);
  });
});

describe('stringifyExactly', () => {
  it('writes what parseExactly reads, digit by digit', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n }), fc.string(), (number, text) => {
        const whole = wholeNumber(number.toString());
        const written = stringifyExactly({ a: isBigNumber(whole) ? exactNumber(whole) : whole, b: text });
        expect(written).toBe(`{"a":${number},"b":${JSON.stringify(text)}}`);
        expect(parseExactly(written)).toEqual({ a: whole, b: text });
      }),
    );
  });

  it.each([
    ['007', 7],
    ['+9007199254740993', '9007199254740993'],
    ['-9007199254740993', '-9007199254740993'],
    ['1.5', undefined],
    ['', undefined],
    ['1e3', undefined],
  ])('takes %j for %j', (text, number) => {
    expect(wholeNumber(text)).toBe(number);
  });
});
