import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Row } from '../../src/data/value.ts';
import { type LanguageSession, openLanguage } from '../support/language-session.ts';

const pipelines = 'aws.imagebuilder.image_pipelines';
const checkout = 'arn:aws:imagebuilder:us-east-1:123456789012:image-pipeline/checkout-web-al2023-x86';

function actionsOf(policy: unknown): readonly string[] {
  const document = typeof policy === 'string' ? (JSON.parse(policy) as unknown) : policy;
  return (document as { Statement: { Action: readonly string[] }[] }).Statement.flatMap(({ Action }) => Action);
}

describe('EXPLAIN', () => {
  let sky: LanguageSession;
  beforeAll(async () => {
    sky = await openLanguage({ region: ['us-east-1', 'eu-central-1'] });
  });
  afterAll(() => sky.close());

  const steps = async (sql: string) => {
    const { columns, rows, statistics } = await sky.query(`EXPLAIN ${sql}`);
    expect(columns.map(({ name }) => name)).toEqual([
      'step',
      'resource',
      'method',
      'region',
      'filters',
      'calls',
      'note',
    ]);
    expect(rows.map(({ step }) => step)).toEqual(rows.map((_, index) => index + 1));
    return { calls: statistics.calls, steps: rows.slice(0, -1), policy: rows.at(-1) as Row };
  };

  it('shows the calls of a query and makes none', async () => {
    const {
      calls,
      steps: rows,
      policy,
    } = await steps(`SELECT name FROM ${pipelines} WHERE region = 'us-east-1' AND status = 'ENABLED'`);
    expect(calls).toBe(0);
    expect(rows).toMatchObject([
      { resource: pipelines, method: 'list_image_pipelines', region: 'us-east-1', filters: 'status equals ENABLED' },
    ]);
    expect(Number(rows[0]?.calls)).toBeLessThanOrEqual(2);
    expect(actionsOf(policy.note)).toEqual(['imagebuilder:ListImagePipelines']);
  });

  it('shows one call for one key, a call a row where a list lacks a column, and keys that come from a step', async () => {
    expect((await steps(`SELECT name FROM ${pipelines} WHERE arn = '${checkout}'`)).steps).toMatchObject([
      { method: 'get_image_pipeline', region: 'us-east-1', calls: 1, filters: `data__Identifier = ${checkout}` },
    ]);
    const [list, get] = (await steps(`SELECT deployment_id FROM ${pipelines}`)).steps;
    expect(list).toMatchObject({ method: 'list_image_pipelines', region: 'us-east-1, eu-central-1' });
    expect(get?.note).toContain('1 call a row');
    expect(Number(get?.calls)).toBeGreaterThan(Number(list?.calls));
    const [first, second] = (
      await steps(
        `SELECT r.components FROM ${pipelines} p JOIN aws.imagebuilder.image_recipe r ON r.arn = p.image_recipe_arn`,
      )
    ).steps;
    expect(first).toMatchObject({ resource: pipelines });
    expect(second).toMatchObject({ resource: 'aws.imagebuilder.image_recipe', note: 'arn from step 1' });
  });

  it('sees through views and local tables', async () => {
    await sky.query(`CREATE OR REPLACE VIEW enabled AS SELECT * FROM ${pipelines} WHERE status = 'ENABLED'`);
    const { steps: rows } = await steps("SELECT name FROM enabled WHERE region = 'us-east-1'");
    expect(rows).toMatchObject([{ resource: pipelines, region: 'us-east-1', filters: 'status equals ENABLED' }]);
    expect((await steps('SELECT 1')).steps).toEqual([]);
  });

  it('gives the plan as JSON and the policy alone', async () => {
    const [json] = await sky.values(`EXPLAIN (FORMAT JSON) SELECT name FROM ${pipelines}`);
    expect(json).toMatchObject({ steps: [{ step: 1, resource: pipelines }], policy: { Version: '2012-10-17' } });
    const [policy] = await sky.values(`EXPLAIN (POLICY) SELECT name FROM ${pipelines}`);
    expect(actionsOf(policy)).toEqual(['imagebuilder:ListImagePipelines']);
  });

  it('tells with ANALYZE what it really cost', async () => {
    const { columns, rows, statistics } = await sky.query(`EXPLAIN ANALYZE SELECT name FROM ${pipelines}`);
    expect(columns.slice(-6).map(({ name }) => name)).toEqual([
      'pages',
      'rows',
      'retries',
      'milliseconds',
      'bytes',
      'waited',
    ]);
    expect(rows[0]).toMatchObject({ calls: 2, pages: 2, rows: 3, retries: 0 });
    expect(statistics.calls).toBe(2);
  });

  describe('of a change', () => {
    const changes = [
      'CreateResource',
      'UpdateResource',
      'DeleteResource',
      'DeregisterImage',
      'CreateImage',
      'CopyImage',
    ];
    it.each<[string, string, string[], string]>([
      [
        `UPDATE ${pipelines} SET description = 'other' WHERE region = 'us-east-1'`,
        'update_resource',
        ['replace /Description "Hosts of the checkout pages" -> "other"'],
        'imagebuilder:UpdateImagePipeline',
      ],
      [
        `DELETE FROM ${pipelines} WHERE name LIKE 'checkout%'`,
        'delete_resource',
        [`delete ${checkout}`],
        'imagebuilder:DeleteImagePipeline',
      ],
      [
        "INSERT INTO aws.sagemaker.images (ImageName, ImageRoleArn, region) VALUES ('x', 'arn:aws:iam::123456789012:role/r', 'us-east-1')",
        'create_resource',
        ['create {"ImageName":"x","ImageRoleArn":"arn:aws:iam::123456789012:role/r"}'],
        'sagemaker:CreateImage',
      ],
      [
        "EXEC aws.ec2.images.image_Deregister @ImageId = 'ami-1', @region = 'us-east-1'",
        'image_Deregister',
        ['changes the cloud: {"ImageId":"ami-1"}'],
        'ec2:DeregisterImage',
      ],
    ])('%s', async (sql, method, notes, action) => {
      const before = await sky.values(`SELECT count(*) FROM ${pipelines}`);
      const { steps: rows, policy } = await steps(sql);
      const planned = rows.filter((row) => row.method === method);
      for (const note of notes) expect(planned.map((row) => row.note)).toContain(note);
      expect(actionsOf(policy.note)).toContain(action);
      const made = await sky.calls(`EXPLAIN ${sql}`);
      expect(made.filter((operation) => changes.includes(operation))).toEqual([]);
      expect(await sky.values(`SELECT count(*) FROM ${pipelines}`)).toEqual(before);
    });

    it('names every resource that it would touch, and needs what finding them needs', async () => {
      const sql = `DELETE FROM ${pipelines} WHERE status = 'ENABLED'`;
      const { steps: rows, policy } = await steps(sql);
      expect(rows.filter(({ method }) => method === 'delete_resource')).toHaveLength(2);
      expect(actionsOf(policy.note)).toEqual(
        expect.arrayContaining(['cloudformation:DeleteResource', 'imagebuilder:ListImagePipelines']),
      );
    });

    it('is let through in a read-only session and refuses to analyze', async () => {
      const reader = await openLanguage({ seed: 'empty', region: 'us-east-1', readOnly: true });
      const sql = "DELETE FROM aws.sagemaker.images WHERE image_name = 'x'";
      expect(await reader.rows(`EXPLAIN ${sql}`)).toHaveLength(1);
      expect(await reader.failure(`EXPLAIN ANALYZE ${sql}`)).toMatchObject({ code: 'UNSUPPORTED_STATEMENT' });
      await reader.close();
    });
  });
});
