import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseExactly } from './exact-json.ts';

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

  it.each(['', '{', '9007199254740993 x'])('refuses %j', (text) => {
    expect(() => parseExactly(text)).toThrow(SyntaxError);
  });
});
