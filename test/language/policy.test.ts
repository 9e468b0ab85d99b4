import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCatalog } from '../../src/catalog/open-catalog.ts';
import { connect } from '../../src/session/connect.ts';
import { type LanguageSession, openLanguage } from '../support/language-session.ts';

const pipelines = 'aws.imagebuilder.image_pipelines';
const checkout = 'arn:aws:imagebuilder:us-east-1:123456789012:image-pipeline/checkout-web-al2023-x86';

interface Statement {
  readonly Effect: string;
  readonly Action: readonly string[];
  readonly Resource: string | readonly string[];
}

describe('EXPLAIN (POLICY)', () => {
  let sky: LanguageSession;
  beforeAll(async () => {
    sky = await openLanguage({ region: 'us-east-1' });
  });
  afterAll(() => sky.close());

  const explained = async (sql: string) => {
    const { rows, columns, warnings } = await sky.query(`EXPLAIN (POLICY) ${sql}`);
    expect(columns).toEqual([{ name: 'policy', type: 'JSON' }]);
    expect(rows).toHaveLength(1);
    const policy = rows[0]?.policy as unknown as { Version: string; Statement: readonly Statement[] };
    expect(policy.Version).toBe('2012-10-17');
    for (const { Effect, Action, Resource } of policy.Statement) {
      expect(Effect).toBe('Allow');
      expect(Action.length).toBeGreaterThan(0);
      for (const action of Action) expect(action).toMatch(/^[a-z0-9-]+:[A-Za-z0-9]+$/);
      for (const resource of [Resource].flat()) expect(resource).toMatch(/^(\*|arn:[^:]+:[^:]+:[^:]*:[^:]*:.+)$/);
    }
    return { statements: policy.Statement, actions: policy.Statement.flatMap(({ Action }) => Action), warnings };
  };

  it('asks for the list alone where the list has every column', async () => {
    const { statements, warnings } = await explained(`SELECT name, status FROM ${pipelines}`);
    expect(statements).toEqual([{ Effect: 'Allow', Action: ['imagebuilder:ListImagePipelines'], Resource: '*' }]);
    expect(warnings).toEqual([]);
  });

  it('asks for what fills in the columns that the list leaves out', async () => {
    const { actions } = await explained(`SELECT deployment_id FROM ${pipelines}`);
    expect(actions).toEqual(expect.arrayContaining(['cloudformation:GetResource', 'imagebuilder:ListImagePipelines']));
  });

  it('asks for listing the regions where the statement does not name them', async () => {
    const { actions } = await explained(`SELECT name FROM ${pipelines} WHERE region LIKE 'eu-%'`);
    expect(actions).toEqual(['ec2:DescribeRegions', 'imagebuilder:ListImagePipelines']);
  });

  it('asks for listing the parents that the statement leaves open', async () => {
    const { actions } = await explained('SELECT version FROM aws.sagemaker.image_versions');
    expect(actions).toEqual(expect.arrayContaining(['sagemaker:ListImageVersions', 'sagemaker:ListImages']));
  });

  it('asks for nothing where nothing is called', async () => {
    expect((await explained('SELECT 1')).statements).toEqual([]);
  });

  it('asks for what finds, reads and changes the resources of an UPDATE', async () => {
    const { actions } = await explained(`UPDATE ${pipelines} SET description = 'x' WHERE arn = '${checkout}'`);
    expect(actions).toEqual(
      expect.arrayContaining([
        'cloudformation:GetResource',
        'cloudformation:GetResourceRequestStatus',
        'cloudformation:UpdateResource',
        'imagebuilder:UpdateImagePipeline',
      ]),
    );
  });

  it('asks for reading what RETURNING gives', async () => {
    const insert = (returning: string) =>
      `INSERT INTO aws.sagemaker.images (ImageName, ImageRoleArn, region) VALUES ('x', 'arn:aws:iam::123456789012:role/r', 'us-east-1')${returning}`;
    const { actions } = await explained(insert(' RETURNING image_arn, image_display_name'));
    expect(actions).toContain('sagemaker:DescribeImage');
    expect((await explained(insert(''))).actions).toContain('iam:PassRole');
  });

  it('reads nothing: who asks may not be allowed to yet', async () => {
    const nobody = await connect({
      region: 'us-east-1',
      endpoint: 'http://127.0.0.1:1',
    });
    const actionsOf = async (sql: string) => {
      const { rows, statistics } = await nobody.query(`EXPLAIN (POLICY) ${sql}`);
      expect(statistics.calls).toBe(0);
      const { Statement: statements } = (rows[0]?.policy ?? {}) as unknown as { Statement: readonly Statement[] };
      return statements.flatMap(({ Action }) => Action);
    };
    expect(await actionsOf("DELETE FROM aws.s3.buckets WHERE bucket_name = 'logs'")).toEqual(
      expect.arrayContaining(['cloudformation:DeleteResource', 's3:DeleteBucket']),
    );
    const update =
      "UPDATE aws.lambda.functions SET role = 'arn:aws:iam::123456789012:role/r' WHERE runtime = 'nodejs20.x'";
    expect(await actionsOf(update)).toEqual(
      expect.arrayContaining([
        'cloudformation:UpdateResource',
        'iam:PassRole',
        'lambda:GetFunction',
        'lambda:ListFunctions',
      ]),
    );
    const insert = 'INSERT INTO aws.sns.topics (topic_name, region) SELECT queue_name, region FROM aws.sqs.queues';
    expect(await actionsOf(insert)).toEqual(expect.arrayContaining(['sns:CreateTopic', 'sqs:ListQueues']));
    const gone = await nobody
      .query("EXPLAIN (POLICY) UPDATE aws.s3.buckets SET bucket_name = 'x'")
      .catch((error) => error);
    expect(gone).toMatchObject({ code: 'IMMUTABLE_PROPERTY' });
    await nobody.close();
  });

  it('does not ask for following a request under NOWAIT', async () => {
    const { actions } = await explained(`DELETE /*+ NOWAIT */ FROM ${pipelines} WHERE arn = '${checkout}'`);
    expect(actions).toContain('cloudformation:DeleteResource');
    expect(actions).not.toContain('cloudformation:GetResourceRequestStatus');
  });

  it('says of each action that is derived why it is', async () => {
    const sql = "SELECT arn, image_id FROM aws.imagebuilder.images WHERE region = 'us-east-1'";
    expect((await explained(sql)).warnings).toEqual([]);
    const { warnings, actions } = await explained(
      "INSERT INTO aws.appmesh.meshes (MeshName, region) VALUES ('orders', 'us-east-1')",
    );
    expect(actions).toEqual(expect.arrayContaining(['cloudformation:CreateResource', 'appmesh:CreateMesh']));
    expect(warnings).toMatchObject([
      {
        code: 'PERMISSIONS_DERIVED',
        message: expect.stringMatching(/appmesh:CreateMesh.*derived.*skyql catalog update/),
      },
    ]);
    expect(await sky.values('SHOW WARNINGS')).toEqual(['PERMISSIONS_DERIVED']);
  });

  it('has the notes beside the policy of a plain EXPLAIN', async () => {
    const rows = await sky.rows(
      "EXPLAIN INSERT INTO aws.appmesh.meshes (MeshName, region) VALUES ('orders', 'us-east-1')",
    );
    const [policy, note] = rows.slice(-2);
    expect(JSON.parse(String(policy?.note))).toMatchObject({ Version: '2012-10-17' });
    expect(note).toMatchObject({ resource: 'IAM policy, not certain', note: expect.stringContaining('derived') });
  });

  it('names the resource where the statement does', async ({ skip }) => {
    const pipeline = await openCatalog('aws').resource('imagebuilder', 'image_pipelines');
    // The catalog was built without the Service Authorization Reference.
    if (pipeline?.arn === undefined) skip();
    const { statements } = await explained(`SELECT name FROM ${pipelines} WHERE arn = '${checkout}'`);
    expect(statements).toEqual([{ Effect: 'Allow', Action: ['imagebuilder:GetImagePipeline'], Resource: checkout }]);
    const ami = await explained("EXEC aws.ec2.images.image_Deregister @ImageId = 'ami-1', @region = 'eu-west-1'");
    expect(ami.statements).toEqual([
      { Effect: 'Allow', Action: ['ec2:DeregisterImage'], Resource: 'arn:aws:ec2:eu-west-1::image/ami-1' },
    ]);
  });
});
