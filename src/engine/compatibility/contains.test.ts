import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isObject } from '../../data/is-object.ts';
import { quoteLiteral } from '../../data/quote.ts';
import { makeMacros } from './test-macros.ts';

/** What PostgreSQL's documentation says of `@>` (8.14.3): structure and data alike, elements in any order and as often as they like. */
function contains(whole: unknown, part: unknown, isTop = true): boolean {
  if (Array.isArray(whole)) {
    if (Array.isArray(part)) return part.every((wanted) => whole.some((one) => contains(one, wanted, false)));
    return isTop && !isObject(part) && whole.includes(part);
  }
  if (!isObject(whole)) return whole === part;
  if (Array.isArray(part) || !isObject(part)) return false;
  return Object.entries(part).every(([key, value]) => Object.hasOwn(whole, key) && contains(whole[key], value, false));
}

const { json } = fc.letrec((tie) => ({
  json: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(1, 2, 'a', 'b', true, null),
    fc.array(tie('json'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'a/b', ''), tie('json'), { maxKeys: 3 }),
  ),
}));

/** A value that another one may contain: the same with some of it left out. */
function partsOf(value: unknown): fc.Arbitrary<unknown> {
  if (Array.isArray(value)) {
    return fc.shuffledSubarray(value).chain((items) => fc.tuple(...items.map(partsOf)));
  }
  if (!isObject(value)) return fc.constant(value);
  return fc
    .subarray(Object.entries(value))
    .chain((members) =>
      fc.tuple(...members.map(([key, member]) => partsOf(member).map((part) => [key, part] as const))),
    )
    .map((members) => Object.fromEntries(members));
}

describe('@>', () => {
  let connection: DuckDBConnection;
  beforeAll(async () => {
    connection = await (await DuckDBInstance.create(':memory:')).connect();
    await connection.run('CALL enable_peg_parser()');
    await makeMacros(connection);
  });
  afterAll(() => connection.closeSync());

  const answers = async (pairs: readonly (readonly [unknown, unknown])[]) => {
    const values = pairs.map(
      (pair) => `(${pair.map((value) => `${quoteLiteral(JSON.stringify(value))}::JSON`).join(', ')})`,
    );
    const result = await connection.runAndReadAll(
      `SELECT a @> b, b <@ a FROM (VALUES ${values.join(', ')}) AS t(a, b)`,
    );
    return result.getRowsJson();
  };

  // The examples of PostgreSQL's documentation.
  it.each([
    ['foo', 'foo', true],
    [[1, 2, 3], [1, 3], true],
    [[1, 2, 3], [3, 1], true],
    [[1, 2, 3], [1, 2, 2], true],
    [{ product: 'PostgreSQL', version: 9.4, jsonb: true }, { version: 9.4 }, true],
    [[1, 2, [1, 3]], [1, 3], false],
    [[1, 2, [1, 3]], [[1, 3]], true],
    [{ foo: { bar: 'baz' } }, { bar: 'baz' }, false],
    [{ foo: { bar: 'baz' } }, { foo: {} }, true],
    [['foo', 'bar'], 'bar', true],
    ['bar', ['bar'], false],
  ])('%j @> %j is %s', async (whole, part, expected) => {
    expect(contains(whole, part)).toBe(expected);
    expect(await answers([[whole, part]])).toEqual([[expected, expected]]);
  });

  it('is what PostgreSQL says of all values', async () => {
    const pair = fc.oneof(
      fc.tuple(json, json),
      json.chain((whole) => partsOf(whole).map((part) => [whole, part] as [unknown, unknown])),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(pair, { minLength: 1, maxLength: 50 }), async (pairs) => {
        expect(await answers(pairs)).toEqual(pairs.map(([a, b]) => [contains(a, b), contains(a, b)]));
      }),
      { numRuns: 30 },
    );
  });
});
