import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LanguageSession, openLanguage } from '../support/language-session.ts';

const pipelines = 'aws.imagebuilder.image_pipelines';
const payments = 'arn:aws:imagebuilder:eu-central-1:123456789012:image-pipeline/payments-al2023-x86';
const folder = mkdtempSync(join(tmpdir(), 'skyql-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('local tables and views', () => {
  let sky: LanguageSession;
  beforeAll(async () => {
    sky = await openLanguage({ region: ['us-east-1', 'eu-central-1'], externalAccess: true });
  });
  afterAll(() => sky.close());

  it('reads a view afresh, with the filters of each query', async () => {
    const created = await sky.query(`CREATE VIEW pipes AS SELECT arn, name, region, status, tags FROM ${pipelines}`);
    expect(created).toMatchObject({ columns: [], rows: [], statistics: { calls: 0 } });
    expect(await sky.values("SELECT name FROM pipes WHERE region = 'eu-central-1'")).toEqual(['payments-al2023-x86']);
    const byKey = await sky.query('SELECT name FROM pipes WHERE arn = $1', [payments]);
    expect(byKey).toMatchObject({ rows: [{ name: 'payments-al2023-x86' }], statistics: { calls: 1 } });
    await sky.query("CREATE VIEW enabled AS SELECT name FROM pipes WHERE status = 'ENABLED'");
    expect(await sky.values('SELECT count(*) FROM enabled')).toEqual([2]);
    expect(await sky.failure("SELECT name FROM enabled WHERE region = 'x'")).toMatchObject({ code: 'UNKNOWN_COLUMN' });
  });

  it('takes views with stars, with parameters and temporary ones', async () => {
    await sky.query(`CREATE VIEW everything AS SELECT * FROM ${pipelines}`);
    expect(await sky.values('SELECT count(name) FROM everything')).toEqual([3]);
    await sky.query("CREATE VIEW own_images AS SELECT image_id, region FROM aws.ec2.images WHERE Owners = 'self'");
    const own = await sky.values("SELECT count(*) FROM aws.ec2.images WHERE Owners = 'self'");
    expect(await sky.values('SELECT count(*) FROM own_images')).toEqual(own);
    await sky.query('SELECT name FROM aws.ec2.images LIMIT 1');
    expect(await sky.values('SELECT count(*) FROM own_images')).toEqual(own);
    await sky.query(`CREATE TEMP VIEW passing AS SELECT name FROM ${pipelines}`);
    expect(await sky.values('SELECT count(*) FROM passing')).toEqual([3]);
    await sky.query('DROP VIEW passing');
    await sky.query(`CREATE VIEW "sold AS seen" ("its AS name") AS SELECT name FROM ${pipelines}`);
    expect(await sky.values('SELECT count("its AS name") FROM "sold AS seen"')).toEqual([3]);
  });

  it('reads a view that is named twice as two, each with rows of its own', async () => {
    await sky.query(`CREATE VIEW named (label, place) AS SELECT name, region FROM ${pipelines}`);
    const both = 'SELECT count(*) FROM named a JOIN named b USING (label, place)';
    expect(await sky.values(both)).toEqual([3]);
    expect(await sky.values(`${both} JOIN ${pipelines} c ON c.name = a.label WHERE b.place = 'eu-central-1'`)).toEqual([
      1,
    ]);
    expect(await sky.failure('SELECT * FROM passing')).toMatchObject({ code: 'UNKNOWN_RESOURCE' });
  });

  it('keeps rows in tables, which change and join with resources', async () => {
    expect(await sky.rows(`CREATE TABLE kept AS SELECT name, region FROM ${pipelines}`)).toEqual([{ Count: 3 }]);
    const again = await sky.query('SELECT count(*) AS n FROM kept');
    expect(again).toMatchObject({ rows: [{ n: 3 }], statistics: { calls: 0 } });
    await sky.query('INSERT INTO kept SELECT image_name, region FROM aws.sagemaker.images');
    await sky.query(
      `UPDATE kept SET name = upper(name) WHERE name IN (SELECT name FROM ${pipelines} WHERE status = 'ENABLED')`,
    );
    expect(await sky.values("SELECT name FROM kept WHERE name LIKE 'CHECK%'")).toEqual(['CHECKOUT-WEB-AL2023-X86']);
    await sky.query('DELETE FROM kept k USING aws.sagemaker.images i WHERE i.image_name = k.name');
    expect(await sky.values('SELECT count(*) FROM kept')).toEqual([3]);
    expect(await sky.values(`SELECT p.name FROM ${pipelines} p JOIN kept k ON p.name = k.name`)).toEqual([
      'payments-al2023-x86',
    ]);
    expect(await sky.failure('CREATE TABLE kept AS SELECT 1')).toMatchObject({ code: 'ALREADY_EXISTS' });
    await sky.query('CREATE OR REPLACE TABLE kept AS SELECT 1 AS one');
    expect(await sky.rows('SELECT * FROM kept')).toEqual([{ one: 1 }]);
  });

  it('refreshes a materialized view when told to', async () => {
    const role = 'arn:aws:iam::123456789012:role/images';
    await sky.query(
      "CREATE MATERIALIZED VIEW seen AS SELECT image_name FROM aws.sagemaker.images WHERE image_name LIKE 'mv-%'",
    );
    await sky.query(
      "INSERT INTO aws.sagemaker.images (ImageName, ImageRoleArn, region) VALUES ('mv-1', $1, 'us-east-1')",
      [role],
    );
    expect(await sky.query('SELECT * FROM seen')).toMatchObject({ rows: [], statistics: { calls: 0 } });
    await sky.query('REFRESH MATERIALIZED VIEW seen');
    expect(await sky.values('SELECT * FROM seen')).toEqual(['mv-1']);
    expect(await sky.failure('CREATE MATERIALIZED VIEW seen AS SELECT 1')).toMatchObject({ code: 'ALREADY_EXISTS' });
    await sky.query('CREATE MATERIALIZED VIEW IF NOT EXISTS seen AS SELECT 1 AS one');
    await sky.query('REFRESH MATERIALIZED VIEW seen');
    expect(await sky.values('SELECT * FROM seen')).toEqual(['mv-1']);
    expect(await sky.values('SHOW TABLES')).not.toContain('skyql_materialized_views');
    await sky.query('DROP MATERIALIZED VIEW seen');
    expect(await sky.failure('REFRESH MATERIALIZED VIEW seen')).toMatchObject({ code: 'UNKNOWN_TABLE' });
    await sky.query('DROP MATERIALIZED VIEW IF EXISTS seen');
  });

  it('copies to Parquet, CSV and JSON, and reads files', async () => {
    const file = (name: string) => join(folder, name);
    await sky.query(
      `COPY (SELECT name, tags FROM ${pipelines} ORDER BY name) TO '${file('p.parquet')}' (FORMAT parquet)`,
    );
    await sky.query(`COPY (SELECT name FROM ${pipelines} ORDER BY name) TO '${file('p.csv')}' (FORMAT csv)`);
    await sky.query(
      `COPY (SELECT name, tags ->> 'team' AS team FROM ${pipelines} ORDER BY name) TO '${file('p.json')}' (FORMAT json)`,
    );
    expect(await sky.values(`SELECT tags ->> 'team' FROM '${file('p.parquet')}' LIMIT 1`)).toEqual(['data']);
    expect(readFileSync(file('p.csv'), 'utf8')).toBe(
      'name\nbatch-worker-al2023-arm64\ncheckout-web-al2023-x86\npayments-al2023-x86\n',
    );
    expect(JSON.parse(readFileSync(file('p.json'), 'utf8').split('\n')[0] ?? '')).toEqual({
      name: 'batch-worker-al2023-arm64',
      team: 'data',
    });
  });

  it.each([
    'CREATE TABLE aws.imagebuilder.mine (a INTEGER)',
    'DROP TABLE aws.imagebuilder.image_pipelines',
    'CREATE VIEW aws.ec2.mine AS SELECT 1',
    'TRUNCATE aws.sagemaker.images',
    'ALTER TABLE aws.ec2.images ADD COLUMN mine INTEGER',
  ])('%s is refused: resources are no local tables', async (sql) => {
    expect(await sky.failure(sql)).toMatchObject({ code: 'UNSUPPORTED_STATEMENT' });
  });
});

describe('a database file', () => {
  it('keeps tables, views and materialized views over sessions', async () => {
    const database = join(folder, 'kept.duckdb');
    const first = await openLanguage({ database, region: 'us-east-1' });
    await first.query(`CREATE TABLE names AS SELECT name FROM ${pipelines}`);
    await first.query(`CREATE VIEW live AS SELECT name FROM ${pipelines} WHERE tags ->> 'team' = 'data'`);
    await first.query(`CREATE MATERIALIZED VIEW frozen AS SELECT name FROM ${pipelines}`);
    await first.close();
    const second = await openLanguage({ database, region: 'us-east-1' });
    expect(await second.values('SELECT count(*) FROM names')).toEqual([2]);
    expect(await second.values('SELECT name FROM live')).toEqual(['batch-worker-al2023-arm64']);
    await second.query('REFRESH MATERIALIZED VIEW frozen');
    expect(await second.values('SELECT count(*) FROM frozen')).toEqual([2]);
    await second.close();
  });

  it('that cannot be opened says so', async () => {
    await expect(openLanguage({ database: join(folder, 'none', 'x.duckdb') })).rejects.toMatchObject({
      code: 'DATABASE_NOT_OPENED',
    });
  });
});
