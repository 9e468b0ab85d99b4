import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LanguageSession, openLanguage } from '../support/language-session.ts';

describe('tags', () => {
  let sky: LanguageSession;
  beforeAll(async () => {
    sky = await openLanguage({ region: 'us-east-1' });
    const trust = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    });
    await sky.query(
      `INSERT INTO aws.iam.roles (RoleName, AssumeRolePolicyDocument, Tags)
       VALUES ('tagged', '${trust}', '[{"Key": "team", "Value": "data"}, {"Key": "/cost", "Value": "7"}]'),
              ('untagged', '${trust}', '[]')`,
    );
    await sky.query(
      `INSERT INTO aws.s3.buckets (BucketName, Tags) VALUES ('tagged-bucket', '[{"Key": "team", "Value": "data"}]')`,
    );
  });
  afterAll(() => sky.close());

  it.each([
    ["SELECT image_name AS name FROM aws.sagemaker.images WHERE tags ->> 'team' = 'data'", ['jupyter-cpu']],
    ["SELECT role_name FROM aws.iam.roles WHERE tags ->> 'team' = 'data'", ['tagged']],
    [
      "WITH r AS (SELECT role_name, tags AS t FROM aws.iam.roles) SELECT role_name FROM r WHERE t ->> 'team' = 'data'",
      ['tagged'],
    ],
    ["SELECT role_name FROM aws.iam.roles WHERE tags ->> '/cost' = '7'", ['tagged']],
    ["SELECT role_name FROM aws.iam.roles WHERE tags.team IN (SELECT 'data')", ['tagged']],
    ["SELECT role_name FROM aws.iam.roles WHERE tags.team NOT IN (SELECT 'other')", ['tagged']],
    ["SELECT role_name FROM aws.iam.roles WHERE tags.team = ANY (SELECT 'data')", ['tagged']],
    ["SELECT role_name FROM aws.iam.roles r JOIN (VALUES ('data')) v(team) ON r.tags.team = v.team", ['tagged']],
    ["SELECT role_name FROM (VALUES ('data')) v(team) LEFT JOIN aws.iam.roles r ON v.team = r.tags.team", ['tagged']],
    ['SELECT role_name FROM aws.iam.roles r JOIN aws.sagemaker.images i ON i.tags.team = r.tags.team', ['tagged']],
    [
      "SELECT role_name FROM aws.iam.roles r WHERE r.tags.team IN (SELECT b.tags ->> 'team' FROM aws.s3.buckets b)",
      ['tagged'],
    ],
    ["SELECT role_name FROM aws.iam.roles WHERE tags ->> 'team' IS NULL AND role_name LIKE '%tagged'", ['untagged']],
    ["SELECT role_name FROM aws.iam.roles WHERE tags ? 'team'", ['tagged']],
    ['SELECT role_name FROM aws.iam.roles WHERE tags @> \'{"team": "data"}\'', ['tagged']],
    ["SELECT bucket_name FROM aws.s3.buckets WHERE tags ->> 'team' = 'data'", ['tagged-bucket']],
    ["SELECT name FROM aws.imagebuilder.image_pipelines WHERE tags ->> 'team' = 'data'", ['batch-worker-al2023-arm64']],
    [
      'SELECT name FROM aws.imagebuilder.image_pipelines WHERE tags @> \'[{"Key": "team", "Value": "data"}]\'',
      ['batch-worker-al2023-arm64'],
    ],
    [
      "WITH r AS MATERIALIZED (SELECT * FROM aws.sagemaker.images) SELECT image_name FROM r WHERE tags ->> 'team' = 'data'",
      ['jupyter-cpu'],
    ],
  ])('%s', async (sql, names) => expect(await sky.values(sql)).toEqual(names));

  it('show in the form that the resource has', async () => {
    expect(await sky.values("SELECT tags FROM aws.sagemaker.images WHERE image_name = 'jupyter-cpu'")).toEqual([
      expect.arrayContaining([{ Key: 'team', Value: 'data' }]),
    ]);
    expect(
      await sky.values("SELECT tags FROM aws.imagebuilder.image_pipelines WHERE name = 'batch-worker-al2023-arm64'"),
    ).toEqual([expect.objectContaining({ team: 'data' })]);
  });

  it('stay one thing in local tables and views', async () => {
    await sky.query('CREATE TABLE kept AS SELECT role_name, tags FROM aws.iam.roles');
    await sky.query(
      "CREATE VIEW teams AS SELECT role_name, tags ->> 'team' AS team FROM aws.iam.roles WHERE role_name LIKE '%tagged'",
    );
    expect(await sky.values("SELECT role_name FROM kept WHERE tags ->> 'team' = 'data'")).toEqual(['tagged']);
    expect(await sky.rows('SELECT * FROM teams ORDER BY 1')).toEqual([
      { role_name: 'tagged', team: 'data' },
      { role_name: 'untagged', team: null },
    ]);
  });

  it('go to the API as a filter where it takes one', async () => {
    const steps = await sky.rows(
      "EXPLAIN SELECT image_id FROM aws.ec2.images WHERE Owners = 'self' AND tags ->> 'team' = 'data'",
    );
    expect(steps[0]?.filters).toContain('tag');
    const [all, some] = await Promise.all(
      ['true', "tags ->> 'team' = 'data'"].map(async (condition) => {
        const { statistics } = await sky.query(
          `SELECT image_id FROM aws.ec2.images WHERE Owners = 'self' AND ${condition}`,
        );
        return statistics.rowsFetched;
      }),
    );
    expect(some).toBeLessThan(all ?? 0);
  });

  it('in a locked session too', async () => {
    const locked = await openLanguage({ region: 'us-east-1', locked: true });
    expect(await locked.values("SELECT image_name FROM aws.sagemaker.images WHERE tags ->> 'team' = 'data'")).toEqual([
      'jupyter-cpu',
    ]);
    await locked.close();
  });
});
