import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LanguageSession, openLanguage } from './support/language-session.ts';

// What a statement names through a subquery or a CTE is what it names of the resource behind it.

describe('a resource behind a subquery', () => {
  let sky: LanguageSession;
  beforeAll(async () => {
    sky = await openLanguage({ region: 'us-east-1' });
    const trust = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    });
    const tags = JSON.stringify([{ Key: 'team', Value: 'data' }]);
    await sky.rows(
      `INSERT INTO aws.iam.roles (role_name, assume_role_policy_document, tags) VALUES ('reader', '${trust}', '${tags}'), ('writer', '${trust}', NULL)`,
    );
  });
  afterAll(() => sky.close());

  it('has the columns that a star leaves out where the statement names them outside', async () => {
    const plain = await sky.values('SELECT deployment_id FROM aws.imagebuilder.image_pipelines ORDER BY arn');
    expect(plain.length).toBeGreaterThan(0);
    for (const sql of [
      'SELECT x.deployment_id FROM (SELECT * FROM aws.imagebuilder.image_pipelines) x ORDER BY x.arn',
      'WITH p AS (SELECT * FROM aws.imagebuilder.image_pipelines) SELECT x.deployment_id FROM p x ORDER BY x.arn',
    ])
      expect(await sky.values(sql)).toEqual(plain);
  });

  const references = 'SELECT * FROM aws.ec2.image_references';
  it.each([
    `SELECT count(*) FROM aws.ec2.images i WHERE Owners = 'self' AND EXISTS (WITH n AS MATERIALIZED (${references}) SELECT 1 FROM n WHERE n.image_id = i.image_id)`,
    `WITH n AS MATERIALIZED (${references}) SELECT count(*) FROM aws.ec2.images i WHERE Owners = 'self' AND EXISTS (SELECT 1 FROM n WHERE n.image_id = i.image_id)`,
    `WITH n AS (${references}) SELECT count(DISTINCT i.image_id) FROM aws.ec2.images i JOIN n ON n.image_id = i.image_id WHERE Owners = 'self'`,
  ])('is asked by the keys of the other side: %s', async (sql) => {
    const plain =
      "SELECT count(*) FROM aws.ec2.images i WHERE Owners = 'self' AND EXISTS (SELECT 1 FROM aws.ec2.image_references n WHERE n.image_id = i.image_id)";
    expect(await sky.values(sql)).toEqual(await sky.values(plain));
    expect(await sky.calls(sql)).toEqual(await sky.calls(plain));
  });

  it('tells a tag by its name, be its tags a map or a list', async () => {
    const { columns, rows } = await sky.query(
      "SELECT tags.team, tags['team'], lower(tags.team) AS low FROM aws.iam.roles WHERE role_name IN ('reader', 'writer') ORDER BY role_name",
    );
    expect(columns.map(({ name }) => name)).toEqual(['team', "tags['team']", 'low']);
    expect(rows.map((row) => Object.values(row))).toEqual([
      ['data', 'data', 'data'],
      [null, null, null],
    ]);
    const images = (tag: string) =>
      `SELECT ${tag}, count(*) FROM aws.ec2.images WHERE Owners = 'self' GROUP BY 1 ORDER BY 1`;
    expect(await sky.values(images('tags.team'))).toEqual(await sky.values(images("tags ->> 'team'")));
    expect(
      await sky.rows(
        "SELECT x.team, count(*) AS n FROM (SELECT r.tags.team FROM aws.iam.roles r) x WHERE x.team = 'data' GROUP BY x.team",
      ),
    ).toEqual([{ team: 'data', n: 1 }]);
    // A table of that name keeps its columns.
    expect(await sky.values('SELECT tags.key FROM aws.ec2.tags LIMIT 1')).toHaveLength(1);
  });
});
