import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, canonicalJsonText } from './canonical-json.ts';
import { sameJson } from './same-json.ts';

describe('canonicalJson', () => {
  it('is the same text exactly where values are the same', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
        expect(JSON.parse(canonicalJson(one))).toEqual(JSON.parse(JSON.stringify(one)));
        expect(canonicalJson(one) === canonicalJson(other)).toBe(
          sameJson(JSON.parse(JSON.stringify(one)), JSON.parse(JSON.stringify(other))),
        );
      }),
    );
  });

  it('leaves out what is not there', () => {
    expect(canonicalJson({ b: undefined, a: [undefined] })).toBe('{"a":[null]}');
  });
});

describe('canonicalJsonText', () => {
  it('is that of the value, however it is written', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(4), (value, blanks) => {
        const written = JSON.stringify(value, undefined, blanks);
        expect(canonicalJsonText(written)).toBe(canonicalJson(JSON.parse(written)));
      }),
    );
  });

  it.each([
    ['{"b": 1, "a": {"d": [1, 2.0], "c": null}}', '{"a":{"c":null,"d":[1,2]},"b":1}'],
    ['{"a": 1, "a": 2}', '{"a":2}'],
    ['9007199254740993', '9007199254740993'],
    ['123456789012345678901234567890.50', '123456789012345678901234567890.5'],
    ['1.0', '1'],
    ['"\\u0041"', '"A"'],
    ['{"[,": "}"}', '{"[,":"}"}'],
  ])('of %s is %s', (text, canonical) => expect(canonicalJsonText(text)).toBe(canonical));

  it.each(['', 'running', '{', "{'a': 1}", '01', 'undefined'])('of %j is nothing', (text) => {
    expect(canonicalJsonText(text)).toBeUndefined();
  });

  it('is of any depth', () => {
    const nested = (inner: string) => `${'[{"b":[],"a":'.repeat(100_000)}${inner}${'}]'.repeat(100_000)}`;
    expect(canonicalJsonText(nested('{"d": 1, "c": {}}'))).toBe(
      `${'[{"a":'.repeat(100_000)}{"c":{},"d":1}${',"b":[]}]'.repeat(100_000)}`,
    );
  });
});
