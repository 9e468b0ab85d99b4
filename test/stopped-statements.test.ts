import { afterAll, beforeAll, expect, it } from 'vitest';
import { type LanguageSession, openLanguage } from './support/language-session.ts';

let sky: LanguageSession;
beforeAll(async () => {
  sky = await openLanguage({ region: 'us-east-1' });
});
afterAll(() => sky.close());

it('a statement ends whenever it is stopped, before DuckDB begins with it too', async () => {
  const endless = 'SELECT count(*) FROM range(100000000000) r(i) WHERE i % 3 = 5';
  for (const milliseconds of [0, 1, 2, 3, 5, 8, 13]) {
    const stop = new AbortController();
    const run = sky.db.query(endless, [], { signal: stop.signal });
    setTimeout(() => stop.abort(), milliseconds);
    await expect(run).rejects.toMatchObject({ code: 'INTERRUPTED' });
  }
});

it('a statement is described with the types of all its parameters, whichever it leaves open', async () => {
  const typesOf = async (sql: string) => {
    const { columns, parameters } = await sky.db.prepare(sql);
    return [columns.map(({ type }) => type), parameters.map(({ name, type }) => `${name} ${type}`)];
  };
  expect(await typesOf('SELECT $1 a, $2::INTEGER b, $3 c, $4::DATE d')).toEqual([
    ['VARCHAR', 'INTEGER', 'VARCHAR', 'DATE'],
    ['1 VARCHAR', '2 INTEGER', '3 VARCHAR', '4 DATE'],
  ]);
  expect(await typesOf('SELECT CAST($1 AS VARCHAR)::INTEGER a')).toEqual([['INTEGER'], ['1 VARCHAR']]);
  expect(await typesOf('SELECT $2::INTEGER a, $3 b')).toEqual([
    ['INTEGER', 'VARCHAR'],
    ['2 INTEGER', '3 VARCHAR'],
  ]);
  expect(await typesOf('SELECT $name::INTEGER a')).toEqual([['INTEGER'], ['name INTEGER']]);
});
