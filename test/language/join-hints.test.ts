import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LanguageSession, openLanguage } from '../support/language-session.ts';

const images = 'aws.imagebuilder.images';
const recipes = 'aws.imagebuilder.image_recipes';
const key = `image_recipe_arn of ${images} refers to arn of ${recipes}`;

describe('joins of related resources', () => {
  let sky: LanguageSession;
  beforeAll(async () => {
    sky = await openLanguage({ region: 'us-east-1' });
  });
  afterAll(() => sky.close());

  const warnings = async (sql: string) => (await sky.query(sql)).warnings;

  it.each([
    ['a wrong key', `SELECT i.name FROM ${images} i JOIN ${recipes} r ON i.image_id = r.arn`, 'by image_id = arn'],
    ['a wrong key in WHERE', `SELECT i.name FROM ${images} i, ${recipes} r WHERE r.arn = i.name`, 'by name = arn'],
    ['no key', `SELECT i.name FROM ${images} i CROSS JOIN ${recipes} r`, 'without a key'],
    [
      'a wrong key behind a view of its own',
      `WITH r AS (SELECT arn AS recipe FROM ${recipes}) SELECT i.name FROM ${images} i LEFT JOIN r ON r.recipe = i.image_id`,
      'by image_id = arn',
    ],
  ])('warns of %s, and says which column it is', async (_, sql, how) => {
    expect(await warnings(sql)).toMatchObject([
      { code: 'JOIN_KEY', message: expect.stringContaining(how), hint: expect.stringContaining(key) },
    ]);
  });

  it.each([
    ['the key', `SELECT i.name FROM ${images} i JOIN ${recipes} r ON i.image_recipe_arn = r.arn`],
    [
      'the key of the twin',
      `SELECT r.components FROM ${images} i JOIN aws.imagebuilder.image_recipe r ON r.arn = i.image_recipe_arn`,
    ],
    [
      'the key among others',
      `SELECT 1 FROM ${images} i JOIN ${recipes} r ON i.image_recipe_arn = r.arn AND i.name = r.name`,
    ],
    ['another column that may be right', `SELECT 1 FROM ${images} i JOIN ${recipes} r ON i.name = r.name`],
    ['an expression', `SELECT 1 FROM ${images} i JOIN ${recipes} r ON r.arn = lower(i.image_id)`],
    ['a range', `SELECT 1 FROM ${images} i JOIN ${recipes} r ON i.name > r.arn`],
    ['a condition above the join', `SELECT 1 FROM ${images} i CROSS JOIN ${recipes} r WHERE contains(i.arn, r.name)`],
    ['the place alone', `SELECT i.name FROM ${images} i JOIN ${recipes} r USING (region)`],
    ['a subquery', `SELECT 1 FROM ${images} WHERE image_recipe_arn IN (SELECT arn FROM ${recipes})`],
    [
      'a correlated subquery',
      `SELECT (SELECT r.name FROM ${recipes} r WHERE r.arn = i.image_recipe_arn) FROM ${images} i`,
    ],
    ['counts side by side', `SELECT (SELECT count(*) FROM ${images}) AS i, (SELECT count(*) FROM ${recipes}) AS r`],
    ['a union', `SELECT name FROM ${images} UNION ALL SELECT name FROM ${recipes}`],
    ['one row with all of the others', `SELECT 1 FROM ${images} i, ${recipes} r WHERE r.name = 'al2023-base'`],
    ['the first row', `SELECT 1 FROM ${images} i, (SELECT * FROM ${recipes} LIMIT 1) r`],
    ['resources that know nothing of each other', `SELECT 1 FROM ${images} i, aws.sagemaker.images s`],
    [
      'a third resource between them',
      `SELECT 1 FROM ${images} i CROSS JOIN ${recipes} r JOIN aws.imagebuilder.image_pipelines p ON p.image_recipe_arn = r.arn AND p.arn = i.source_pipeline_arn`,
    ],
  ])('does not warn of %s', async (_, sql) => {
    expect(await warnings(sql)).toEqual([]);
  });

  it.each([
    ['aws.ec2.instances a JOIN aws.ec2.subnets b ON a.instance_id = b.subnet_id', true],
    ['aws.ec2.instances a JOIN aws.ec2.subnets b ON a.subnet_id = b.vpc_id', true],
    ['aws.ec2.instances a JOIN aws.ec2.images b ON b.image_id = a.instance_id', true],
    [`${images} a JOIN ${recipes} b ON a.image_recipe_arn = b.name`, true],
    ['aws.ec2.instances a JOIN aws.ec2.subnets b USING (subnet_id)', false],
    ['aws.ec2.instances a JOIN aws.ec2.subnets b USING (vpc_id)', false],
    ['aws.ec2.instances a JOIN aws.ec2.images b ON b.image_id = a.image_id', false],
    ['aws.ec2.volumes a JOIN aws.ec2.snapshots b ON b.volume_id = a.volume_id', false],
    ['aws.ec2.volumes a JOIN aws.ec2.snapshots b ON b.snapshot_id = a.snapshot_id', false],
    ['aws.lambda.functions a JOIN aws.iam.roles b ON a.role = b.arn', false],
    ['aws.lambda.functions a JOIN aws.iam.roles b ON a.function_name = b.role_name', false],
    ['aws.ecs.services a JOIN aws.ecs.clusters b ON a.cluster = b.arn', false],
    ['aws.s3.buckets a JOIN aws.s3.bucket_policies b ON a.bucket_name = b.bucket', false],
    ['aws.kms.aliases a JOIN aws.kms.keys b ON a.target_key_id = b.key_id', false],
    ['aws.sagemaker.image_versions a JOIN aws.sagemaker.images b ON a.image_arn = b.image_arn', false],
  ])('%s: warned of %s', async (tables, isWrong) => {
    const own = await warnings(`EXPLAIN SELECT count(*) FROM ${tables}`);
    expect(own.filter(({ code }) => code === 'JOIN_KEY')).toHaveLength(isWrong ? 1 : 0);
  });

  it('does not fail a strict session: no row is missing', async () => {
    const strict = await openLanguage({ region: 'us-east-1', strict: true });
    const { warnings: own } = await strict.query(`SELECT i.name FROM ${images} i CROSS JOIN ${recipes} r`);
    expect(own).toMatchObject([{ code: 'JOIN_KEY' }]);
    await strict.close();
  });

  it('tells of a column that is not there which columns join the resources', async () => {
    const error = await sky.failure(`SELECT 1 FROM ${images} i JOIN ${recipes} r ON i.recipe_arn = r.arn`);
    expect(error).toMatchObject({ code: 'UNKNOWN_COLUMN', hint: expect.stringContaining(key) });
    const elsewhere = await sky.failure(`SELECT 1 FROM ${images} i JOIN ${recipes} r ON r.image_recipe_arn = i.arn`);
    expect(elsewhere).toMatchObject({ code: 'UNKNOWN_COLUMN', hint: expect.stringContaining(key) });
    const alone = await sky.failure(`SELECT nme FROM ${images}`);
    expect(alone.hint).not.toContain('refers to');
  });
});
