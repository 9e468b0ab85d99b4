import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '../../src/session/connect.ts';
import type { Database } from '../../src/session/database.ts';
import { expectSameByEveryPath, rowsOf, testPage } from '../support/resource-page.ts';
import { sagemakerImages } from './facts/sagemaker-images.ts';

const region = 'us-east-1';
const role = 'arn:aws:iam::123456789012:role/studio';
const arnOf = (name: string) => `arn:aws:sagemaker:${region}:123456789012:image/${name}`;
const arn = arnOf('everything');
let db: Database;

beforeAll(async () => {
  db = await connect({ sandbox: { seed: 'empty', clock: 'instant' }, region });
});
afterAll(() => db.close());

const createdAs = (name: string) => ({
  operation: 'CREATE',
  identifier: arnOf(name),
  status: 'SUCCESS',
  error_code: null,
  message: null,
  request_token: expect.any(String),
  region,
});

/** As it is printed. */
const selectOne = (identifier: string) => `SELECT
region,
image_name,
image_arn,
image_role_arn,
image_display_name,
image_description,
tags
FROM aws.sagemaker.images
WHERE region = 'us-east-1' AND data__Identifier = '${identifier}';`;

const selectAll = `SELECT
region,
image_arn
FROM aws.sagemaker.images
WHERE region = 'us-east-1';`;

