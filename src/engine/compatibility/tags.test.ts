import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quoteLiteral } from '../../data/quote.ts';
import { parseStatement } from '../../sql/parse-statement.ts';
import { postgresMacros } from './postgres.ts';
import { stackqlMacros } from './stackql.ts';
import { makeMacros, rowsOfDialect } from './test-macros.ts';

const key = fc.oneof(
  fc.constantFrom('team', '/team', '$cost', '', '*', '~1', 'a"b', "it's", '0', 'Key', '$', '//', 'é'),
  fc.string({ maxLength: 4 }).filter((text) => !text.includes('\u0000')),
);
const text = fc.string({ maxLength: 4 }).filter((value) => !value.includes('\u0000'));
const tags = fc.dictionary(key, text, { maxKeys: 4 }).map((map) => new Map(Object.entries(map)));
const names = fc.constantFrom(['Key', 'Value'], ['key', 'value'], ['TagKey', 'TagValue'], ['tagKey', 'tagValue']);

const asMap = (map: ReadonlyMap<string, string>): string => JSON.stringify(Object.fromEntries(map));
const asList = (map: ReadonlyMap<string, string>, [one = '', other = '']: readonly string[]): string =>
  JSON.stringify([...map].map(([name, value]) => ({ [one]: name, [other]: value })));

describe.each(['duckdb', 'stackql'] as const)('tags in the dialect %s', (dialect) => {
  let connection: DuckDBConnection;
  beforeAll(async () => {
    connection = await (await DuckDBInstance.create(':memory:')).connect();
    await connection.run('CALL enable_peg_parser()');
    await makeMacros(connection, [...postgresMacros, ...(dialect === 'stackql' ? stackqlMacros : [])]);
  });
  afterAll(() => connection.closeSync());

  const rows = async (sql: string) =>
    (await rowsOfDialect(connection, parseStatement(sql, { dialect }).sql)).map((row) =>
      row.map((value) => (typeof value === 'boolean' ? truth(value) : value)),
    );
  // What is true is 1 to SQLite.
  const truth = (value: boolean) => (dialect === 'stackql' ? Number(value) : value);
  const from = (...forms: readonly string[]) =>
    `FROM (VALUES ${forms.map((form) => `(${quoteLiteral(form)}::JSON)`).join(', ')}) AS resources(tags)`;

  it('answer the same as a map and as a list, whatever the keys', async () => {
    await fc.assert(
      fc.asyncProperty(tags, names, key, text, async (map, members, wanted, value) => {
        // `$` alone is a path of DuckDB's.
        fc.pre(wanted !== '$' && !/^\$[.[]/.test(wanted));
        const literal = quoteLiteral(wanted);
        const found = map.get(wanted);
        const part = quoteLiteral(JSON.stringify(Object.fromEntries([[wanted, value]])));
        const sql =
          `SELECT tags ->> ${literal}, tags -> ${literal} ->> '$', tags ->> wanted, tags ? ${literal}, ` +
          `tags ?| array[wanted, 'no such key'], tags @> ${part}, ${part} <@ tags ` +
          `${from(asMap(map), asList(map, members))}, (VALUES (${literal})) AS w(wanted)`;
        const isThere = truth(found !== undefined);
        const isSame = truth(found === value);
        const expected = [found ?? null, found ?? null, found ?? null, isThere, isThere, isSame, isSame];
        expect(await rows(sql)).toEqual([expected, expected]);
      }),
      { numRuns: 12 },
    );
  });

  it('come apart the same as a map and as a list', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(tags, { minLength: 10, maxLength: 10 }), async (maps) => {
        // Ten at once, each with its number in the keys: a statement takes longer than the tags in it.
        const numbered = maps.map((map, at) => new Map([...map].map(([name, value]) => [`${name}.${at}`, value])));
        const source = from(...numbered.flatMap((map) => [asMap(map), asList(map, ['Key', 'Value'])])).replace(
          'AS resources(tags)',
          'AS r(tags)',
        );
        const twice = numbered.flatMap((map) => [...map]).flatMap((tag) => [tag, tag]);
        const sorted = (list: readonly (readonly unknown[])[]) => list.map((row) => JSON.stringify(row)).toSorted();
        expect(
          sorted(await rows(`SELECT e ->> 'Key', e ->> 'Value' ${source}, jsonb_array_elements(r.tags) AS e`)),
        ).toEqual(sorted(twice));
        expect(sorted(await rows(`SELECT e.key, e.value ${source}, jsonb_each_text(r.tags) AS e`))).toEqual(
          sorted(twice),
        );
        expect(sorted(await rows(`SELECT k ${source}, jsonb_object_keys(r.tags) AS k`))).toEqual(
          sorted(twice.map(([name]) => [name])),
        );
        const member = (name: string) =>
          dialect === 'stackql'
            ? `json_extract(json_each.value, '$.${name}')`
            : name === 'Key'
              ? 'json_each.key'
              : "json_each.value ->> '$'";
        expect(sorted(await rows(`SELECT ${member('Key')}, ${member('Value')} ${source}, json_each(r.tags)`))).toEqual(
          sorted(twice),
        );
      }),
      { numRuns: 2 },
    );
  });

  it('of a list without tags say what PostgreSQL says', async () => {
    expect(
      await rows(
        `SELECT tags ->> 'a', tags ? 'a', tags @> '{"a": "b"}', tags @> '["a"]', tags -> 0 ${from('["a"]', '[]', '{}', '[{"a": "b"}]', 'null')}`,
      ),
    ).toEqual([
      [null, truth(true), truth(false), truth(true), '"a"'],
      [null, truth(false), truth(false), truth(false), null],
      [null, truth(false), truth(false), truth(false), null],
      [null, truth(false), truth(false), truth(false), '{"a":"b"}'],
      [null, truth(false), truth(false), truth(false), null],
    ]);
  });

  it('may have more to say than a key and a value', async () => {
    const list = '[{"Key": "team", "Value": "data", "PropagateAtLaunch": true}, {"Key": "seen"}]';
    expect(
      await rows(`SELECT tags ->> 'team', tags ->> 'seen', tags ? 'seen', tags #>> '{team}' ${from(list)}`),
    ).toEqual([['data', '', truth(true), 'data']]);
  });
});
