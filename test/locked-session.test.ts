import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '../src/session/connect.ts';
import type { Database } from '../src/session/database.ts';

const folder = mkdtempSync(join(tmpdir(), 'skyql-locked-'));
const file = join(folder, 'secret.csv');
const made = join(folder, 'made');

let db: Database;
beforeAll(async () => {
  writeFileSync(file, 'a\n1\n');
  db = await connect({
    sandbox: true,
    region: 'us-east-1',
    database: join(folder, 'own.duckdb'),
    locked: { threads: 1, memory: '200MB' },
  });
});
afterAll(async () => {
  await db.close();
  rmSync(folder, { recursive: true });
});

describe('a locked session', () => {
  it('reads the cloud, and has tables and views of its own', async () => {
    await db.query('CREATE TABLE kept AS SELECT name, creation_date FROM aws.ec2.images');
    await db.query('CREATE VIEW mine AS SELECT name FROM kept');
    const { rows } = await db.query(
      'SELECT k.name FROM mine k JOIN aws.ec2.images i ON i.name = k.name ORDER BY k.name LIMIT 2',
    );
    expect(rows).toHaveLength(2);
    const streamed: unknown[] = [];
    for await (const row of db.stream('SELECT name FROM aws.ec2.images')) streamed.push(row);
    expect(streamed.length).toBeGreaterThan(2);
    await db.query("SET TimeZone = 'Asia/Tokyo'");
    await db.query('RESET TimeZone');
    await db.query('SET VARIABLE threads = 3');
    await db.query('SET max_changes = 3');
    expect((await db.query("PRAGMA table_info('kept')")).rows.map(({ name }) => name)).toEqual([
      'name',
      'creation_date',
    ]);
    expect((await db.query('CALL pragma_version()')).rows).toHaveLength(1);
  });

  it.each([
    `FROM '${file}'`,
    `SELECT * FROM read_csv('${file}')`,
    `SELECT * FROM read_text('${file}')`,
    `SELECT * FROM glob('${folder}/*')`,
    `CREATE TABLE t AS FROM '${file}'`,
    `COPY (SELECT 1) TO '${made}'`,
    `COPY kept FROM '${file}'`,
    `EXPORT DATABASE '${made}'`,
    `ATTACH '${made}' AS other`,
    "ATTACH ':memory:' AS other",
    'INSTALL httpfs',
    'LOAD httpfs',
    "SELECT * FROM 'https://127.0.0.1:1/x.parquet'",
    'SET enable_external_access = true',
    'SET/**/threads = 64',
    'SET GLOBAL threads = 64',
    'RESET threads',
    "SET memory_limit = '64GB'",
    "SET temp_directory = '/'",
    'PRAGMA threads = 64',
    'PRAGMA enable_profiling',
    'CALL enable_logging()',
    'PREPARE p AS SELECT 1',
    'CREATE SECRET s (TYPE s3)',
    'CREATE OR REPLACE PERSISTENT SECRET s (TYPE s3)',
  ])('refuses %s', async (sql) => {
    await expect(db.query(sql)).rejects.toMatchObject({ code: 'LOCKED', hint: expect.stringMatching(/./) });
    expect(existsSync(made)).toBe(false);
    const { rows } = await db.query(
      "SELECT current_setting('threads') AS threads, current_setting('memory_limit') AS memory",
    );
    expect(rows).toEqual([{ threads: 1, memory: '190.7 MiB' }]);
  });

  it('allows the settings that it is opened with', async () => {
    const other = await connect({ locked: { settings: ['threads'] } });
    await other.query('SET threads = 3');
    await expect(other.query("SET TimeZone = 'UTC'")).rejects.toMatchObject({
      code: 'LOCKED',
      hint: 'Statements may set threads.',
    });
    await other.close();
    await expect(connect({ locked: { memory: 'much' } })).rejects.toMatchObject({ name: 'SkyqlError' });
  });
});
