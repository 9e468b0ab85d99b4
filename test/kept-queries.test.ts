import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '../src/session/connect.ts';
import type { Database } from '../src/session/database.ts';

/** A query that names no table is read once by DuckDB and run often: the answer is that of a session that has never seen it. */
describe('queries that are kept', () => {
  let kept: Database;
  let fresh: Database;

  beforeAll(async () => {
    [kept, fresh] = await Promise.all([connect({ sandbox: true }), connect({ sandbox: true })]);
    // A setting of its own connection: nothing is kept in this session any more.
    await fresh.query('SET VARIABLE nothing = 1');
  });

  afterAll(async () => {
    await kept.close();
    await fresh.close();
  });

  const values = [1, '01', 1.5, null, true, 2 ** 40, 12345678901234567890n, [1, 2], new Date(0), "it's"];
  const queries = [
    'SELECT $1',
    'SELECT $1::int',
    'SELECT $1 = 1',
    'SELECT $1 + 1 AS next',
    'SELECT length($1)',
    'SELECT typeof($1), [$1]',
    "SELECT concat($1, 'x') || $1",
    "SELECT CASE WHEN $1 IS NULL THEN 'none' ELSE $1::text END AS told",
    'SELECT unnest([$1, $1])',
  ];

  it.each(queries)('%s gives what it gives when it is read anew, for values of every type in turn', async (sql) => {
    for (const value of values) {
      const [first, second] = await Promise.all(
        [kept, fresh].map(async (db) => {
          try {
            const { columns, rows } = await db.query(sql, [value as never]);
            return { columns, rows };
          } catch (error) {
            return error;
          }
        }),
      );
      expect(first).toEqual(second);
    }
  });

  it('reads nothing that has changed since: variables, settings, functions, times', async () => {
    const db = await connect({ sandbox: true });
    const answer = async (sql: string) => (await db.query(sql)).rows.map((row) => Object.values(row).at(0));
    const before = (await answer('SELECT now()')).at(0);
    expect((await answer('SELECT now()')).at(0)).not.toEqual(before);
    await expect(answer('SELECT twice(2)')).rejects.toThrow(/twice/);
    await db.query('CREATE MACRO twice(n) AS n * 2');
    expect(await answer('SELECT twice(2)')).toEqual([4]);
    await db.query('CREATE OR REPLACE MACRO twice(n) AS n + n + 1');
    expect(await answer('SELECT twice(2)')).toEqual([5]);
    await db.close();
  });

  it('keeps a type only as long as it is the same', async () => {
    const db = await connect({ sandbox: true });
    const answer = async () => (await db.query('SELECT enum_last(NULL::mood)::text AS last')).rows;
    await db.query("CREATE TYPE mood AS ENUM ('good')");
    expect(await answer()).toEqual([{ last: 'good' }]);
    expect(await answer()).toEqual([{ last: 'good' }]);
    await db.query('DROP TYPE mood');
    await db.query("CREATE TYPE mood AS ENUM ('good', 'better')");
    expect(await answer()).toEqual([{ last: 'better' }]);
    await db.close();
  });

  it('answers one while the rows of another are read, and leaves no value behind', async () => {
    const sql = 'SELECT unnest(range($1)) AS n';
    const rows = kept.stream(sql, [10_000]);
    const first = await rows.next();
    expect(first.value).toEqual({ n: 0 });
    expect((await kept.query('SELECT $1 AS one', [1])).rows).toEqual([{ one: 1 }]);
    expect((await kept.query(sql, [2])).rows).toEqual([{ n: 0 }, { n: 1 }]);
    await rows.return?.();
    expect((await kept.query("SELECT getvariable('skyql_1') AS left_behind")).rows).toEqual([{ left_behind: null }]);
    await expect(kept.query(sql)).rejects.toMatchObject({ code: 'UNKNOWN_PARAMETER' });
    await expect(kept.query(sql, [2, 3])).rejects.toMatchObject({ code: 'UNKNOWN_PARAMETER' });
  });

  it('is stopped as others are', async () => {
    const sql = 'SELECT list_sum(range($1))';
    const abort = new AbortController();
    await kept.query(sql, [3]);
    const running = kept.query(sql, [3_000_000_000], { signal: abort.signal });
    abort.abort();
    await expect(running).rejects.toMatchObject({ code: 'INTERRUPTED' });
    expect((await kept.query(sql, [3])).rows).toHaveLength(1);
  });

  it('tells the same of what it takes and gives, each time', async () => {
    const shape = await kept.prepare('SELECT $1::int AS n, upper($2) AS t');
    expect(shape).toEqual({
      command: 'SELECT',
      columns: [
        { name: 'n', type: 'INTEGER' },
        { name: 't', type: 'VARCHAR' },
      ],
      parameters: [
        { name: '1', type: 'INTEGER' },
        { name: '2', type: 'VARCHAR' },
      ],
    });
    expect(await kept.prepare('SELECT $1::int AS n, upper($2) AS t')).toEqual(shape);
  });
});
