import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LanguageSession, openLanguage } from '../support/language-session.ts';

const pipelines = 'aws.imagebuilder.image_pipelines';
const checkout = 'arn:aws:imagebuilder:us-east-1:123456789012:image-pipeline/checkout-web-al2023-x86';
const role = '(role_name, assume_role_policy_document)';
const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
});

describe('what a star shows', () => {
  let sky: LanguageSession;
  beforeAll(async () => {
    sky = await openLanguage({ region: 'us-east-1' });
  });
  afterAll(() => sky.close());

  const columns = async (sql: string, parameters?: readonly string[]) =>
    (await sky.query(sql, parameters)).columns.map(({ name }) => name);
  const described = async (resource: string) => (await sky.rows(`DESCRIBE ${resource}`)).map(({ name }) => name);

  it('leaves out what only a call a row can tell, and makes no such call', async () => {
    const all = await described(pipelines);
    expect(all).toContain('deployment_id');
    for (const star of [`SELECT * FROM ${pipelines}`, `FROM ${pipelines}`, `SELECT p.* FROM ${pipelines} p`])
      expect(await columns(star)).toEqual(all.filter((name) => name !== 'deployment_id'));
    expect(await sky.calls(`SELECT * FROM ${pipelines}`)).toEqual(['ListImagePipelines']);
  });

  it.each([
    ['aws.ec2.images', []],
    ['aws.iam.roles', ['managed_policy_arns', 'tags']],
    ['aws.s3.buckets', ['bucket_encryption', 'tags']],
    ['aws.imagebuilder.images', ['workflows']],
  ])('%s in one list', async (resource, leftOut) => {
    const shown = await columns(`SELECT * FROM ${resource} LIMIT 0`);
    for (const name of leftOut) expect(shown).not.toContain(name);
    const notes = (await sky.rows(`EXPLAIN SELECT * FROM ${resource}`)).map(({ note }) => note).join('\n');
    const all = await described(resource);
    expect(notes).toContain(leftOut.length === 0 ? '' : 'not in *, since each takes a call a row: ');
    for (const name of all.filter((own) => !shown.includes(String(own)))) expect(notes).toContain(String(name));
  });

  it('fetches what is named, and shows it in the star as well', async () => {
    const filtered = `SELECT * FROM ${pipelines} WHERE deployment_id IS NOT NULL`;
    expect(await columns(filtered)).toEqual(await described(pipelines));
    expect(await sky.rows(filtered)).toHaveLength(2);
    expect(await columns(`SELECT * EXCLUDE (deployment_id) FROM ${pipelines}`)).not.toContain('deployment_id');
    expect(await sky.calls(`SELECT * EXCLUDE (deployment_id) FROM ${pipelines}`)).toEqual(['ListImagePipelines']);
    expect(await columns(`SELECT * LIKE 'dep%' FROM ${pipelines}`)).toEqual(['deployment_id']);
    expect(await columns(`SELECT COLUMNS('^dep') FROM ${pipelines}`)).toEqual(['deployment_id']);
  });

  it('shows all of a row that is asked for by its identifier, in any form', async () => {
    const all = await described(pipelines);
    for (const condition of ['arn = $1', 'arn IN ($1)', '$1 = p.arn', 'data__Identifier = $1', 'p."arn" = $1']) {
      expect(await columns(`SELECT * FROM ${pipelines} p WHERE ${condition}`, [checkout])).toEqual(all);
      const prepared = await sky.db.prepare(`SELECT * FROM ${pipelines} p WHERE ${condition}`);
      expect(prepared.columns.map(({ name }) => name)).toEqual(all);
    }
    expect(await columns(`SELECT * FROM ${pipelines} WHERE arn LIKE 'x%'`)).not.toContain('deployment_id');
    expect((await sky.db.prepare(`SELECT * FROM ${pipelines}`)).columns.map(({ name }) => name)).not.toContain(
      'deployment_id',
    );
  });

  it('names the table that a name belongs to', async () => {
    const joined = `SELECT p.* FROM ${pipelines} p JOIN aws.imagebuilder.images i ON i.name = p.name WHERE i.workflows IS NULL`;
    expect(await columns(joined)).not.toContain('deployment_id');
  });

  it('is the same in every part of a UNION, through views, CTEs, subqueries and macros', async () => {
    const all = await described(pipelines);
    const some = all.filter((name) => name !== 'deployment_id');
    expect(
      await columns(
        `SELECT a.* FROM ${pipelines} a UNION ALL SELECT b.* FROM aws.imagebuilder.image_pipeline b WHERE b.arn = '${checkout}'`,
      ),
    ).toEqual(all);
    await sky.query(`CREATE VIEW own AS SELECT * FROM ${pipelines}`);
    expect(await columns('SELECT * FROM own')).toEqual(some);
    expect(await columns('SELECT name, deployment_id FROM own')).toEqual(['name', 'deployment_id']);
    expect(await columns('SELECT * FROM own')).toEqual(some);
    expect(await columns(`SELECT * FROM own WHERE own.arn = '${checkout}'`)).toEqual(all);
    expect(await columns(`WITH p AS (SELECT * FROM ${pipelines}) SELECT * FROM p`)).toEqual(some);
    expect(await columns(`SELECT * FROM (SELECT name, deployment_id FROM ${pipelines}) q`)).toEqual([
      'name',
      'deployment_id',
    ]);
    const renamed = some.map((_, index) => `c${index}`);
    await sky.query(`CREATE VIEW renamed(${renamed.join(', ')}) AS SELECT * FROM ${pipelines}`);
    expect(
      await sky.rows(
        `SELECT c0, c1 FROM renamed WHERE EXISTS (SELECT 1 FROM ${pipelines} WHERE deployment_id IS NOT NULL) AND c0 = '${checkout}'`,
      ),
    ).toEqual([{ c0: checkout, c1: 'checkout-web-al2023-x86' }]);
    await sky.query(`CREATE MACRO deployed() AS TABLE SELECT name, deployment_id FROM ${pipelines}`);
    expect(await columns('SELECT * FROM deployed()')).toEqual(['name', 'deployment_id']);
    expect(await columns(`SELECT d.* FROM deployed() d, ${pipelines} p WHERE p.name = d.name`)).toEqual([
      'name',
      'deployment_id',
    ]);
    await sky.query('CREATE MACRO zones() AS TABLE SELECT DISTINCT region_name FROM aws.ec2.availability_zones');
    const there = `SELECT count(*) FROM ${pipelines} WHERE region IN (SELECT region_name FROM zones())`;
    expect(await sky.values(there)).toEqual(await sky.values(`SELECT count(*) FROM ${pipelines}`));
  });

  it('shows all of what was changed in RETURNING *', async () => {
    const insert = `INSERT INTO aws.iam.roles ${role} VALUES ('star', '${trust}') RETURNING *`;
    const returned = await sky.query(insert);
    expect(returned.columns.map(({ name }) => name)).toEqual(await described('aws.iam.roles'));
    expect(returned.rows).toMatchObject([{ role_name: 'star' }]);
  });

  it('is what a local table of it holds', async () => {
    await sky.query(`CREATE TABLE copied AS SELECT * FROM ${pipelines}`);
    expect(await columns('SELECT * FROM copied')).not.toContain('deployment_id');
    await sky.query(`INSERT INTO copied SELECT * FROM ${pipelines}`);
    expect(await sky.values('SELECT count(*) FROM copied')).toEqual([4]);
  });
});
