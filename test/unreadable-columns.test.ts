import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LanguageSession, openLanguage } from './support/language-session.ts';

const versions = 'aws.sagemaker.image_versions';
const templates = 'aws.ec2.launch_templates';

describe('a column that nothing can read', () => {
  let sky: LanguageSession;
  beforeAll(async () => {
    sky = await openLanguage({ region: 'us-east-1' });
    await sky.query(
      `INSERT INTO ${templates} (LaunchTemplateName, LaunchTemplateData) VALUES ('web', '{"InstanceType": "t3.micro"}'), ('batch', '{"InstanceType": "c7i.large"}')`,
    );
    await sky.query(
      `INSERT INTO aws.rds.db_instances (DBInstanceIdentifier, DBInstanceClass, MasterUserPassword) VALUES ('orders', 'db.t3.micro', 'not-to-be-told')`,
    );
  });
  afterAll(() => sky.close());

  const refused = [
    `SELECT version FROM ${versions} WHERE alias = 'latest'`,
    `SELECT version FROM ${versions} WHERE alias IS NULL`,
    `SELECT v.version FROM ${versions} v JOIN aws.sagemaker.images i ON v.alias = i.image_name`,
    `SELECT image_name FROM aws.sagemaker.images WHERE image_name NOT IN (SELECT alias FROM ${versions})`,
    `SELECT image_name FROM ${versions} GROUP BY 1 HAVING max(alias) IS NULL`,
    `SELECT db_instance_identifier FROM aws.rds.db_instances WHERE master_user_password = 'x'`,
    `SELECT launch_template_name FROM ${templates} WHERE tag_specifications IS NULL`,
    `DELETE FROM ${versions} WHERE alias IS NULL`,
    `UPDATE aws.sagemaker.images SET image_description = (SELECT coalesce(max(alias), 'none') FROM ${versions}) WHERE image_name = 'jupyter-cpu'`,
    `INSERT INTO aws.sagemaker.images (ImageName, ImageRoleArn) SELECT coalesce(alias, 'x'), 'arn:aws:iam::123456789012:role/r' FROM ${versions}`,
  ];
  it.each(refused.flatMap((sql) => [sql, `EXPLAIN ${sql}`]))('is no condition: %s', async (sql) => {
    expect(await sky.failure(sql)).toMatchObject({
      code: 'UNREADABLE_COLUMN',
      message: expect.stringMatching(
        /^(alias|master_user_password|tag_specifications) of aws\.\S+ cannot be read: AWS takes it and never tells/,
      ),
      hint: expect.any(String),
    });
    expect((await sky.calls(sql)).filter((operation) => /^(Create|Delete|Update)/.test(operation))).toEqual([]);
  });

  it('is NULL where it is shown, which is said once', async () => {
    const { rows, warnings } = await sky.query(`SELECT alias FROM ${versions} UNION ALL SELECT alias FROM ${versions}`);
    expect(new Set(rows.map(({ alias }) => alias))).toEqual(new Set([null]));
    expect(warnings).toMatchObject([
      { kind: 'advice', code: 'NEVER_READ', message: expect.stringMatching(/^alias of \S+ is NULL in every row/) },
    ]);
    expect((await sky.query(`SELECT * FROM ${versions}`)).warnings).toEqual([]);
    expect((await sky.query(`SELECT version FROM ${versions}`)).warnings).toEqual([]);
  });

  it('is read another way where there is one', async () => {
    await sky.query(
      "EXEC aws.sagemaker.image_versions.update_image_version @ImageName = 'jupyter-cpu', @Version = 1, @AliasesToAdd = '[\"approved\"]', @region = 'us-east-1'",
    );
    expect(
      await sky.rows(`SELECT version FROM ${versions} WHERE list_contains(aliases::VARCHAR[], 'approved')`),
    ).toEqual([{ version: 1 }]);
  });
});
