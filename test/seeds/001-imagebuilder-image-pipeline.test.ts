import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '../../src/session/connect.ts';
import type { Database } from '../../src/session/database.ts';
import { created, createEstate, type ImageBuilderEstate } from '../support/image-builder-estate.ts';
import { expectSameByEveryPath, rowsOf, testPage } from '../support/resource-page.ts';
import { imagebuilderImagePipeline } from './facts/imagebuilder-image-pipeline.ts';

const region = 'us-east-1';
const role = 'arn:aws:iam::123456789012:role/image-builder';
const arn = `arn:aws:imagebuilder:${region}:123456789012:image-pipeline/nightly`;
let db: Database;
let estate: ImageBuilderEstate;

function createPipeline(name: string): Promise<string> {
  return created(
    db,
    `INSERT INTO aws.imagebuilder.image_pipelines
       (Name, Description, ImageRecipeArn, InfrastructureConfigurationArn, DistributionConfigurationArn,
        ImageTestsConfiguration, Status, Schedule, EnhancedImageMetadataEnabled, ExecutionRole, Workflows, Tags, region)
     VALUES ('${name}', 'Builds each night', '${estate.imageRecipe}', '${estate.infrastructure}', '${estate.distribution}',
       '{"ImageTestsEnabled":true,"TimeoutMinutes":90}', 'ENABLED',
       '{"ScheduleExpression":"cron(0 3 * * ? *)","PipelineExecutionStartCondition":"EXPRESSION_MATCH_ONLY"}',
       true, '${role}', '[{"WorkflowArn":"arn:aws:imagebuilder:${region}:aws:workflow/build/build-image/1.0.2/1"}]',
       '{"team":"platform"}', '${region}')`,
  );
}

beforeAll(async () => {
  db = await connect({ sandbox: { seed: 'empty', clock: 'instant' }, region });
  estate = await createEstate(db, region);
  expect(await createPipeline('Nightly')).toBe(arn);
});
afterAll(() => db.close());

/** As it is printed. */
const select = (identifier: string) => `SELECT
region,
arn,
name,
description,
image_tests_configuration,
status,
schedule,
image_recipe_arn,
container_recipe_arn,
distribution_configuration_arn,
infrastructure_configuration_arn,
workflows,
enhanced_image_metadata_enabled,
image_scanning_configuration,
execution_role,
tags
FROM aws.imagebuilder.image_pipeline
WHERE data__Identifier = '${identifier}';`;

