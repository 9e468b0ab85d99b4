import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyPatch, JsonPatchError, parsePatch } from './json-patch.ts';
import { sameJson } from './same-json.ts';
import type { Value } from './value.ts';

const patched = (document: Value, patch: unknown) => applyPatch(document, parsePatch(JSON.stringify(patch)));

/** A patch that makes `after` out of `before`, written without the code under test. */
function patchBetween(before: Value, after: Value, path = ''): unknown[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (!isPlain(before) || !isPlain(after)) return [{ op: 'replace', path, value: after }];
  const escaped = (key: string) => `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  return [
    ...Object.keys(before).flatMap((key) => (Object.hasOwn(after, key) ? [] : [{ op: 'remove', path: escaped(key) }])),
    ...Object.entries(after).flatMap(([key, value]) =>
      Object.hasOwn(before, key)
        ? patchBetween(before[key] ?? null, value, escaped(key))
        : [{ op: 'add', path: escaped(key), value }],
    ),
  ];
}

function isPlain(value: unknown): value is Record<string, Value> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const json = () => fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.parse(JSON.stringify(value)) as Value);

describe('JSON Patch', () => {
  it.each([
    ['add a member', { a: 1 }, [{ op: 'add', path: '/b', value: 2 }], { a: 1, b: 2 }],
    ['add over a member', { a: 1 }, [{ op: 'add', path: '/a', value: 2 }], { a: 2 }],
    ['add into a list', { a: [1, 3] }, [{ op: 'add', path: '/a/1', value: 2 }], { a: [1, 2, 3] }],
    ['add at the end by index', { a: [1] }, [{ op: 'add', path: '/a/1', value: 2 }], { a: [1, 2] }],
    ['add at the end by -', { a: [1] }, [{ op: 'add', path: '/a/-', value: 2 }], { a: [1, 2] }],
    ['add the whole', { a: 1 }, [{ op: 'add', path: '', value: [] }], []],
    ['add null', {}, [{ op: 'add', path: '/a', value: null }], { a: null }],
    ['remove a member', { a: 1, b: 2 }, [{ op: 'remove', path: '/a' }], { b: 2 }],
    ['remove an element', [1, 2, 3], [{ op: 'remove', path: '/1' }], [1, 3]],
    ['replace deep', { a: [{ b: 1 }] }, [{ op: 'replace', path: '/a/0/b', value: 2 }], { a: [{ b: 2 }] }],
    ['move between', { a: 1, b: {} }, [{ op: 'move', from: '/a', path: '/b/a' }], { b: { a: 1 } }],
    ['move within a list', [1, 2, 3], [{ op: 'move', from: '/0', path: '/2' }], [2, 3, 1]],
    ['move onto itself', { a: 1 }, [{ op: 'move', from: '/a', path: '/a' }], { a: 1 }],
    ['copy', { a: [1] }, [{ op: 'copy', from: '/a', path: '/b' }], { a: [1], b: [1] }],
    [
      'test then change',
      { a: 1 },
      [
        { op: 'test', path: '/a', value: 1 },
        { op: 'remove', path: '/a' },
      ],
      {},
    ],
    ['escaped keys', { 'a/b': { '~1': 1 } }, [{ op: 'replace', path: '/a~1b/~01', value: 2 }], { 'a/b': { '~1': 2 } }],
    ['an empty key', { '': 1 }, [{ op: 'replace', path: '/', value: 2 }], { '': 2 }],
    [
      'test of objects in another order',
      { a: { x: 1, y: 2 } },
      [{ op: 'test', path: '/a', value: { y: 2, x: 1 } }],
      { a: { x: 1, y: 2 } },
    ],
  ])('can %s', (_, before, patch, after) => {
    expect(patched(before, patch)).toEqual(after);
  });

  it.each([
    ['text that is not JSON', '{'],
    ['an object', '{"op": "add", "path": "/a", "value": 1}'],
    ['a list of no objects', '[1]'],
    ['an unknown operation', '[{"op": "set", "path": "/a", "value": 1}]'],
    ['no operation', '[{"path": "/a", "value": 1}]'],
    ['no path', '[{"op": "remove"}]'],
    ['no value', '[{"op": "add", "path": "/a"}]'],
    ['no from', '[{"op": "copy", "path": "/a"}]'],
    ['a path without its slash', '[{"op": "remove", "path": "a"}]'],
    ['a stray tilde', '[{"op": "remove", "path": "/a~2"}]'],
    ['a move into itself', '[{"op": "move", "from": "/a", "path": "/a/b"}]'],
  ])('refuses %s', (_, text) => {
    expect(() => parsePatch(text)).toThrow(JsonPatchError);
  });

  it.each([
    ['remove of nothing', { op: 'remove', path: '/x' }],
    ['remove of everything', { op: 'remove', path: '' }],
    ['replace of nothing', { op: 'replace', path: '/x', value: 1 }],
    ['add under nothing', { op: 'add', path: '/x/y', value: 1 }],
    ['add under a number', { op: 'add', path: '/a/y', value: 1 }],
    ['add beyond the end', { op: 'add', path: '/list/3', value: 1 }],
    ['add at an index with a leading zero', { op: 'add', path: '/list/01', value: 1 }],
    ['add at no index', { op: 'add', path: '/list/x', value: 1 }],
    ['remove at the end', { op: 'remove', path: '/list/-' }],
    ['copy from nothing', { op: 'copy', from: '/x', path: '/y' }],
    ['a test of another value', { op: 'test', path: '/a', value: 2 }],
    ['a test of an inherited member', { op: 'test', path: '/toString', value: 2 }],
  ])('refuses %s and leaves the document alone', (_, operation) => {
    const document = { a: 1, list: [1, 2] };
    expect(() => patched(document, [{ op: 'replace', path: '/a', value: 1 }, operation])).toThrow(JsonPatchError);
    expect(document).toEqual({ a: 1, list: [1, 2] });
  });

  it('keeps __proto__ as data', () => {
    const result = applyPatch({}, parsePatch('[{"op": "add", "path": "/__proto__", "value": {"polluted": true}}]'));
    expect(JSON.stringify(result)).toBe('{"__proto__":{"polluted":true}}');
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  it('makes any document out of any other', () => {
    fc.assert(
      fc.property(json(), json(), (before, after) => {
        const text = JSON.stringify(before);
        expect(sameJson(patched(before, patchBetween(before, after)), after)).toBe(true);
        expect(JSON.stringify(before)).toBe(text);
      }),
      { numRuns: 300 },
    );
  });

  it('adds and removes again without a trace', () => {
    fc.assert(
      fc.property(fc.array(json()), json(), fc.nat(), (list, value, at) => {
        const path = `/${at % (list.length + 1)}`;
        expect(
          patched(list, [
            { op: 'add', path, value },
            { op: 'test', path, value },
            { op: 'remove', path },
          ]),
        ).toEqual(list);
      }),
      { numRuns: 200 },
    );
  });

  it('copies only so much', () => {
    const doubling = Array.from({ length: 40 }, () => ({ op: 'copy', from: '/list', path: '/list/-' }) as const);
    expect(() => applyPatch({ list: ['x'] }, doubling)).toThrow(JsonPatchError);
    expect(applyPatch({ list: ['x'] }, doubling.slice(0, 3))).toMatchObject({ list: { length: 4 } });
  });
});
