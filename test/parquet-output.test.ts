import { mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { main } from '../src/cli/main.ts';
import { connect } from '../src/session/connect.ts';
import type { Database } from '../src/session/database.ts';
import { recordingTerminal } from '../src/terminal/recording-terminal.ts';

const directory = mkdtempSync(join(tmpdir(), 'skyql-parquet-test-'));
const endpoint = 'http://127.0.0.1:9';
const words = ['query', '--endpoint-url', endpoint, '--region', 'us-east-1', '-o', 'parquet'];
let db: Database;
beforeAll(async () => {
  db = await connect({ endpoint, externalAccess: true });
});
afterAll(async () => {
  await db.close();
  rmSync(directory, { recursive: true, force: true });
});

async function written(sql: string, ...more: readonly string[]) {
  const terminal = recordingTerminal();
  const code = await main([...words, ...more, sql], terminal);
  return { code, errors: terminal.errors(), bytes: Buffer.from(terminal.output(), 'latin1') };
}

const values = `SELECT i, i::DOUBLE / 3 AS third, 'row ' || i AS name, DATE '2026-01-01' + i::INTEGER AS day,
  TIMESTAMPTZ '2026-01-01 00:00:00Z' + i * INTERVAL 1 HOUR AS moment, CASE WHEN i % 7 = 0 THEN NULL ELSE i % 2 = 0 END AS even,
  {'a': i, 'b': [i, NULL]} AS nested, (i || '.25')::DECIMAL(18, 2) AS price FROM range(5000) t(i)`;

it('writes every type as DuckDB has it, to a pipe and to a file', async () => {
  const file = join(directory, 'piped.parquet');
  const { code, bytes } = await written(values);
  expect(code).toBe(0);
  await writeFile(file, bytes);
  const outfile = join(directory, 'out.parquet');
  expect((await written(values, '--outfile', outfile)).code).toBe(0);
  for (const name of [file, outfile]) {
    const { rows } = await db.query(
      `SELECT count(*)::INTEGER AS n FROM (SELECT * FROM '${name}' EXCEPT ALL (${values})) UNION ALL SELECT count(*)::INTEGER FROM '${name}'`,
    );
    expect(rows.map(({ n }) => n)).toEqual([0, 5000]);
    const types = await db.query(`DESCRIBE SELECT * FROM '${name}'`);
    const expected = await db.query(`DESCRIBE ${values}`);
    expect(types.rows.map((row) => row.column_type)).toEqual(expected.rows.map((row) => row.column_type));
  }
});

it('writes rows that never were in DuckDB, columns of one name, JSON and nothing at all', async () => {
  const file = join(directory, 'some.parquet');
  await written('SHOW LIMITS', '--outfile', file);
  const [limits] = (await db.query(`SELECT count(*)::INTEGER AS n, any_value(typeof(at_once)) AS type FROM '${file}'`))
    .rows;
  expect(limits).toMatchObject({ type: 'BIGINT' });
  await written(`SELECT 1 AS a, 2 AS "A", '{"b": 1}'::JSON AS j WHERE false`, '--outfile', file);
  const { rows } = await db.query(
    `SELECT name, column_type FROM (DESCRIBE SELECT * FROM '${file}') AS d(name, column_type, n, k, de, e)`,
  );
  expect(rows).toEqual([
    { name: 'a', column_type: 'INTEGER' },
    { name: 'A:1', column_type: 'INTEGER' },
    { name: 'j', column_type: 'JSON' },
  ]);
});

it('refuses a screen, and a second result in one file', async () => {
  const screen = recordingTerminal({ outputIsScreen: true });
  expect(await main([...words, 'SELECT 1'], screen)).toBe(2);
  expect(screen.errors()).toContain('--outfile');
  const { code, errors } = await written('SELECT 1; SELECT 2');
  expect([code, errors]).toEqual([1, expect.stringContaining('A Parquet file holds the rows of one statement.')]);
});