describe('seed 001: aws.imagebuilder.image_pipeline', () => {
  testPage(imagebuilderImagePipeline, () => db);

  it('is read by the statement of the page', async () => {
    expect(await rowsOf(db, select(arn))).toEqual([
      {
        region,
        arn,
        name: 'Nightly',
        description: 'Builds each night',
        image_tests_configuration: { ImageTestsEnabled: true, TimeoutMinutes: 90 },
        status: 'ENABLED',
        schedule: {
          ScheduleExpression: 'cron(0 3 * * ? *)',
          PipelineExecutionStartCondition: 'EXPRESSION_MATCH_ONLY',
        },
        image_recipe_arn: estate.imageRecipe,
        container_recipe_arn: null,
        distribution_configuration_arn: estate.distribution,
        infrastructure_configuration_arn: estate.infrastructure,
        workflows: [{ WorkflowArn: `arn:aws:imagebuilder:${region}:aws:workflow/build/build-image/1.0.2/1` }],
        enhanced_image_metadata_enabled: true,
        image_scanning_configuration: null,
        execution_role: role,
        tags: { team: 'platform' },
      },
    ]);
  });

  it('has every column in SELECT *', async () => {
    const { columns: all, rows } = await db.query(`SELECT * FROM aws.imagebuilder.image_pipeline WHERE arn = '${arn}'`);
    const described = await rowsOf(db, 'DESCRIBE aws.imagebuilder.image_pipeline');
    expect(all.map(({ name }) => name)).toEqual(described.map(({ name }) => name));
    expect(rows).toMatchObject([{ arn, region, account_id: '123456789012' }]);
  });

  it('is listed by aws.imagebuilder.image_pipelines', async () => {
    expect(await rowsOf(db, 'SELECT name, status FROM aws.imagebuilder.image_pipelines')).toEqual([
      { name: 'Nightly', status: 'ENABLED' },
    ]);
  });

  it('has the same values by every access path', async () => {
    await expectSameByEveryPath(db, 'aws.imagebuilder.image_pipelines', [`arn = '${arn}'`, "name = 'Nightly'", 'true']);
    await expectSameByEveryPath(db, 'aws.imagebuilder.image_pipeline', [`arn = '${arn}'`]);
  });

  it('needs an identifier to be read, changed and deleted', async () => {
    for (const statement of [
      'SELECT name FROM aws.imagebuilder.image_pipeline',
      "UPDATE aws.imagebuilder.image_pipeline SET status = 'DISABLED' WHERE name = 'Nightly'",
      "DELETE FROM aws.imagebuilder.image_pipeline WHERE name = 'Nightly'",
    ]) {
      await expect(db.query(statement)).rejects.toMatchObject({
        code: 'MISSING_PARAMETER',
        message: expect.stringContaining('data__Identifier'),
      });
    }
  });

  it('is not created by itself, and not without what it is built on', async () => {
    await expect(db.query("INSERT INTO aws.imagebuilder.image_pipeline (Name) VALUES ('x')")).rejects.toMatchObject({
      code: 'UNSUPPORTED_STATEMENT',
    });
    await expect(db.query("INSERT INTO aws.imagebuilder.image_pipelines (Name) VALUES ('x')")).rejects.toMatchObject({
      code: 'MISSING_PARAMETER',
      message: expect.stringContaining('InfrastructureConfigurationArn'),
    });
  });

  it('shows what an update would send, and sends nothing', async () => {
    const [step] = await rowsOf(
      db,
      `EXPLAIN UPDATE aws.imagebuilder.image_pipeline SET description = upper(description) WHERE arn = '${arn}'`,
    );
    expect(step).toMatchObject({
      resource: arn,
      method: 'update_resource',
      region,
      note: 'replace /Description "Builds each night" -> "BUILDS EACH NIGHT"',
    });
    expect(await rowsOf(db, select(arn))).toMatchObject([{ description: 'Builds each night' }]);
  });

  it('is updated by SET, which computes its own patch, and only once', async () => {
    const update = `UPDATE aws.imagebuilder.image_pipeline
      SET description = upper(description), status = 'DISABLED',
          schedule = json_merge_patch(schedule, '{"ScheduleExpression":"cron(0 4 * * ? *)"}'),
          tags = '{"team":"platform","cost":"42"}'
      WHERE data__Identifier = '${arn}' AND region = '${region}'`;
    const outcome = { operation: 'UPDATE', identifier: arn, error_code: null, message: null, region };
    expect(await rowsOf(db, update)).toEqual([{ ...outcome, status: 'SUCCESS', request_token: expect.any(String) }]);
    expect(await rowsOf(db, select(arn))).toMatchObject([
      {
        name: 'Nightly',
        description: 'BUILDS EACH NIGHT',
        status: 'DISABLED',
        schedule: {
          ScheduleExpression: 'cron(0 4 * * ? *)',
          PipelineExecutionStartCondition: 'EXPRESSION_MATCH_ONLY',
        },
        image_tests_configuration: { ImageTestsEnabled: true, TimeoutMinutes: 90 },
        execution_role: role,
        tags: { team: 'platform', cost: '42' },
      },
    ]);
    expect(await rowsOf(db, update)).toEqual([{ ...outcome, status: 'UNCHANGED', request_token: null }]);
  });

  it('is updated through image_pipelines by any WHERE, and returned', async () => {
    expect(
      await rowsOf(
        db,
        `UPDATE aws.imagebuilder.image_pipelines SET status = 'ENABLED', tags = json_merge_patch(tags, '{"cost":null}')
         WHERE status = 'DISABLED' AND schedule ->> 'ScheduleExpression' LIKE 'cron%' RETURNING name, status, tags`,
      ),
    ).toEqual([{ name: 'Nightly', status: 'ENABLED', tags: { team: 'platform' } }]);
  });

  it("is updated by the caller's own patch", async () => {
    const update = (patch: string) => `UPDATE aws.imagebuilder.image_pipeline SET data__PatchDocument = '${patch}'
      WHERE data__Identifier = '${arn}' AND region = '${region}'`;
    expect(
      await rowsOf(
        db,
        update(
          '[{"op":"test","path":"/Status","value":"ENABLED"},{"op":"replace","path":"/Description","value":"Patched"},{"op":"replace","path":"/Status","value":"DISABLED"}]',
        ),
      ),
    ).toMatchObject([{ operation: 'UPDATE', identifier: arn, status: 'SUCCESS' }]);
    expect(await rowsOf(db, select(arn))).toMatchObject([{ description: 'Patched', status: 'DISABLED' }]);

    const refused = await db.query(update('[{"op":"replace","path":"/Name","value":"Other"}]'));
    expect(refused.failures).toBe(1);
    expect(refused.rows).toMatchObject([{ status: 'FAILED', error_code: 'NotUpdatableException' }]);
  });

  it('refuses to change what cannot change, before any call changes anything', async () => {
    await expect(
      db.query(`UPDATE aws.imagebuilder.image_pipeline SET name = 'Other' WHERE arn = '${arn}'`),
    ).rejects.toMatchObject({ code: 'IMMUTABLE_PROPERTY', message: expect.stringContaining('Name') });
    await expect(
      db.query(`UPDATE aws.imagebuilder.image_pipeline SET status = 'PAUSED' WHERE arn = '${arn}'`),
    ).rejects.toMatchObject({ code: 'INVALID_VALUE', message: expect.stringContaining('/Status') });
    expect(await rowsOf(db, select(arn))).toMatchObject([{ name: 'Nightly', status: 'DISABLED' }]);
  });

  it('is deleted by its identifier', async () => {
    expect(
      await rowsOf(
        db,
        `/*+ delete */
DELETE FROM aws.imagebuilder.image_pipeline
WHERE data__Identifier = '${arn}'
AND region = '${region}';`,
      ),
    ).toMatchObject([{ operation: 'DELETE', identifier: arn, status: 'SUCCESS', region }]);
    expect(await rowsOf(db, select(arn))).toEqual([]);
  });

  it('is returned as it was by DELETE ... RETURNING, by any WHERE', async () => {
    await Promise.all([createPipeline('One'), createPipeline('Two')]);
    const deleted = await rowsOf(
      db,
      `DELETE FROM aws.imagebuilder.image_pipelines WHERE name = 'One'
       RETURNING arn, name, schedule ->> 'ScheduleExpression' AS at`,
    );
    expect(deleted).toEqual([{ arn: arn.replace('nightly', 'one'), name: 'One', at: 'cron(0 3 * * ? *)' }]);
    expect(await rowsOf(db, 'SELECT name FROM aws.imagebuilder.image_pipelines')).toEqual([{ name: 'Two' }]);
  });
});
