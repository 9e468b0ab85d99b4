import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { dataOfJsonnet } from './jsonnet.ts';
import { JsonnetError } from './jsonnet-error.ts';

const directory = mkdtempSync(join(tmpdir(), 'skyql-jsonnet-'));
afterAll(() => rmSync(directory, { recursive: true }));

const evaluated = (text: string): unknown =>
  dataOfJsonnet({ text, name: 'data.jsonnet' }, { variables: { who: 'me' }, directory });

/** What go-jsonnet 0.22 answers. */
const documents: readonly (readonly [document: string, data: unknown])[] = [
  ['{ a: 1, b: self.a + 1, c:: 3, d: $.c }', { a: 1, b: 2, d: 3 }],
  ['local f(x, y=2) = x * y; [f(2), f(2, 3), f(y=5, x=1)]', [4, 6, 5]],
  ['{ a: { b: 1 } } + { a+: { c: 2 } }', { a: { b: 1, c: 2 } }],
  ['{ a: 1, x: { b: $.a } } + { a: 2 }', { a: 2, x: { b: 2 } }],
  ['local base = { n: 1, m: self.n + 1 }; base { n: 10, o: super.m }', { m: 11, n: 10, o: 11 }],
  ['[x * y for x in [1,2,3] if x > 1 for y in [1, x]]', [2, 4, 3, 9]],
  [`{ [k + '_x']: std.length(k) for k in ['a', 'bb'] }`, { a_x: 1, bb_x: 2 }],
  ['if false then 1', null],
  [`{ a: if true then 1 else 2, [if false then 'b']: 2 }`, { a: 1 }],
  [
    `"%s is %05.2f and %d %x %-5s| %+d %e %g" % ['x', 3.14159, 42, 255, 'ab', 5, 12345.678, 0.0001]`,
    'x is 03.14 and 42 ff ab   | +5 1.234568e+04 0.0001',
  ],
  [`'%(a)s-%(b)03d' % { a: 'q', b: 7 }`, 'q-007'],
  [
    `|||
  hello
    world

  end
|||`,
    'hello\n  world\n\nend\n',
  ],
  [
    `|||-
  hello
|||`,
    'hello',
  ],
  [`@'a\\b''c' + "tab\\t\\u0041" + 'it\\'s'`, "a\\b'ctab\tAit's"],
  ['[1,2,3,4,5][1:4:2] + [1,2,3][:2] + [1,2,3][1:] + [1,2,3][::2]', [2, 4, 1, 2, 2, 3, 1, 3]],
  [`'hello'[1:3] + 'hello'[4]`, 'elo'],
  [`std.join(', ', ['a', 'b']) + std.join('', [])`, 'a, b'],
  ['std.foldl(function(a, b) a + b, [1,2,3], 0)', 6],
  [`std.sort([3,1,2]) + std.set(['b','a','b']) + std.reverse([1,2])`, [1, 2, 3, 'a', 'b', 2, 1]],
  ['std.objectFields({ b: 1, a:: 2, c: 3 }) + std.objectFieldsAll({ b: 1, a:: 2 })', ['b', 'c', 'a', 'b']],
  ['std.mapWithKey(function(k, v) k + v, { a: 1, b: 2 })', { a: 'a1', b: 'b2' }],
  ['std.mergePatch({ a: 1, b: { c: 2 } }, { a: null, b: { d: 3 } })', { b: { c: 2, d: 3 } }],
  ['std.prune({ a: null, b: [], c: { d: {} }, e: 1, f: [null, 2] })', { e: 1, f: [2] }],
  [
    `[1 == 1.0, 'a' < 'b', [1,2] < [1,3], { a: 1 } == { a: 1 }, !true, -3 % 2, 7 % 3, 5 / 2, 1 << 4, ~5, 6 & 3, 6 | 3, 6 ^ 3]`,
    [true, true, true, true, false, -1, 1, 2.5, 16, -6, 2, 7, 5],
  ],
  [`'a' + 1 + 2.5 + true + null + [1, 'x'] + { a: 1 }`, 'a12.5truenull[1, "x"]{"a": 1}'],
  [
    `'' + 0.1 + 1e100 + 1e-7 + 100000000000000000000 + (1/3)`,
    '0.10000000000000001100000000000000001590289110975991804683608085639452813897813275577478387721703810608134699858568151049.9999999999999995e-081000000000000000000000.33333333333333331',
  ],
  [`local a = { x: 1 }; 'x' in a && !('y' in a)`, true],
  [`{ a: 1, b: 'a' in super } + { c: 'a' in super, d: super.a }`, { a: 1, b: false, c: true, d: 1 }],
  [`{ assert self.a > 0 : 'must be', a: 1 }`, { a: 1 }],
  ['local x = 1, y = x + 1; { z: y, local q = 5, w: q }', { w: 5, z: 2 }],
  [
    `std.split('a,b,c', ',') + std.splitLimit('a,b,c', ',', 1) + [std.strReplace('aXbX', 'X', '-')]`,
    ['a', 'b', 'c', 'a', 'b,c', 'a-b-'],
  ],
  [
    `[std.asciiUpper('abc'), std.substr('hello', 1, 3), std.startsWith('abc', 'ab'), std.endsWith('abc', 'bc'), std.trim('  a '), std.stripChars('xxaxx', 'x')]`,
    ['ABC', 'ell', true, true, 'a', 'a'],
  ],
  [
    `[std.parseInt('-42'), std.parseJson('{"a": [1, null]}'), std.parseHex('ff'), std.base64('hello'), std.md5('a'), std.sha256('a')]`,
    [
      -42,
      { a: [1, null] },
      255,
      'aGVsbG8=',
      '0cc175b9c0f1b6a831c399e269772661',
      'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb',
    ],
  ],
  [
    `std.manifestJsonEx({ a: [1, 2], b: {}, c: [] }, '  ')`,
    '{\n  "a": [\n    1,\n    2\n  ],\n  "b": {\n\n  },\n  "c": [\n\n  ]\n}',
  ],
  [
    'std.toString({ a: [], b: {} , c: [{}]}) + std.manifestJsonMinified({ a: [], b: {} , c: [{}]})',
    '{"a": [ ], "b": { }, "c": [{ }]}{"a":[],"b":{},"c":[{}]}',
  ],
  [
    `[std.type(null), std.type([]), std.type({}), std.type(''), std.type(1), std.type(true), std.type(function(x) x)]`,
    ['null', 'array', 'object', 'string', 'number', 'boolean', 'function'],
  ],
  [
    `[std.range(1, 3), std.makeArray(3, function(i) i * i), std.repeat([1], 2), std.repeat('ab', 2), std.count([1,1,2], 1), std.member([1,2], 2), std.find(2, [1,2,2])]`,
    [[1, 2, 3], [0, 1, 4], [1, 1], 'abab', 2, true, [1, 2]],
  ],
  [
    '[std.max(1, 2), std.min(1, 2), std.abs(-1), std.floor(1.5), std.ceil(1.2), std.pow(2, 10), std.sqrt(16), std.clamp(5, 1, 3), std.round(2.5), std.sign(-2)]',
    [2, 1, 1, 1, 2, 1024, 4, 3, 3, -1],
  ],
  [
    'std.flattenArrays([[1], [2, 3]]) + std.flatMap(function(x) [x, x], [1, 2]) + std.filterMap(function(x) x > 1, function(x) x * 2, [1,2,3]) + std.uniq([1,1,2])',
    [1, 2, 3, 1, 1, 2, 2, 4, 6, 1, 2],
  ],
  [
    `[std.objectHas({ a:: 1 }, 'a'), std.objectHasAll({ a:: 1 }, 'a'), std.get({ a: 1 }, 'b', 9), std.get({ a: 1 }, 'a')]`,
    [false, true, 9, 1],
  ],
  [`std.extVar('who') + '!'`, 'me!'],
  ['local obj = { local me = self, a: 1, b: { c: me.a } }; obj { a: 5 }', { a: 5, b: { c: 5 } }],
  ['{ a+: { x: 1 }, b+: 1 }', { a: { x: 1 }, b: 1 }],
  ['local fib(n) = if n < 2 then n else fib(n - 1) + fib(n - 2); fib(12)', 144],
  [
    `std.objectValues({ b: 2, a: 1 }) + [std.length('héllo'), std.length({ a: 1, b:: 2 }), std.length([1])]`,
    [1, 2, 5, 1, 1],
  ],
  ['{ a::: 1, b:: 2 } + { a:: 3, b::: 4 }', { b: 4 }],
  [`{ 'a b': 1, "c": 2, values: { x: 1 } }['a b']`, 1],
  [
    `// comment
# other
/* block */ { a: 1, /* x */ b: 2, }`,
    { a: 1, b: 2 },
  ],
  [
    `[std.codepoint('a'), std.char(97), std.stringChars('ab'), std.findSubstr('aa', 'aaaa'), std.lines(['a', 'b']), std.escapeStringJson('a"b')]`,
    [97, 'a', ['a', 'b'], [0, 1, 2], 'a\nb\n', '"a\\"b"'],
  ],
  [
    '[std.setUnion([1,2],[2,3]), std.setInter([1,2],[2,3]), std.setDiff([1,2],[2,3]), std.setMember(2, [1,2])]',
    [[1, 2, 3], [2], [1], true],
  ],
  [
    '[std.all([true, true]), std.any([false, true]), std.sum([1,2]), std.avg([1,3]), std.maxArray([1,3,2]), std.minArray([3,1]), std.contains([1,2],1), std.remove([1,2,1],1), std.removeAt([1,2,3],1)]',
    [true, true, 3, 2, 3, 1, true, [2, 1], [1, 3]],
  ],
  [`std.mapWithIndex(function(i, x) i + x, [1, 2]) + std.map(function(c) c + c, 'ab')`, [1, 3, 'aa', 'bb']],
  ['std.foldr(function(x, acc) acc + [x], [1,2,3], [])', [3, 2, 1]],
  [
    `["%5s|%-5s|%05d|%5.1f|%%|%c|%o|%X|%#x" % ['a', 'b', 42, 3.14159, 'z', 8, 255, 255]]`,
    ['    a|b    |00042|  3.1|%|z|10|FF|0xff'],
  ],
  [
    'std.objectKeysValues({ b: 1, a: 2 })',
    [
      { key: 'a', value: 2 },
      { key: 'b', value: 1 },
    ],
  ],
  [`local x = { a: error 'no', b: 1 }; x.b`, 1],
  ['[(function(x) x + 1)(2), (function(x=3) x)()]', [3, 3]],
  ['std.assertEqual(1, 1)', true],
  ['{ a: 10 }.a + [7][0]', 17],
  ['-2 + +3 - -1', 2],
  [`1 + 2 * 3 == 7 && 'a' + 'b' == 'ab' || false`, true],
  [`assert true : 'x'; 5`, 5],
  ['{ [x]: 1 for x in [] }', {}],
  ['local a = [1, 2], b = { x: a }; b { x+: [3] }', { x: [1, 2, 3] }],
  ['{ f: 1 } { f: super.f + 1 } { f: super.f + 1 }', { f: 3 }],
  [`std.format('%s', [[1, 2]]) + std.format('%s', 'x')`, '[1, 2]x'],
  ['std.slice([1,2,3,4], 0, 3, 2)', [1, 3]],
  ['[1,2,3][-1:]', [3]],
  [`'%d' % 3.99`, '3'],
  [`'%i %s' % [3, { a: 1 }]`, '3 {"a": 1}'],
  ['1e3', 1000],
  [`[std.xor(true, false), std.isEmpty(''), std.equalsIgnoreCase('A', 'a')]`, [true, true, true]],
  [`std.deepJoin(['a', ['b', ['c']]])`, 'abc'],
  [`std.escapeStringBash("it's")`, "'it'\"'\"'s'"],
  [`std.lstripChars('aab', 'a') + std.rstripChars('baa', 'a')`, 'bb'],
  [`std.splitLimitR('a,b,c', ',', 1)`, ['a,b', 'c']],
  [`std.encodeUTF8('é')`, [195, 169]],
  [`std.base64Decode('aGVsbG8=')`, 'hello'],
  ['[x for x in std.range(1, 5) if x % 2 == 1]', [1, 3, 5]],
  ['{ local a = 1 }', {}],
  ['null', null],
  ['{ a: 1 } == { a: 1, b:: 2 }', true],
  ['[function(x) x] == [1]', false],
  [`{ a: std.mod(7, 4), b: std.mod('%s', 'x') }`, { a: 3, b: 'x' }],
  ['local a(b, c=b) = c; a(4)', 4],
  ['{ "a": 1 } + { "a"+: 2 }', { a: 3 }],
  ['{ a: [] + [{}] }', { a: [{}] }],
  [`"\\ud83d\\ude00"`, '😀'],
  [`'😀'[0]`, '😀'],
  [`std.length('😀')`, 1],
  ['std.char(128512)', '😀'],
  ['{ a: 1, b: { a: 2, c: self.a, d: $.a } }', { a: 1, b: { a: 2, c: 2, d: 1 } }],
  ['{ b: { c: $.x } , x: 1 } { x: 2 }', { b: { c: 2 }, x: 2 }],
  ['local o = { a: 1, b: $.a }; { o: o, a: 5 }', { a: 5, o: { a: 1, b: 1 } }],
  ['{ o: { a: 1, b: $.z }, z: 3 }', { o: { a: 1, b: 3 }, z: 3 }],
];

