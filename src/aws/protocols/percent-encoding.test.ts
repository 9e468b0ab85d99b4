import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatQueryString, parseQueryString, percentDecode, percentEncode } from './percent-encoding.ts';
import { WireError } from './wire-error.ts';

const text = fc.string({ unit: 'grapheme' });

describe('percentEncode', () => {
  it('leaves only unreserved characters', () => {
    expect(percentEncode("aZ09-._~ /!'()*+é")).toBe('aZ09-._~%20%2F%21%27%28%29%2A%2B%C3%A9');
    expect(percentEncode('\ud800')).toBe('%EF%BF%BD');
  });

  it('can be read again', () => {
    fc.assert(
      fc.property(text, (value) => {
        expect(percentDecode(percentEncode(value))).toBe(value);
      }),
      { seed: 20260131 },
    );
  });

  it('reads no escapes that are not UTF-8', () => {
    for (const broken of ['%', '%2', '%ff', '%C3']) expect(() => percentDecode(broken)).toThrow(WireError);
  });
});

describe('query strings', () => {
  it('can be read again', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text)), (pairs) => {
        expect(parseQueryString(formatQueryString(pairs))).toEqual(pairs);
      }),
      { seed: 20260131 },
    );
  });

  it('are read as forms are', () => {
    expect(parseQueryString('a=1+2&&b&c=d=e&=f')).toEqual([
      ['a', '1 2'],
      ['b', ''],
      ['c', 'd=e'],
      ['', 'f'],
    ]);
  });
});
