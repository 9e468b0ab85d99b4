import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonPointer, pointerKeys, valueAtPointer } from './json-pointer.ts';

const key = fc.oneof(fc.string(), fc.constantFrom('', '/', '~', '~1', '~0', 'a/b~c', '0', '01', '-', '__proto__'));

describe('a JSON Pointer', () => {
  it('of any keys reads back as those keys', () => {
    fc.assert(
      fc.property(fc.array(key), (keys) => {
        expect(pointerKeys(jsonPointer(keys))).toEqual(keys);
      }),
    );
  });

  it('to a member follows the one to what holds it', () => {
    expect(jsonPointer([])).toBe('');
    expect(jsonPointer(['a/b~c'])).toBe('/a~1b~0c');
    expect(`${jsonPointer(['a'])}${jsonPointer(['b'])}`).toBe(jsonPointer(['a', 'b']));
  });

  it.each([
    ['a', "the path 'a' does not start with '/'"],
    ['/a~2', "the path '/a~2' has a '~' that is neither '~0' nor '~1'"],
    ['/~', "the path '/~' has a '~' that is neither '~0' nor '~1'"],
  ])('%s is none', (text, message) => {
    expect(() => pointerKeys(text)).toThrow(new SyntaxError(message));
  });
});

describe('valueAtPointer', () => {
  // The examples of RFC 6901, section 5.
  const document = { foo: ['bar', 'baz'], '': 0, 'a/b': 1, 'c%d': 2, 'm~n': 8, ' ': 7, deep: [{ list: [null] }] };

  it.each([
    ['', document],
    ['/foo', ['bar', 'baz']],
    ['/foo/0', 'bar'],
    ['/', 0],
    ['/a~1b', 1],
    ['/c%d', 2],
    ['/m~0n', 8],
    ['/ ', 7],
    ['/deep/0/list/0', null],
    ['/foo/2', undefined],
    ['/foo/-', undefined],
    ['/foo/00', undefined],
    ['/foo/length', undefined],
    ['/toString', undefined],
    ['/a~1b/c', undefined],
  ])('finds at %j %j', (pointer, value) => {
    expect(valueAtPointer(document, pointer)).toEqual(value);
  });
});
