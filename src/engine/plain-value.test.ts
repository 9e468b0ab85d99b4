import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { duckdb } from './duckdb.ts';
import { Engine } from './engine.ts';

describe('plainValue', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await Engine.open(undefined);
  });
  afterAll(() => engine.close());

  it.each<[string, unknown]>([
    ['NULL', null],
    ['true', true],
    ['42', 42],
    ['9007199254740991', 9_007_199_254_740_991],
    ['9007199254740993', '9007199254740993'],
    ['170141183460469231731687303715884105727', '170141183460469231731687303715884105727'],
    ['1.5::DOUBLE', 1.5],
    ["'infinity'::DOUBLE", 'Infinity'],
    ['1.25::DECIMAL(4, 2)', 1.25],
    ['12345678901234567890.12::DECIMAL(38, 2)', '12345678901234567890.12'],
    ['1.10::DECIMAL(4, 2)', 1.1],
    ['10::DECIMAL(4, 0)', 10],
    ["'text'", 'text'],
    [`'{"a": [1, null, {"b": true}]}'::JSON`, { a: [1, null, { b: true }] }],
    [`'"text"'::JSON`, 'text'],
    [`'{"a": 1}'`, '{"a": 1}'],
    [`['{"a": 1}'::JSON]`, [{ a: 1 }]],
    ["TIMESTAMPTZ '2026-08-23 10:29:29.384+00'", '2026-08-23T10:29:29.384Z'],
    ["TIMESTAMPTZ '2026-08-23 10:29:29+02'", '2026-08-23T08:29:29Z'],
    ["TIMESTAMPTZ '2026-08-23 10:29:29.5Z'", '2026-08-23T10:29:29.500Z'],
    ["TIMESTAMPTZ 'infinity'", 'infinity'],
    ["TIMESTAMP '2026-08-23 10:29:29'", '2026-08-23 10:29:29'],
    ["DATE '2026-08-23'", '2026-08-23'],
    ["INTERVAL '90 days'", '90 days'],
    ['[1, 2, NULL]', [1, 2, null]],
    ["{'a': 1, 'b': {'c': [DATE '2026-01-01']}}", { a: 1, b: { c: ['2026-01-01'] } }],
    ["MAP {'k': 1, 'l': 2}", { k: 1, l: 2 }],
    ["'\\xAB'::BLOB", 'ab'],
    ["'6ba7b810-9dad-11d1-80b4-00c04fd430c8'::UUID", '6ba7b810-9dad-11d1-80b4-00c04fd430c8'],
  ])('%s', async (expression, expected) => {
    const { rows } = await engine.query(`SELECT ${expression} AS value`);
    expect(rows[0]?.value).toEqual(expected);
  });

  it('says moments in UTC, wherever the machine is', async () => {
    const { DuckDBTimestampTZValue } = duckdb;
    const here = DuckDBTimestampTZValue.timezoneOffsetInMinutes;
    DuckDBTimestampTZValue.timezoneOffsetInMinutes = 540;
    try {
      const moment = "TIMESTAMPTZ '2026-08-23 10:29:29.000001+00'";
      const { rows } = await engine.query(`SELECT ${moment} AS one, [${moment}] AS list, MAP {'k': ${moment}} AS map`);
      const text = '2026-08-23T10:29:29.000001Z';
      expect(rows).toEqual([{ one: text, list: [text], map: { k: text } }]);
    } finally {
      DuckDBTimestampTZValue.timezoneOffsetInMinutes = here;
    }
  });
});
