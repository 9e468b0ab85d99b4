import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LanguageSession, openLanguage } from './support/language-session.ts';

// A result that is read as it comes may have a connection of its own, on which functions of other dialects are not made.
describe('functions of other dialects in results that are read as they come', () => {
  let sky: LanguageSession;
  beforeAll(async () => {
    sky = await openLanguage({ region: 'us-east-1' });
  });
  afterAll(() => sky.close());

  const streamed = async (sql: string) => {
    const rows: unknown[] = [];
    for await (const batch of (await sky.db.run(sql)).batches()) rows.push(...batch);
    return rows;
  };

  it.each([
    ["SELECT '{\"a\": 1}'::jsonb ? 'a' AS x", [[true]]],
    ["SELECT to_char(TIMESTAMP '2026-11-30 10:00:00', 'YYYY') AS x", [['2026']]],
  ])('%s', async (sql, rows) => {
    expect(await streamed(sql)).toEqual(rows);
  });

  it('are taken back with the dialect', async () => {
    await sky.query("SET dialect = 'stackql'");
    expect(await streamed('SELECT json_extract(\'{"a": "b"}\', \'$.a\')::VARCHAR AS x')).toEqual([['b']]);
    await sky.query("SET dialect = 'duckdb'");
    expect(await streamed('SELECT json_extract(\'{"a": "b"}\', \'$.a\')::VARCHAR AS x')).toEqual([['"b"']]);
  });
});
