import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LanguageSession, openLanguage } from '../support/language-session.ts';

describe('prepare()', () => {
  let sky: LanguageSession;
  beforeAll(async () => {
    sky = await openLanguage({ region: 'us-east-1' });
    await sky.query('CREATE TABLE local (n INTEGER, name VARCHAR)');
  });
  afterAll(() => sky.close());

  const changed = ['operation', 'identifier', 'status', 'error_code', 'message', 'request_token', 'region'];
  it.each<[string, string, readonly string[], readonly string[]]>([
    [
      'SELECT name, creation_date FROM aws.ec2.images WHERE name = $name AND creation_date > $since',
      'SELECT',
      ['name VARCHAR', 'creation_date TIMESTAMP WITH TIME ZONE'],
      ['name VARCHAR', 'since TIMESTAMP WITH TIME ZONE'],
    ],
    ['SELECT $1 AS x, n FROM local WHERE n = $2', 'SELECT', ['x VARCHAR', 'n INTEGER'], ['1 VARCHAR', '2 INTEGER']],
    ['SELECT name, name FROM local LIMIT ?', 'SELECT', ['name VARCHAR', 'name VARCHAR'], ['1 BIGINT']],
    [
      'INSERT INTO aws.sagemaker.images (ImageName, ImageRoleArn) VALUES ($a, $b)',
      'INSERT',
      changed.map((name) => `${name} VARCHAR`),
      ['a VARCHAR', 'b VARCHAR'],
    ],
    [
      'UPDATE aws.sagemaker.images SET image_description = $d WHERE image_name = $n RETURNING image_name, image_arn AS a',
      'UPDATE',
      ['image_name VARCHAR', 'a VARCHAR'],
      ['d VARCHAR', 'n VARCHAR'],
    ],
    [
      'DELETE FROM aws.ec2.images WHERE DeleteAssociatedSnapshots = $i AND image_id = $s',
      'DELETE',
      changed.map((name) => `${name} VARCHAR`),
      ['i BOOLEAN', 's VARCHAR'],
    ],
    [
      'UPDATE aws.logs.log_groups SET retention_in_days = $1, tags = ($2) WHERE log_group_name = $3 RETURNING arn',
      'UPDATE',
      ['arn VARCHAR'],
      ['1 BIGINT', '2 JSON', '3 VARCHAR'],
    ],
    [
      'INSERT INTO aws.logs.log_groups (log_group_name, retention_in_days, region) VALUES ($1, $2, $3), (upper($1), $2, $3) RETURNING arn',
      'INSERT',
      ['arn VARCHAR'],
      ['1 VARCHAR', '2 BIGINT', '3 VARCHAR'],
    ],
    [
      'INSERT INTO aws.logs.log_groups (log_group_name, retention_in_days) SELECT name, $1 FROM aws.ec2.images RETURNING arn',
      'INSERT',
      ['arn VARCHAR'],
      ['1 BIGINT'],
    ],
    [
      'EXEC aws.ec2.images.describe_images @MaxResults = $1, @IncludeDisabled = $2, @ImageIds = $3, @region = $4',
      'EXEC',
      ['platform_details VARCHAR'],
      ['1 BIGINT', '2 BOOLEAN', '3 VARCHAR', '4 VARCHAR'],
    ],
    ['DELETE FROM local WHERE n = $1', 'DELETE', ['Count BIGINT'], ['1 INTEGER']],
    ['EXPLAIN SELECT $1 FROM local', 'EXPLAIN', ['step BIGINT'], ['1 VARCHAR']],
    ['SHOW PROVIDERS', 'SHOW', ['name VARCHAR', 'version VARCHAR'], []],
    ['SET strict = true', 'SET', [], []],
    ['CREATE TABLE other AS SELECT * FROM local WHERE n > $1', 'CREATE', [], ['1 INTEGER']],
  ])('%s', async (sql, command, columns, parameters) => {
    const prepared = await sky.db.prepare(sql);
    const texts = (list: typeof prepared.columns) => list.map(({ name, type }) => `${name} ${type}`);
    expect(prepared.command).toBe(command);
    expect(texts(prepared.columns).slice(0, columns.length || 1)).toEqual(columns);
    expect(texts(prepared.parameters)).toEqual(parameters);
    expect(await sky.rows('SHOW REQUESTS')).toEqual([]);
  });

  it.each([
    "EXEC aws.ec2.images.images_Describe @Owners = 'self'",
    "EXEC aws.imagebuilder.images.get_image @imageBuildVersionArn = (SELECT max(arn) FROM aws.imagebuilder.images WHERE name LIKE 'batch%')",
  ])('tells of %s what it answers', async (sql) => {
    const { columns } = await sky.db.prepare(sql);
    const answered = await sky.query(sql);
    expect(answered.columns.length).toBeGreaterThan(0);
    expect(columns.map(({ name }) => name)).toEqual(expect.arrayContaining(answered.columns.map(({ name }) => name)));
  });

  it('tells the parameters of an EXEC', async () => {
    const sql = 'EXEC aws.imagebuilder.images.get_image @imageBuildVersionArn = $arn';
    expect((await sky.db.prepare(sql)).parameters).toEqual([{ name: 'arn', type: 'VARCHAR' }]);
  });

  it('fails as running would, and leaves the session usable', async () => {
    await expect(sky.db.prepare('SELECT nonsense FROM aws.ec2.images')).rejects.toMatchObject({
      code: 'UNKNOWN_COLUMN',
    });
    await expect(sky.db.prepare('SELECT 1 FROM aws.ec2.nothing')).rejects.toMatchObject({ code: 'UNKNOWN_RESOURCE' });
    const before = (await sky.rows('SHOW REQUESTS')).length;
    for (const [sql, code] of [
      ["INSERT INTO aws.sagemaker.images (ImageNam) VALUES ('a')", 'UNKNOWN_COLUMN'],
      ["INSERT INTO aws.sagemaker.images (ImageName, ImageRoleArn) VALUES ('a')", 'WRONG_ARGUMENTS'],
      ["INSERT INTO aws.sagemaker.images SELECT 'a' AS image_nam", 'UNKNOWN_COLUMN'],
      ["UPDATE aws.sagemaker.images SET image_descriptin = 'a' WHERE image_name = 'b'", 'UNKNOWN_COLUMN'],
      ["UPDATE aws.sagemaker.images SET image_name = 'a' WHERE image_name = 'b'", 'IMMUTABLE_PROPERTY'],
      ["DELETE FROM aws.sagemaker.images WHERE image_nam = 'b'", 'UNKNOWN_COLUMN'],
      ["EXEC aws.imagebuilder.images.get_image @imageBuildVersion = 'a'", 'UNKNOWN_PARAMETER'],
      ["EXEC aws.sagemaker.images.create_resource @DesiredStat = 'a'", 'UNKNOWN_PARAMETER'],
    ] as const)
      await expect(sky.db.prepare(sql), sql).rejects.toMatchObject({ code });
    expect(await sky.rows('SHOW REQUESTS')).toHaveLength(before);
    expect(await sky.rows('SELECT 1 AS n')).toEqual([{ n: 1 }]);
  });
});
