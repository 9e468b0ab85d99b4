import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from './connect.ts';
import type { Database, Parameters } from './database.ts';

let db: Database;
beforeAll(async () => {
  db = await connect({ sandbox: true, region: 'us-east-1' });
});
afterAll(() => db.close());

async function given(value: unknown, sql = 'SELECT $1 AS v, typeof($1) AS type') {
  const { rows } = await db.query(sql, [value] as Parameters);
  return rows[0];
}

class Told extends Date {
  override toISOString() {
    return "2020-01-01'); DROP TABLE kept; --";
  }
}
class Mapped extends Array<unknown> {
  override map(): never[] {
    return ['1]; DROP TABLE kept; SELECT [1'] as never;
  }
}

describe('values of parameters', () => {
  it.each([
    [5, 'INTEGER'],
    [-0, 'INTEGER'],
    [2 ** 40, 'BIGINT'],
    [1.5, 'DOUBLE'],
    [0.1, 'DOUBLE'],
    ['text', 'VARCHAR'],
    ["it's $1; DROP TABLE kept --", 'VARCHAR'],
    [true, 'BOOLEAN'],
    [['a', null], 'VARCHAR[]'],
    [[[1], [2, 3]], 'INTEGER[][]'],
  ])('%j is of %s', async (value, type) => {
    expect(await given(value)).toEqual({ v: value === 0 ? 0 : value, type });
  });

  it('are of the type that holds all of a list', async () => {
    expect(await given([1, 2 ** 40, null], 'SELECT typeof($1) AS type, $1[2] AS v')).toEqual({
      v: 2 ** 40,
      type: 'BIGINT[]',
    });
    expect(await given([1, 0.5, 3n], 'SELECT typeof($1) AS type, $1[3] AS v')).toEqual({ v: 3, type: 'DOUBLE[]' });
    expect(await given([], 'SELECT len($1) AS v')).toEqual({ v: 0 });
    expect(
      await given(10n ** 30n, 'SELECT $1 = 10::HUGEINT ** 0 * 1000000000000000000000000000000::HUGEINT AS v'),
    ).toBeDefined();
  });

  it('are any text, as it is', async () => {
    const text = fc.string({ unit: 'binary' }).filter((own) => !/\0|\p{Surrogate}/u.test(own));
    await fc.assert(
      fc.asyncProperty(text, async (own) => {
        expect(await given(own, 'SELECT $1 AS v')).toEqual({ v: own });
      }),
      { numRuns: 50 },
    );
  });

  it('are what a Date and a list hold, whatever methods they were given', async () => {
    await db.query('CREATE TABLE kept AS SELECT 1 AS a');
    expect(await given(new Told(0), 'SELECT epoch_ms($1) AS v')).toEqual({ v: 0 });
    expect(await given(Mapped.of(7), 'SELECT $1 AS v')).toEqual({ v: [7] });
    expect((await db.query('FROM kept')).rows).toEqual([{ a: 1 }]);
  });

  it.each([
    ['a boxed text', [new String('x')]],
    ['a boxed number', [new Number(1)]],
    ['a Buffer', [Buffer.from('1')]],
    ['typed numbers', [new Uint8Array([1])]],
    ['an object with toString', [{ toString: () => '1; DROP TABLE kept' }]],
    ['something that only looks like a Date', [Object.create(Date.prototype)]],
    ['an invalid Date', [new Date(Number.NaN)]],
    ['a Map', [new Map()]],
    ['a hole', [new Array(2)]],
    ['a list of several kinds', [['a', 1]]],
    ['a list in itself', [loop()]],
    ['a NUL character', ['a\0b']],
    ['half a character', ['\ud83d']],
    ['an integer beyond any of SQL', [10n ** 40n]],
    ['a Buffer of parameters', Buffer.from('1')],
    ['a boxed text of parameters', new String('1')],
    ['a Map of parameters', new Map([['1', 1]])],
  ])('are never %s', async (_, parameters) => {
    await expect(db.query('SELECT $1 AS v', parameters as Parameters)).rejects.toMatchObject({
      code: 'INVALID_VALUE',
      hint: expect.stringMatching(/./),
    });
  });

  it('are gone after their statement, whether it ends well, badly or early', async () => {
    await db.query('SELECT $secret AS v', { secret: 'one' });
    await expect(db.query("SELECT error('no' || $secret)", { secret: 'two' })).rejects.toThrow();
    const result = await db.run('SELECT range, $secret AS v FROM range(100000)', { secret: 'three' });
    for await (const _ of result.records()) break;
    for (const _ of [1, 2]) {
      const open = await db.run("SELECT getvariable('skyql_secret') AS v FROM range(2)");
      for await (const record of open.records()) expect(record).toEqual({ v: null });
    }
    expect((await db.query("SELECT getvariable('skyql_secret') AS v")).rows).toEqual([{ v: null }]);
  });
});

describe('parameters', () => {
  it.each([
    ['SELECT 1', ['a']],
    ['SELECT $1', ['a', 'b']],
    ['SELECT ?', ['a', 'b']],
    ['SELECT $name', { name: 'a', other: 'b' }],
    ['SHOW PROVIDERS', { other: 'b' }],
  ])('that %s does not use are refused: %j', async (sql, parameters) => {
    await expect(db.query(sql, parameters)).rejects.toMatchObject({
      code: 'UNKNOWN_PARAMETER',
      message: expect.stringMatching(/does not use the parameter \$(1|2|other)/),
    });
  });

  it('stand in no text that holds a NUL character', async () => {
    await expect(db.query("SELECT 'a\0b'")).rejects.toMatchObject({ code: 'INVALID_VALUE' });
  });
});

function loop(): unknown[] {
  const list: unknown[] = [];
  list.push(list);
  return list;
}
