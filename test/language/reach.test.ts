import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SandboxServer, startSandbox } from '../../src/sandbox/http/server.ts';
import type { ConnectOptions } from '../../src/session/connect-options.ts';
import { home, type LanguageSession, openLanguage } from '../support/language-session.ts';

const images = 'aws.sagemaker.images';
const role = 'arn:aws:iam::123456789012:role/images';

describe('how far a change reaches', () => {
  let server: SandboxServer;
  let sky: LanguageSession;
  const open = (options: ConnectOptions = {}) =>
    openLanguage({
      endpoint: server.url,
      connections: [
        { name: 'home', credentials: { accessKeyId: home, secretAccessKey: 'test' }, regions: ['us-east-1'] },
      ],
      ...options,
    });
  beforeAll(async () => {
    server = await startSandbox({ clock: 'instant' });
    sky = await open();
    await sky.query(`INSERT INTO ${images} (ImageName, ImageRoleArn) VALUES ('one', $1), ('two', $1)`, [role]);
    await sky.query("CREATE TABLE names AS SELECT 'one' AS name");
  });
  afterAll(async () => {
    await sky.close();
    await server.close();
  });

  it.each([
    '1 = 1',
    'true',
    "'a' < 'b' OR image_name = 'one'",
    'image_arn IS NOT NULL',
    'image_arn = image_arn',
    "image_arn LIKE '%'",
    "image_name LIKE '%'",
    "image_name ILIKE '%%' AND length(image_arn) > 0",
    "image_name ~ '.*'",
    "image_name <> ''",
    'image_name IS NOT NULL OR image_name IS NULL',
    'region IS NOT NULL',
    'EXISTS (SELECT 1 FROM names)',
    "now() > '2020-01-01'",
  ])('WHERE %s is asked about like no WHERE', async (where) => {
    for (const sql of [
      `DELETE FROM ${images} WHERE ${where}`,
      `UPDATE ${images} SET image_description = 'x' WHERE ${where}`,
    ])
      expect(await sky.failure(sql)).toMatchObject({
        code: 'TOO_MANY_CHANGES',
        message: expect.stringContaining('all that there are of images: 2'),
      });
  });

  it.each([
    "image_name = 'one'",
    "region = 'us-east-1' AND image_name = 'one'",
    "image_name <> 'two'",
    'image_name IN (SELECT name FROM names)',
    "image_arn LIKE '%/one'",
    "length(image_name) = 3 AND image_name > image_arn AND image_name LIKE 'o%'",
    'EXISTS (SELECT 1 FROM names WHERE name = image_name)',
  ])('WHERE %s says which ones', async (where) => {
    const { rows } = await sky.query(`UPDATE ${images} SET image_description = $1 WHERE ${where}`, [where]);
    expect(rows).toMatchObject([{ status: 'SUCCESS' }]);
  });

  it('lets a join say which ones', async () => {
    const { rows } = await sky.query(
      `UPDATE ${images} SET image_description = 'joined' FROM names WHERE image_name = names.name AND image_arn IS NOT NULL`,
    );
    expect(rows).toMatchObject([{ status: 'SUCCESS' }]);
  });

  it('counts what EXEC changes, a call for several resources each of them', async () => {
    const careful = await open({ maxChanges: 0 });
    const one = "EXEC aws.sagemaker.images.delete_image @ImageName = 'one'";
    expect(await careful.failure(one)).toMatchObject({
      code: 'TOO_MANY_CHANGES',
      message: expect.stringContaining('EXEC would change 1 images'),
    });
    expect(await careful.calls(one)).toEqual([]);
    expect((await careful.query("EXEC aws.ec2.images.images_Describe @Owners = 'self'")).rows).toEqual([]);
    await careful.close();
    const many = `EXEC aws.ec2.instances.instances_Terminate @InstanceIds = (SELECT list('i-' || i)::JSON FROM range(60) t(i))`;
    expect(await sky.failure(many)).toMatchObject({ code: 'TOO_MANY_CHANGES', message: expect.stringContaining('60') });
    let asked = 0;
    const refused = await sky.failure(many, undefined, {
      confirm: async ({ rows }) => {
        asked += rows.length;
        return false;
      },
    });
    expect([refused.code, asked]).toEqual(['NOT_CONFIRMED', 1]);
  });

  const wrong = [
    'SELECT nme FROM aws.sagemaker.images',
    'SELECT * FROM aws.imagebuilder.image_pipeline',
    'SELECT nothing_like_it(image_name) FROM aws.sagemaker.images',
    'SHOW METHODS IN aws.sagemaker.imagez',
    'DESCRIBE aws.sagemaker.imagez',
    'DESCRIBE METHOD aws.sagemaker.images.nope',
    "INSERT INTO aws.sagemaker.images (ImageName) VALUES ('x')",
    "INSERT INTO aws.sagemaker.images (ImageName, ImageRoleArn) VALUES ('x', 'arn:aws:iam::123456789012:role/r') ON CONFLICT DO NOTHING",
    "INSERT /*+ NOWAIT */ INTO aws.sagemaker.images (ImageName, ImageRoleArn) VALUES ('x', 'arn:aws:iam::123456789012:role/r') RETURNING image_arn",
    "UPDATE aws.sagemaker.images SET image_arn = 'x' WHERE image_name = 'one'",
    "UPDATE aws.sagemaker.images SET nope = 'x' WHERE image_name = 'one'",
    "EXEC aws.sagemaker.images.delete_image @ImageNam = 'one'",
    "EXEC aws.ec2.images.image_Copy @Name = 'x'",
    "DELETE FROM aws.sagemaker.images WHERE nope = 'one'",
    'CREATE TABLE aws.sagemaker.mine AS SELECT 1',
    'CREATE TABLE mine AS SELECT nme FROM aws.sagemaker.images',
    'CREATE MATERIALIZED VIEW aws.sagemaker.mine AS SELECT 1',
  ];
  it.each(wrong)('EXPLAIN refuses what running refuses: %s', async (sql) => {
    const ran = await sky.failure(sql);
    const explained = await sky.failure(`EXPLAIN ${sql}`);
    expect([explained.code, explained.message]).toEqual([ran.code, ran.message]);
  });

  it('EXPLAIN of a change of a local table tells what it reads', async () => {
    const steps = await sky.rows(`EXPLAIN INSERT INTO names SELECT image_name FROM ${images}`);
    expect(steps[0]).toMatchObject({ resource: images, method: expect.stringMatching(/list/) });
    expect(await sky.values('SELECT count(*) FROM names')).toEqual([1]);
  });
});
