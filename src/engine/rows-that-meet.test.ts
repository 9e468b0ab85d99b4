import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Engine } from './engine.ts';
import { type MetColumn, rowsThatMeet } from './rows-that-meet.ts';

const columns: readonly MetColumn[] = [
  { name: 'a "name"', type: 'VARCHAR', from: 'name' },
  { name: 'made', type: 'TIMESTAMPTZ', from: 'made' },
  { name: 'tags', type: 'JSON', from: 'tags' },
  { name: 'number', type: 'BIGINT', from: 'number' },
];
const rows = [
  { name: '1', made: '2026-02-01T01:00:00+01:00', tags: { env: 'prod' }, number: 1 },
  { name: 'two', made: 1_769_904_000, tags: ['x'], number: '2' },
  { name: null, made: null, tags: null, number: null },
];

describe('rowsThatMeet', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await Engine.open(undefined);
  });
  afterAll(() => engine.close());
  const met = async (...conditions: string[]) =>
    (await rowsThatMeet(engine, columns, conditions, rows)).map((row) => rows.indexOf(row as (typeof rows)[number]));

  it.each([
    [`"made" = TIMESTAMPTZ '2026-02-01 00:00:00Z'`, [0, 1]],
    [`"tags" ->> 'env' = 'prod'`, [0]],
    [`json_type("tags") = 'ARRAY'`, [1]],
    ['"number" > 1', [1]],
    ['"number" IS NULL', [2]],
    ['"a ""name""" <> \'1\'', [1]],
  ])('takes cells as tables do: %s', async (condition, expected) => {
    expect(await met(condition)).toEqual(expected);
  });

  it('keeps the rows of which a condition cannot be computed, whatever it says of the others', async () => {
    expect(await met('CAST("a ""name""" AS INTEGER) > 1')).toEqual([1]);
    expect(await met('CAST("a ""name""" AS INTEGER) > 1', '"number" < 2')).toEqual([]);
  });

  it('leaves the transaction of the session as it was', async () => {
    await engine.run('BEGIN; CREATE TABLE kept AS SELECT 1 AS n');
    await met('CAST("a ""name""" AS INTEGER) > 1');
    await expect(met('no_function("number")')).rejects.toMatchObject({ code: 'UNKNOWN_FUNCTION' });
    await engine.run('COMMIT');
    expect((await engine.query('FROM kept')).rows).toEqual([{ n: 1 }]);
  });
});
