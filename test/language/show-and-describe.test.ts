import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LanguageSession, openLanguage } from '../support/language-session.ts';

describe('SHOW and DESCRIBE', () => {
  let sky: LanguageSession;
  beforeAll(async () => {
    sky = await openLanguage({ seed: 'empty', region: 'us-east-1' });
  });
  afterAll(() => sky.close());

  const columnsOf = async (sql: string) => (await sky.query(sql)).columns.map(({ name }) => name);

  it.each([
    ['SHOW PROVIDERS', ['name', 'version']],
    ['SHOW EXTENDED PROVIDERS', ['name', 'version', 'description']],
    ['SHOW SERVICES IN aws', ['id', 'name', 'title']],
    ['SHOW EXTENDED SERVICES IN aws', ['id', 'name', 'title', 'description']],
    ['SHOW RESOURCES IN aws.ec2', ['name', 'id']],
    ['SHOW EXTENDED RESOURCES IN aws.ec2', ['name', 'id', 'description']],
    ['SHOW METHODS IN aws.ec2.images', ['MethodName', 'RequiredParams', 'SQLVerb']],
    ['SHOW EXTENDED METHODS IN aws.ec2.images', ['MethodName', 'RequiredParams', 'SQLVerb', 'description']],
    ['SHOW INSERT INTO aws.sagemaker.images', ['insert_statement']],
    ['SHOW PERMISSIONS IN aws.sagemaker.images', ['operation', 'actions']],
    ['SHOW EXTENDED PERMISSIONS IN aws.sagemaker.images', ['operation', 'actions', 'note']],
    ['SHOW RELATIONSHIPS IN aws.imagebuilder.image_pipelines', ['column', 'references', 'referenced_by']],
    ['SHOW VERSION', ['version']],
    ['DESCRIBE aws.sagemaker.images', ['name', 'type']],
    ['DESC EXTENDED aws.sagemaker.images', ['name', 'type', 'description']],
    ['DESCRIBE METHOD aws.ec2.images.image_Copy', ['name', 'type', 'param_type']],
    ['DESCRIBE METHOD EXTENDED aws.ec2.images.image_Copy', ['name', 'type', 'param_type', 'description']],
  ])('%s gives %j and makes no call', async (sql, columns) => {
    const result = await sky.query(sql);
    expect(result.columns.map(({ name }) => name)).toEqual(columns);
    expect(result.rows.length).toBeGreaterThan(0);
    expect(result.statistics.calls).toBe(0);
    const empty = ['note', 'references', 'referenced_by'];
    for (const row of result.rows)
      for (const [name, value] of Object.entries(row)) if (!empty.includes(name)) expect(value).not.toBeNull();
  });

  it('narrows by LIKE and WHERE', async () => {
    expect(await sky.values("SHOW SERVICES IN aws LIKE 'sage%maker'")).toEqual(['aws.sagemaker']);
    expect(await sky.values("SHOW SERVICES IN aws WHERE title LIKE '%Image Builder%'")).toEqual(['aws.imagebuilder']);
    expect(await sky.values("SHOW METHODS IN aws.ec2.images WHERE SQLVerb = 'INSERT'")).toEqual(['image_Create']);
    expect(await sky.values("SHOW RESOURCES IN aws.imagebuilder LIKE 'image_pipeline'")).toEqual(['image_pipeline']);
    expect(await sky.failure("SHOW SERVICES IN aws WHERE nonsense = 'x'")).toMatchObject({ code: 'UNKNOWN_COLUMN' });
  });

  it('prints an INSERT that runs once it is filled in', async () => {
    const [statement] = await sky.values('SHOW INSERT INTO aws.sagemaker.images');
    const filled = String(statement)
      .replace("'{{ ImageName }}'", "'by-template'")
      .replace("'{{ ImageRoleArn }}'", "'arn:aws:iam::123456789012:role/r'")
      .replace("'{{ Tags }}'", '\'[{"Key": "a", "Value": "b"}]\'')
      .replace("'{{ region }}'", "'us-east-1'");
    expect(await sky.rows(filled)).toMatchObject([{ status: 'SUCCESS' }]);
  });

  it('tells the relationships as columns of other resources, both ways', async () => {
    expect(await sky.rows('SHOW RELATIONSHIPS IN aws.imagebuilder.image_pipelines')).toContainEqual({
      column: 'image_recipe_arn',
      references: 'aws.imagebuilder.image_recipes.arn',
      referenced_by: null,
    });
    expect(await sky.rows('SHOW RELATIONSHIPS IN aws.imagebuilder.image_recipes')).toContainEqual({
      column: 'arn',
      references: null,
      referenced_by: 'aws.imagebuilder.image_pipelines.image_recipe_arn',
    });
    expect(
      await sky.values("SHOW RELATIONSHIPS IN aws.ec2.images WHERE referenced_by = 'aws.ec2.instances.image_id'"),
    ).toEqual(['image_id']);
  });

  it('tells the permissions of resources of every kind, and of which they are derived', async () => {
    const rows = async (resource: string) => sky.rows(`SHOW EXTENDED PERMISSIONS IN ${resource}`);
    expect(await rows('aws.sagemaker.images')).toContainEqual({
      operation: 'read',
      actions: 'sagemaker:DescribeImage, sagemaker:ListTags',
      note: null,
    });
    expect(await rows('aws.sqs.queues')).toContainEqual({
      operation: 'create',
      actions: 'sqs:CreateQueue, sqs:GetQueueUrl, sqs:GetQueueAttributes, sqs:ListQueueTags, sqs:TagQueue',
      note: null,
    });
    expect(await rows('aws.appmesh.meshes')).toContainEqual({
      operation: 'create',
      actions: expect.stringContaining('appmesh:CreateMesh'),
      note: expect.stringContaining('derived'),
    });
    expect(await rows('aws.ec2.images')).toContainEqual({
      operation: 'list',
      actions: 'ec2:DescribeImages',
      note: null,
    });
  });

  it('keeps the calls of the session and the warnings of its last statement', async () => {
    await sky.query('SELECT image_id FROM aws.ec2.images LIMIT 1');
    expect(await columnsOf('SHOW WARNINGS')).toEqual(expect.arrayContaining(['code', 'message', 'region']));
    expect(await sky.rows('SHOW WARNINGS')).toEqual([]);
    expect(await sky.rows("SHOW REQUESTS WHERE operation = 'DescribeImages'")).toMatchObject([
      { service: 'ec2', region: 'us-east-1', status: 200, attempt: 1, error: null },
    ]);
  });

  it('leaves other SHOWs and local tables to DuckDB', async () => {
    await sky.query('CREATE TABLE notes (text VARCHAR, number INTEGER)');
    expect(await sky.values('SHOW TABLES')).toEqual(['notes']);
    expect(await sky.rows('DESCRIBE notes')).toMatchObject([{ column_name: 'text' }, { column_name: 'number' }]);
    expect(await sky.rows('DESCRIBE SELECT 1 AS a')).toMatchObject([{ column_name: 'a', column_type: 'INTEGER' }]);
  });

  it.each([
    ['SHOW NONSENSE', 'SHOW takes'],
    ['SHOW RESOURCES IN aws.ec', 'aws.ec2'],
    ['SHOW METHODS IN aws.ec2.imagez', 'aws.ec2.images'],
    ['SHOW METHODS', 'SHOW METHODS IN'],
    ['DESCRIBE aws.ec2.imagez', 'aws.ec2.images'],
    ['DESCRIBE METHOD aws.ec2.images.image_Cop', 'image_Copy'],
  ])('%s says what to write', async (sql, words) => {
    expect((await sky.failure(sql)).hint).toContain(words);
  });
});
