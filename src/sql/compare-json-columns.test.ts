import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonicalJson } from '../data/canonical-json.ts';
import { quoteLiteral } from '../data/quote.ts';
import { sameJson } from '../data/same-json.ts';
import { makeMacros } from '../engine/compatibility/test-macros.ts';
import { compareJsonColumns } from './compare-json-columns.ts';
import { parseStatement } from './parse-statement.ts';

const columns = new Set(['state', 'tags']);
const compared = (sql: string) => compareJsonColumns(parseStatement(sql).sql, columns);

describe('compareJsonColumns', () => {
  let connection: DuckDBConnection;
  beforeAll(async () => {
    connection = await (await DuckDBInstance.create(':memory:')).connect();
    await connection.run('CALL enable_peg_parser()');
    await makeMacros(connection);
    await connection.run(`CREATE TABLE t (id INTEGER, state JSON, tags JSON);
      INSERT INTO t VALUES (1, '"running"', '{"size":"10","team":"data"}'), (2, '{"code":16,"name":"on"}', '[{"Key":"team","Value":"data"}]'),
        (3, NULL, NULL), (4, '10', '{"team":null}'), (5, '[1,"a"]', '[]'), (6, 'true', '{"team":"ops"}')`);
    await connection.run(`CREATE TABLE u AS SELECT 'running' AS state, 7 AS id, MAP {'team': 'data'} AS tags`);
  });
  afterAll(() => connection.closeSync());

  const ids = async (condition: string, from = 't') => {
    const rows = (
      await connection.runAndReadAll(compared(`SELECT id FROM ${from} WHERE ${condition} ORDER BY id`))
    ).getRowsJson();
    return rows.map(([id]) => id);
  };

  it('reads the values of json_each as texts where texts are beside them', async () => {
    const from = 't, (SELECT key, value FROM json_each(t.tags)) AS e';
    expect(await ids("e.value = 'data'", from)).toEqual([1, 2]);
    expect(await ids("value IN ('ops', 'x')", from)).toEqual([6]);
    expect(await ids("e.value = t.tags ->> 'team'", from)).toEqual([1, 2, 6]);
    expect(await ids("lower('DATA') = 'data' AND e.value = lower('DATA')", from)).toEqual([1, 2]);
  });

  it('looks for a text among the values of json_each as it does with =', async () => {
    const list = '["a", 1, {"b": 2}, null]';
    const among = async (text: string, query = `SELECT e.value FROM json_each('${list}') e`) =>
      (await ids(`id = 1 AND ${text} (${query})`)).length === 1;
    expect(await among("'a' IN")).toBe(true);
    expect(await among("'a' = ANY")).toBe(true);
    expect(await among("'1' IN", `SELECT DISTINCT value FROM json_each('${list}')`)).toBe(true);
    expect(await among("'x' IN", `SELECT value FROM json_each('${list}') WHERE key <> '3'`)).toBe(false);
    expect(await among("'x' NOT IN", `SELECT value FROM json_each('${list}') WHERE key <> '3'`)).toBe(true);
    expect(await among("'x' NOT IN")).toBe(false);
    expect(await among(`'{"b":2}' IN`)).toBe(true);
    expect(await among(`'"a"' IN`)).toBe(true);
  });

  it.each<[string, number[]]>([
    ["tags.team = 'data'", [1, 2]],
    ["tags['team'] = 'data'", [1, 2]],
    ["t.tags['team'] = 'data' AND id = 1", [1]],
    ["tags -> 'team' = 'data'", [1, 2]],
    ["tags.team <> 'data'", [6]],
    ["tags.team IN ('data', 'ops')", [1, 2, 6]],
    ["tags.team NOT IN ('data')", [6]],
    ["tags.team IS NOT DISTINCT FROM 'data'", [1, 2]],
    ["tags.team IS DISTINCT FROM 'data'", [3, 4, 5, 6]],
    ["tags.size = '10'", [1]],
    ["tags.team IN (SELECT 'data')", [1, 2]],
    ["tags.team IN (VALUES ('data'), ('ops'))", [1, 2, 6]],
    ["tags['team'] IN (SELECT x.tags.team FROM t x WHERE x.id = 1)", [1, 2]],
    ["tags.team NOT IN (SELECT 'data')", [6]],
    ["tags.team = ANY (SELECT 'data')", [1, 2]],
    ["tags.team = ANY (['data', 'x'])", [1, 2]],
    ["tags.team <> ALL (SELECT 'data')", [6]],
    ["tags.team = (SELECT 'data')", [1, 2]],
    ["tags.team <> (SELECT 'data') AND id > 1", [6]],
    ["tags.team = lower('DATA') OR id = 3", [1, 2, 3]],
    ["EXISTS (SELECT 1 FROM (VALUES ('data')) v(team) WHERE t.tags.team = v.team)", [1, 2]],
    ['EXISTS (SELECT 1 FROM t x WHERE t.tags.team = x.tags.team AND x.id = 1)', [1, 2]],
    ["'data' = tags.team", [1, 2]],
    ["EXISTS (SELECT 1 FROM (VALUES ('ops')) v(team) WHERE v.team = t.tags.team)", [6]],
    ["state.name IN (SELECT 'on')", [2]],
    ['state.code IN (SELECT 16)', [2]],
    ["NOT tags.team = 'data'", [6]],
    ["id < 5 AND state = 'running' AND id = 1", [1]],
    ["id IN (1, 4, 6) AND state = '10'", [4]],
    ["id IN (1, 4, 6) AND state = '10.0'", [4]],
    ["id IN (1, 4, 6) AND state = 'true'", [6]],
    ['id IN (1, 4, 6) AND state = \'"running"\'', [1]],
    ['state = \'{"name": "on", "code": 16}\'', [2]],
    ['state = \'[1, "a"]\'', [5]],
    ["state.name = 'on'", [2]],
    ["state['name'] = 'on' OR state -> 'code' = '16'", [2]],
    ["state[1] = 'a'", [5]],
    ["state -> 1 = 'a'", [5]],
  ])('%s', async (condition, expected) => expect(await ids(condition)).toEqual(expected));

  it('leaves columns of the same name that are no JSON as they are', async () => {
    expect(await ids("state = 'running' AND tags['team'] = 'data'", 'u')).toEqual([7]);
    expect(await ids("u.state = 'running'", 'u')).toEqual([7]);
  });

  it.each([
    "SELECT a = 'x', name.state FROM t",
    "SELECT state || 'x' = 'y', 'a' || state = 'x', state = 'x' || 'y', state > 'x' FROM t",
    "SELECT state(1) = 'x', state = other, state IN (SELECT 'x'), state = 5 FROM t",
    "SELECT state -> 'a' = 'b' || 'c'",
  ])('leaves %s', (sql) => expect(compared(sql)).toBe(parseStatement(sql).sql));

  it('says that an object equals no text, and what to write', async () => {
    await expect(ids("state = 'on'")).rejects.toThrow(
      "state is an object with the members code, name, which equals no text.\nName the member that is meant: state ->> 'member' instead of state in state = 'on'.",
    );
    await expect(ids("id = 5 AND t.state <> 'on'")).rejects.toThrow('t.state is a list, which equals no text.');
  });

  it('finds any member by its text and any value by its JSON', async () => {
    const member = fc.oneof(
      fc.string(),
      fc.integer(),
      fc.integer().map((number) => number / 8),
      fc.boolean(),
    );
    const plain = (value: unknown) => (typeof value === 'string' ? value : canonicalJson(value));
    const tree = fc.jsonValue({ maxDepth: 2 }).filter((value) => typeof value === 'object' && value !== null);
    const clean = (value: unknown) => !JSON.stringify(value).includes('\\u0000');
    await fc.assert(
      fc.asyncProperty(
        member.filter(clean),
        member.filter(clean),
        tree.filter(clean),
        tree.filter(clean),
        async (one, other, value, another) => {
          const row = `(SELECT ${quoteLiteral(canonicalJson({ a: one }))}::JSON AS tags, ${quoteLiteral(canonicalJson(value))}::JSON AS state)`;
          // A text that reads as a JSON string is one.
          fc.pre(!/^"/.test(plain(one)) && !/^\s*["[{]|^null$/.test(plain(other)));
          const isNumber = (text: string) => /^\s*-?\d/.test(text);
          const expected: (readonly [condition: string, answer: boolean])[] = [
            [`state = ${quoteLiteral(JSON.stringify(value, undefined, 1))}`, true],
            [`state = ${quoteLiteral(JSON.stringify(another))}`, sameJson(value, another)],
          ];
          if (!/^\s*[[{]|^null$/.test(plain(one))) expected.push([`tags.a = ${quoteLiteral(plain(one))}`, true]);
          if (plain(one) !== plain(other) && !(isNumber(plain(one)) && isNumber(plain(other)))) {
            const isSame = plain(other).trim() === plain(one) && typeof one !== 'string';
            expected.push([`tags['a'] = ${quoteLiteral(plain(other))}`, isSame]);
          }
          const asked = compared(`SELECT ${expected.map(([condition]) => condition).join(', ')} FROM ${row}`);
          const [answers = []] = (await connection.runAndReadAll(asked)).getRowsJson();
          expect(expected.map(([condition], index) => [condition, answers[index]])).toEqual(expected);
        },
      ),
      { numRuns: 100 },
    );
  });
});
