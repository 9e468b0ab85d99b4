import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '../src/session/connect.ts';
import type { Database } from '../src/session/database.ts';

const folder = mkdtempSync(join(tmpdir(), 'skyql-external-'));
const file = join(folder, 'given.csv');
const made = join(folder, 'made');
afterAll(() => rmSync(folder, { recursive: true }));

const reachingOut = [
  `FROM '${file}'`,
  `SELECT * FROM read_csv('${file}')`,
  `CREATE TABLE t AS FROM read_text('${file}')`,
  `COPY (SELECT 1) TO '${made}'`,
  `COPY (SELECT 1) TO 's3://bucket/key.csv'`,
  `EXPLAIN COPY (SELECT 1) TO '${made}'`,
  `PREPARE p AS COPY (SELECT 1) TO '${made}'; `,
  `COPY own FROM '${file}'`,
  `EXPORT DATABASE '${made}'`,
  `IMPORT DATABASE '${folder}'`,
  `ATTACH '${made}' AS other`,
  'INSTALL httpfs',
  'FORCE INSTALL httpfs',
  'LOAD httpfs',
  'UPDATE EXTENSIONS',
  "SELECT * FROM 'https://127.0.0.1:1/x.parquet'",
  'CREATE SECRET s (TYPE s3)',
  'CREATE/**/OR REPLACE PERSISTENT SECRET s (TYPE s3)',
  'SET enable_external_access = true',
  'RESET enable_external_access',
  'SET GLOBAL autoload_known_extensions = true',
  `SET "log_query_path" = '${made}'`,
  `SET temp_directory = '${made}'`,
  `SET profiling_output = '${made}'`,
  `PRAGMA profiling_output = '${made}'`,
  'PRAGMA enable_profiling',
  `CALL enable_logging('QueryLog', storage = 'file', storage_config = {'path': '${made}'})`,
  `FROM system.main."enable_logging"('QueryLog', storage = 'file', storage_config = {'path': '${made}'})`,
  `FROM query('FROM enable_logging(''QueryLog'', storage = ''file'')')`,
  "FROM query('FROM enable_' || 'logging()')",
  'CREATE MACRO run(text) AS TABLE FROM query(text)',
  `FROM enable_profiling(save_location = '${made}')`,
  "FROM json_execute_serialized_sql('{}')",
];

describe.each([
  ['a read-only session', { readOnly: true, externalAccess: true }],
  ["a program's session", {}],
])('%s', (_, options) => {
  let db: Database;
  beforeAll(async () => {
    writeFileSync(file, 'a\n1\n');
    db = await connect({
      sandbox: true,
      region: 'us-east-1',
      database: join(folder, `${Object.keys(options).length}.duckdb`),
      ...options,
    });
    await db.query('CREATE TABLE own AS SELECT name FROM aws.ec2.images LIMIT 3');
  });
  afterAll(() => db.close());

  it.each(reachingOut)('refuses %s', async (sql) => {
    await expect(db.query(sql)).rejects.toMatchObject({ name: 'SkyqlError', hint: expect.stringMatching(/./) });
    expect(existsSync(made)).toBe(false);
    expect(readFileSync(file, 'utf8')).toBe('a\n1\n');
  });

  it.each([
    'SET threads = 2',
    "SET TimeZone = 'UTC'",
    'SET VARIABLE external = 1',
    'PRAGMA show_tables',
    "PRAGMA table_info('own')",
    'CHECKPOINT',
    'CREATE OR REPLACE VIEW secret AS FROM own',
    'PREPARE kept AS SELECT count(*) FROM own',
    "FROM query('SELECT count(*) FROM own')",
    'SUMMARIZE own',
  ])('has what stays inside: %s', async (sql) => {
    await expect(db.query(sql)).resolves.toBeDefined();
  });
});

it('is there where a program asks for it', async () => {
  const db = await connect({ externalAccess: true });
  await db.query(`COPY (SELECT 1 AS a) TO '${join(folder, 'copied.csv')}'`);
  expect((await db.query(`FROM '${join(folder, 'copied.csv')}'`)).rows).toEqual([{ a: 1 }]);
  await db.query('SET enable_external_access = false');
  await expect(db.query(`FROM '${file}'`)).rejects.toMatchObject({ code: 'LOCKED' });
  await db.close();
});