describe('dataOfJsonnet', () => {
  it('says of each document what Jsonnet itself says', () => {
    for (const [document, data] of documents) expect(evaluated(document), document).toEqual(data);
  });

  it('reads every document of JSON as JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (data) => {
        const text = JSON.stringify(data, null, 2);
        expect(JSON.stringify(evaluated(text))).toBe(JSON.stringify(inOrder(JSON.parse(text))));
      }),
      { numRuns: 30 },
    );
  });

  it('imports documents and texts from beside its own, each once', () => {
    writeFileSync(join(directory, 'library.libsonnet'), "{ add(a, b):: a + b, region: std.extVar('who') }");
    writeFileSync(join(directory, 'query.sql'), 'SELECT 1');
    const text = "local l = import 'library.libsonnet'; { sum: l.add(1, 2), sql: importstr 'query.sql' } + l";
    expect(evaluated(text)).toEqual({ sum: 3, sql: 'SELECT 1', region: 'me' });
    writeFileSync(join(directory, 'broken.libsonnet'), '{\n  a: }');
    expect(placeOf("import 'broken.libsonnet'")).toEqual([join(directory, 'broken.libsonnet'), 7]);
  });

  it.each([
    ["{ a: error 'boom' }", 'boom', 5],
    ['{\n  a: 1,\n  a: 2 }', 'There are two fields a.', 12],
    ['{ a: self.b }', 'There is no field b.', 9],
    ["{ assert self.a > 0 : 'a is too small', a: 0 }", 'a is too small', 2],
    ['local x = [1]; x[1]', 'There is no element 1 of 1.', 16],
    ['local a = a; a', 'A value is made of itself: it has no end.', 10],
    ['local f(x) = f(x); f(1)', 'The document goes too deep.', undefined],
    ["std.extVar('none')", 'There is no variable none: give it with --var none=value.', 10],
    ['{ a: 1', 'The document ends too early.', 6],
    ["'abc", 'The text that starts here does not end.', 0],
    ['{ f: function(x) x }', 'A function is no data', 0],
    ['1 / 0', 'Division by zero.', 2],
    ['foo', 'There is no foo.', 0],
    ['std.parseInt(1)', 'str is to be of the type string, and is of number.', 12],
  ])('says of %s what is wrong, and where', (text, message, offset) => {
    expect(() => evaluated(text)).toThrow(message);
    if (offset !== undefined) expect(placeOf(text)).toEqual(['data.jsonnet', offset]);
  });
});

function placeOf(text: string): unknown {
  try {
    return evaluated(text);
  } catch (error) {
    return error instanceof JsonnetError ? [error.place.source.name, error.place.offset] : error;
  }
}

/** Jsonnet shows the members of objects in the order of their names. */
function inOrder(data: unknown): unknown {
  if (Array.isArray(data)) return data.map(inOrder);
  if (data === null || typeof data !== 'object') return data;
  const names = Object.keys(data).sort((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
  return Object.fromEntries(names.map((name) => [name, inOrder(Reflect.get(data, name))]));
}
