import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '../../src/session/connect.ts';
import type { Database } from '../../src/session/database.ts';
import { created, createEstate, type ImageBuilderEstate } from '../support/image-builder-estate.ts';
import { expectSameByEveryPath, rowsOf, testPage } from '../support/resource-page.ts';
import { imagebuilderImage } from './facts/imagebuilder-image.ts';

// Not the session's region: an ARN implies its own.
const region = 'eu-west-1';
const role = 'arn:aws:iam::123456789012:role/image-builder';
let db: Database;
let estate: ImageBuilderEstate;
let image: string;
let container: string;

function createImage(recipe: string): Promise<string> {
  return created(
    db,
    `INSERT INTO aws.imagebuilder.images
       (${recipe}, InfrastructureConfigurationArn, DistributionConfigurationArn, ImageTestsConfiguration,
        EnhancedImageMetadataEnabled, ExecutionRole, Workflows, Tags, region)
     VALUES ('${recipe === 'ImageRecipeArn' ? estate.imageRecipe : estate.containerRecipe}', '${estate.infrastructure}',
       '${estate.distribution}', '{"ImageTestsEnabled":true,"TimeoutMinutes":90}', true, '${role}',
       '[{"WorkflowArn":"arn:aws:imagebuilder:${region}:aws:workflow/build/build-image/x.x.x"}]',
       '{"team":"platform"}', '${region}')`,
  );
}

beforeAll(async () => {
  db = await connect({ sandbox: { seed: 'empty', clock: 'instant' }, region: 'us-east-1' });
  estate = await createEstate(db, region);
  [image, container] = await Promise.all([createImage('ImageRecipeArn'), createImage('ContainerRecipeArn')]);
});
afterAll(() => db.close());

/** As it is printed. */
const select = (arn: string) => `SELECT
region,
arn,
name,
image_tests_configuration,
image_recipe_arn,
container_recipe_arn,
distribution_configuration_arn,
infrastructure_configuration_arn,
workflows,
image_id,
image_uri,
enhanced_image_metadata_enabled,
image_scanning_configuration,
execution_role,
tags
FROM aws.imagebuilder.image
WHERE data__Identifier = '${arn}';`;