describe('seed 002: aws.sagemaker.images', () => {
  testPage(sagemakerImages, () => db);

  it('has its five methods first, and by EXEC alone those that follow', async () => {
    const methods = await rowsOf(db, 'SHOW METHODS IN aws.sagemaker.images');
    expect(new Set(methods.slice(5).map(({ SQLVerb }) => SQLVerb))).toEqual(new Set(['EXEC']));
  });

  it('is created with the required properties', async () => {
    const rows = await rowsOf(
      db,
      `/*+ create */
INSERT INTO aws.sagemaker.images (
 ImageName,
 ImageRoleArn,
 region
)
SELECT
'required',
 '${role}',
'us-east-1';`,
    );
    expect(rows).toEqual([createdAs('required')]);
  });

  it('is created with all properties, its tags as JSON text', async () => {
    const rows = await rowsOf(
      db,
      `/*+ create */
INSERT INTO aws.sagemaker.images (
 ImageName,
 ImageRoleArn,
 ImageDisplayName,
 ImageDescription,
 Tags,
 region
)
SELECT
 'everything',
 '${role}',
 'Everything',
 'It has all of it',
 '[{"Value": "ml", "Key": "team"}]',
 'us-east-1';`,
    );
    expect(rows).toEqual([createdAs('everything')]);
  });

  it('prints an INSERT of all properties', async () => {
    const [row] = await rowsOf(db, 'SHOW INSERT INTO aws.sagemaker.images');
    const names = ['ImageName', 'ImageRoleArn', 'ImageDisplayName', 'ImageDescription', 'Tags', 'region'];
    const statement = String(row?.insert_statement);
    expect(statement.match(/^ {2}\w+/gm)?.map((name) => name.trim())).toEqual(names);
    expect(statement.match(/'\{\{ \w+ \}\}'/g)).toEqual(names.map((name) => `'{{ ${name} }}'`));
  });

  it('is listed by the statement of the page', async () => {
    const rows = await rowsOf(db, selectAll);
    expect(rows.toSorted((left, right) => String(left.image_arn).localeCompare(String(right.image_arn)))).toEqual([
      { region, image_arn: arn },
      { region, image_arn: arnOf('required') },
    ]);
  });

  it('is read by the statement of the page', async () => {
    expect(await rowsOf(db, selectOne(arn))).toEqual([
      {
        region,
        image_name: 'everything',
        image_arn: arn,
        image_role_arn: role,
        image_display_name: 'Everything',
        image_description: 'It has all of it',
        tags: [{ Key: 'team', Value: 'ml' }],
      },
    ]);
    expect(await rowsOf(db, selectOne(arnOf('required')))).toMatchObject([
      { image_name: 'required', image_role_arn: role, image_display_name: null, image_description: null, tags: null },
    ]);
    expect(await rowsOf(db, selectOne(arnOf('nothing')))).toEqual([]);
  });

  it('has every column in SELECT * of one image, and of all what their list has', async () => {
    const described = (await rowsOf(db, 'DESCRIBE aws.sagemaker.images')).map(({ name }) => name);
    const one = await db.query(`SELECT * FROM aws.sagemaker.images WHERE data__Identifier = '${arn}'`);
    expect(one.columns.map(({ name }) => name)).toEqual(described);
    expect(one.rows).toMatchObject([
      { image_name: 'everything', image_role_arn: role, image_status: 'CREATED', region, account_id: '123456789012' },
    ]);
    const all = await db.query('SELECT * FROM aws.sagemaker.images ORDER BY image_name');
    expect(all.columns.map(({ name }) => name)).toEqual(
      described.filter((name) => name !== 'image_role_arn' && name !== 'tags'),
    );
    expect(all.rows).toMatchObject([{ image_name: 'everything', image_status: 'CREATED' }, { image_name: 'required' }]);
    expect(await rowsOf(db, 'SELECT *, tags FROM aws.sagemaker.images ORDER BY image_name')).toMatchObject([
      { image_name: 'everything', tags: [{ Key: 'team', Value: 'ml' }] },
      { image_name: 'required', tags: null },
    ]);
  });

  it('has the same values by every access path', async () => {
    await expectSameByEveryPath(db, 'aws.sagemaker.images', [
      `image_arn = '${arn}'`,
      "image_name = 'everything'",
      "image_name LIKE 'every%'",
      `data__Identifier = '${arn}'`,
    ]);
  });

  it('is what its singular twin is', async () => {
    const [one, many] = await Promise.all(
      ['image', 'images'].map((name) => rowsOf(db, `SELECT * FROM aws.sagemaker.${name} WHERE image_arn = '${arn}'`)),
    );
    expect(one).toEqual(many);
    expect(await rowsOf(db, 'SHOW METHODS IN aws.sagemaker.image')).toEqual([
      {
        MethodName: 'update_resource',
        SQLVerb: 'UPDATE',
        RequiredParams: 'data__Identifier, data__PatchDocument, region',
      },
      { MethodName: 'delete_resource', SQLVerb: 'DELETE', RequiredParams: 'data__Identifier, region' },
      { MethodName: 'get_resource', SQLVerb: 'SELECT', RequiredParams: 'data__Identifier, region' },
    ]);
  });

  it('refuses what cannot be created before any call', async () => {
    const refused = (columns: string, values: string) =>
      expect(db.query(`INSERT INTO aws.sagemaker.images (${columns}) VALUES (${values})`)).rejects;
    await refused('ImageName, region', "'x', 'us-east-1'").toMatchObject({
      code: 'MISSING_PARAMETER',
      message: expect.stringContaining('ImageRoleArn'),
    });
    await refused('ImageName, ImageRoleArn, Tags', `'x', '${role}', 'not JSON'`).toMatchObject({
      code: 'INVALID_VALUE',
      message: expect.stringContaining('/Tags'),
    });
    await refused('ImageName, ImageRoleArn, ImageNme', `'x', '${role}', 'y'`).toMatchObject({
      code: expect.stringMatching(/^UNKNOWN_/),
      message: expect.stringContaining('ImageNme'),
      hint: expect.stringContaining('ImageName'),
    });
    await refused('ImageName, ImageRoleArn, ImageArn', `'x', '${role}', '${arn}'`).toMatchObject({
      message: expect.stringContaining('ImageArn'),
    });
  });

  it('fails in its row when the name is taken', async () => {
    const result = await db.query(
      `INSERT INTO aws.sagemaker.images (ImageName, ImageRoleArn) VALUES ('everything', '${role}'), ('more', '${role}')`,
    );
    expect(result.failures).toBe(1);
    expect(result.rows).toMatchObject([
      { operation: 'CREATE', status: 'FAILED', error_code: 'AlreadyExists', message: expect.stringMatching(/exists/) },
      createdAs('more'),
    ]);
  });

  it('is updated by SET, which computes its own patch, and only once', async () => {
    const update = `UPDATE aws.sagemaker.images
      SET image_description = upper(image_description), image_display_name = NULL,
          tags = '[{"Key":"team","Value":"data"},{"Key":"cost","Value":"42"}]'
      WHERE data__Identifier = '${arn}' AND region = 'us-east-1'`;
    expect(await rowsOf(db, update)).toMatchObject([{ operation: 'UPDATE', identifier: arn, status: 'SUCCESS' }]);
    const [row] = await rowsOf(db, selectOne(arn));
    expect(row).toMatchObject({
      image_name: 'everything',
      image_description: 'IT HAS ALL OF IT',
      image_display_name: null,
      image_role_arn: role,
    });
    expect(row?.tags).toHaveLength(2);
    expect(row?.tags).toEqual(
      expect.arrayContaining([
        { Key: 'team', Value: 'data' },
        { Key: 'cost', Value: '42' },
      ]),
    );
    expect(await rowsOf(db, update)).toMatchObject([{ status: 'UNCHANGED', request_token: null }]);
  });

  it("is updated by the caller's own patch", async () => {
    const rows = await rowsOf(
      db,
      `UPDATE aws.sagemaker.images
       SET data__PatchDocument = '[{"op":"add","path":"/ImageDisplayName","value":"Patched"}]'
       WHERE data__Identifier = '${arn}' AND region = 'us-east-1'
       RETURNING image_display_name, image_arn, region`,
    );
    expect(rows).toEqual([{ image_display_name: 'Patched', image_arn: arn, region }]);
  });

  it('refuses to rename it', async () => {
    await expect(
      db.query(`UPDATE aws.sagemaker.images SET image_name = 'other' WHERE image_arn = '${arn}'`),
    ).rejects.toMatchObject({ code: 'IMMUTABLE_PROPERTY' });
  });

  it('is deleted by the statement of the page', async () => {
    const rows = await rowsOf(
      db,
      `/*+ delete */
DELETE FROM aws.sagemaker.images
WHERE data__Identifier = '${arn}'
AND region = 'us-east-1';`,
    );
    expect(rows).toMatchObject([{ operation: 'DELETE', identifier: arn, status: 'SUCCESS', region }]);
    expect(await rowsOf(db, selectOne(arn))).toEqual([]);
  });

  it('is returned as it was by DELETE ... RETURNING, by any WHERE', async () => {
    const rows = await rowsOf(
      db,
      "DELETE FROM aws.sagemaker.images WHERE image_name LIKE '%e%' RETURNING image_arn, image_role_arn, image_name",
    );
    expect(rows.toSorted((left, right) => String(left.image_name).localeCompare(String(right.image_name)))).toEqual(
      ['more', 'required'].map((name) => ({ image_arn: arnOf(name), image_role_arn: role, image_name: name })),
    );
    expect(await rowsOf(db, selectAll)).toEqual([]);
  });
});