describe('seed 000: aws.imagebuilder.image', () => {
  testPage(imagebuilderImage, () => db);

  it('is read by the statement of the page, its ARN giving the region', async () => {
    const result = await db.query(select(image));
    expect(result.columns.map(({ name }) => name)).toEqual(imagebuilderImage.statements[0]?.columns);
    expect(result.rows).toEqual([
      {
        region,
        arn: `arn:aws:imagebuilder:${region}:123456789012:image/golden/1.0.0/1`,
        name: 'Golden',
        image_tests_configuration: { imageTestsEnabled: true, timeoutMinutes: 90 },
        image_recipe_arn: estate.imageRecipe,
        container_recipe_arn: null,
        distribution_configuration_arn: estate.distribution,
        infrastructure_configuration_arn: estate.infrastructure,
        workflows: [
          { workflowArn: expect.stringMatching(/^arn:aws:imagebuilder:eu-west-1:aws:workflow\/build\/build-image\//) },
        ],
        image_id: expect.stringMatching(/^ami-[0-9a-f]{17}$/),
        image_uri: null,
        enhanced_image_metadata_enabled: true,
        image_scanning_configuration: null,
        execution_role: role,
        tags: { team: 'platform' },
      },
    ]);
    expect(result.warnings).toEqual([]);
  });

  it('has a URI instead of an AMI for a container', async () => {
    expect(await rowsOf(db, select(container))).toMatchObject([
      {
        name: 'Boxed',
        image_recipe_arn: null,
        container_recipe_arn: estate.containerRecipe,
        image_id: null,
        image_uri: `123456789012.dkr.ecr.${region}.amazonaws.com/boxed:1.0.0-1`,
      },
    ]);
  });

  it('takes the identifier as data__Identifier or as its column, and a region that agrees', async () => {
    const both = await rowsOf(db, `SELECT name FROM aws.imagebuilder.image WHERE arn = '${image}'`);
    expect(both).toEqual([{ name: 'Golden' }]);
    const where = (name: string) =>
      rowsOf(db, `SELECT name FROM aws.imagebuilder.image WHERE data__Identifier = '${image}' AND region = '${name}'`);
    expect(await where(region)).toEqual(both);
    expect(await where('us-east-1')).toEqual([]);
  });

  it('has every column in SELECT *, and none of the parameters', async () => {
    const { columns: all, rows } = await db.query(
      `SELECT * FROM aws.imagebuilder.image WHERE data__Identifier = '${image}'`,
    );
    const described = await rowsOf(db, 'DESCRIBE aws.imagebuilder.image');
    expect(all.map(({ name }) => name)).toEqual(described.map(({ name }) => name));
    expect(rows).toMatchObject([{ arn: image, region, account_id: '123456789012' }]);
  });

  it('needs an identifier to be read', async () => {
    await expect(db.query("SELECT name FROM aws.imagebuilder.image WHERE region = 'us-east-1'")).rejects.toMatchObject({
      code: 'MISSING_PARAMETER',
      message: expect.stringContaining('data__Identifier'),
    });
  });

  it('has no row for what does not exist', async () => {
    expect(await rowsOf(db, select(`arn:aws:imagebuilder:${region}:123456789012:image/golden/9.9.9/1`))).toEqual([]);
  });

  it('is not created or changed by itself', async () => {
    await expect(db.query("INSERT INTO aws.imagebuilder.image (region) VALUES ('us-east-1')")).rejects.toMatchObject({
      code: 'UNSUPPORTED_STATEMENT',
    });
    await expect(
      db.query(`UPDATE aws.imagebuilder.image SET tags = '{}' WHERE arn = '${image}'`),
    ).rejects.toMatchObject({ code: 'UNSUPPORTED_STATEMENT' });
  });

  it('is listed by aws.imagebuilder.images', async () => {
    const listed = `SELECT arn, name FROM aws.imagebuilder.images WHERE region = '${region}' ORDER BY name`;
    expect(await rowsOf(db, listed)).toEqual([
      { arn: container, name: 'Boxed' },
      { arn: image, name: 'Golden' },
    ]);
  });

  it('has the same values by every access path', async () => {
    await expectSameByEveryPath(db, 'aws.imagebuilder.images', [
      `arn = '${image}'`,
      `region = '${region}' AND name = 'Golden'`,
    ]);
    const columns = 'image_tests_configuration, image_uri, tags';
    const one = await rowsOf(db, `SELECT ${columns} FROM aws.imagebuilder.image WHERE arn = '${container}'`);
    const many = await rowsOf(
      db,
      `SELECT ${columns}, state FROM aws.imagebuilder.images WHERE region = '${region}' AND name = 'Boxed'`,
    );
    expect(many).toEqual(one.map((row) => ({ ...row, state: { status: 'AVAILABLE' } })));
  });

  it('is created by aws.imagebuilder.images without waiting when told so', async () => {
    const [row] = await rowsOf(
      db,
      `INSERT /*+ NOWAIT */ INTO aws.imagebuilder.images (ImageRecipeArn, InfrastructureConfigurationArn, region)
       VALUES ('${estate.imageRecipe}', '${estate.infrastructure}', '${region}')`,
    );
    expect(row).toMatchObject({
      operation: 'CREATE',
      status: 'IN_PROGRESS',
      request_token: expect.any(String),
      region,
    });
    expect(
      await rowsOf(
        db,
        `SELECT version FROM aws.imagebuilder.images WHERE region = '${region}' AND name = 'Golden' ORDER BY 1`,
      ),
    ).toEqual([{ version: '1.0.0/1' }, { version: '1.0.0/2' }]);
  });

  it('is deleted by its identifier', async () => {
    const [row] = await rowsOf(
      db,
      `/*+ delete */
DELETE FROM aws.imagebuilder.image
WHERE data__Identifier = '${image}'
AND region = '${region}';`,
    );
    expect(row).toEqual({
      operation: 'DELETE',
      identifier: image,
      status: 'SUCCESS',
      error_code: null,
      message: null,
      request_token: expect.any(String),
      region,
    });
    expect(await rowsOf(db, select(image))).toEqual([]);
  });

  it('is returned as it was by DELETE ... RETURNING', async () => {
    const rows = await rowsOf(
      db,
      `DELETE FROM aws.imagebuilder.image WHERE data__Identifier = '${container}'
       RETURNING arn, name, tags ->> 'team' AS team, region`,
    );
    expect(rows).toEqual([{ arn: container, name: 'Boxed', team: 'platform', region }]);
    expect(await rowsOf(db, select(container))).toEqual([]);
  });

  it('needs an identifier to be deleted', async () => {
    await expect(db.query("DELETE FROM aws.imagebuilder.image WHERE name = 'Golden'")).rejects.toMatchObject({
      code: 'MISSING_PARAMETER',
    });
  });
});
