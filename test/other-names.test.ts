import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LanguageSession, openLanguage } from './support/language-session.ts';

let sky: LanguageSession;
beforeAll(async () => {
  sky = await openLanguage({ region: 'us-east-1' });
});
afterAll(() => sky.close());

const vpc = 'AWS::EC2::VPC';

describe('names of providers, services and resources', () => {
  it.each([
    ['awscc.imagebuilder.image_pipelines', 'aws.imagebuilder.image_pipelines', 'arn'],
    ['AWSCC.imagebuilder.Image_Pipelines', 'aws.imagebuilder.image_pipelines', 'arn'],
    ['aws.ec2.instance_status', 'aws.ec2.instance_statuses', 'instance_id'],
    ['aws.ec2.instancestatus', 'aws.ec2.instance_statuses', 'instance_id'],
    ['aws.ec2.vpc_attributes', 'aws.ec2.vpcs', 'vpc_id'],
    ['aws.imagebuilder.image_build_versions', 'aws.imagebuilder.images', 'arn'],
    ['aws.ec2.vpcs_list_only', 'aws.ec2.vpcs', 'vpc_id'],
  ])('%s are the rows of %s', async (other, own, column) => {
    const found = await sky.values(`SELECT ${column} FROM ${other} ORDER BY 1`);
    expect(found).toEqual(await sky.values(`SELECT ${column} FROM ${own} ORDER BY 1`));
    expect(found.length).toBeGreaterThan(0);
  });

  it('can stand side by side, qualify columns, and be used', async () => {
    const own = await sky.values('SELECT count(*) FROM aws.ec2.vpcs');
    expect(
      await sky.values(
        'SELECT count(*) FROM aws.ec2.vpcs JOIN awscc.ec2.vpcs other USING (vpc_id) JOIN aws.ec2.vpc_attributes ON vpc_attributes.vpc_id = other.vpc_id',
      ),
    ).toEqual(own);
    await sky.query('USE awscc.ec2');
    expect(await sky.values('SELECT count(*) FROM vpcs')).toEqual(own);
    await sky.query('USE memory');
    expect(await sky.values('SHOW SERVICES IN awscc')).toEqual(await sky.values('SHOW SERVICES IN aws'));
    expect(await sky.values('SHOW RESOURCES IN awscc.ec2')).toEqual(await sky.values('SHOW RESOURCES IN aws.ec2'));
    expect(await sky.values('DESCRIBE awscc.ec2.vpcs')).toEqual(await sky.values('DESCRIBE aws.ec2.vpcs'));
  });

  it('give a resource by its type: the list, joined with the detail', async () => {
    const list = `SELECT Identifier FROM aws.cloud_control.resources WHERE data__TypeName = '${vpc}' AND region = 'us-east-1'`;
    const identifiers = await sky.values(list);
    expect(identifiers).toEqual(await sky.values('SELECT vpc_id FROM aws.ec2.vpcs ORDER BY 1'));
    const joined = await sky.rows(
      `SELECT l.Identifier, d.properties ->> 'CidrBlock' AS cidr FROM aws.cloud_control.resources l
       INNER JOIN aws.cloud_control.resource d ON d.data__Identifier = l.Identifier AND d.region = l.region
       WHERE l.data__TypeName = '${vpc}' AND d.data__TypeName = '${vpc}' AND l.region = 'us-east-1'`,
    );
    expect(joined).toEqual(identifiers.map((Identifier) => ({ identifier: Identifier, cidr: expect.any(String) })));
  });

  it('give a request by its token, which the list joined with the detail finds too', async () => {
    const [made] = await sky.rows("INSERT INTO aws.sqs.queues (QueueName) VALUES ('asked')");
    const token = String(made?.request_token);
    const asked = (where: string) =>
      sky.query(`SELECT operation_status, type_name FROM aws.cloud_control.resource_request WHERE ${where}`);
    for (const name of ['data__RequestToken', 'RequestToken', 'request_token']) {
      const { rows, statistics } = await asked(`${name} = '${token}' AND region = 'us-east-1'`);
      expect([rows, statistics.calls], name).toEqual([
        [{ operation_status: 'SUCCESS', type_name: 'AWS::SQS::Queue' }],
        1,
      ]);
    }
    expect((await asked("RequestToken = 'none' AND region = 'us-east-1'")).rows).toEqual([]);
    const joined = `SELECT d.type_name FROM aws.cloud_control.resource_requests l JOIN aws.cloud_control.resource_request d
      ON d.data__RequestToken = l.request_token AND d.region = l.region WHERE l.request_token = '${token}'`;
    expect(await sky.values(joined)).toEqual(['AWS::SQS::Queue']);
    await sky.query(`DELETE FROM aws.sqs.queues WHERE data__Identifier = '${String(made?.identifier)}'`);
  });

  it('read what an operation answers, by its key or of each resource that has one', async () => {
    const [first] = await sky.rows('DESCRIBE aws.kms.key_rotation_status');
    expect(first).toEqual({ name: 'key_id', type: 'string' });
    expect(await sky.rows(`EXPLAIN SELECT * FROM aws.kms.key_rotation_status WHERE KeyId = 'k'`)).toMatchObject([
      { method: 'get_key_rotation_status', filters: 'KeyId = k', calls: 1 },
      { note: expect.stringContaining('kms:GetKeyRotationStatus') },
    ]);
    const steps = await sky.rows('EXPLAIN SELECT * FROM aws.kms.key_rotation_statuses');
    expect(steps.map(({ resource }) => resource)).toContain('aws.kms.keys');
  });

  it('that may be several are refused with what they may be, and those that only StackQL has with what to write', async () => {
    expect(await sky.failure('SELECT * FROM aws.appsync.graphqlapi')).toMatchObject({
      code: 'AMBIGUOUS_RESOURCE',
      message: expect.stringMatching(/aws\.appsync\.graph_ql_apis.*aws\.appsync\.graphql_apis/),
    });
    expect(await sky.failure('SELECT * FROM aws.ec2.vw_instances')).toMatchObject({
      code: 'UNKNOWN_RESOURCE',
      hint: expect.stringContaining('write aws.ec2.instances'),
    });
    expect(await sky.failure('SELECT * FROM aws.ec2_native.instances')).toMatchObject({
      code: 'UNKNOWN_SERVICE',
      hint: expect.stringContaining('aws.ec2'),
    });
  });
});

describe('what is made of a resource', () => {
  it('its identifiers are one call of the list', async () => {
    expect(await sky.rows(`EXPLAIN SELECT * FROM aws.ec2.vpcs_list_only WHERE region = 'us-east-1'`)).toMatchObject([
      { resource: 'aws.ec2.vpcs', method: 'vpcs_Describe', calls: 1 },
      { resource: 'IAM policy' },
    ]);
    expect(await sky.values('DESCRIBE aws.ec2.vpcs_list_only')).toEqual([
      'vpc_id',
      'region',
      'account_id',
      'connection',
    ]);
    expect(await sky.values('SHOW METHODS IN aws.ec2.vpcs_list_only')).toEqual(['list_resource', 'get_resource']);
  });

  it.each([
    ['a list of Key and Value', 'aws.ec2.instance_tags', 'aws.ec2.instances', 'instance_id'],
    ['a map', 'aws.imagebuilder.image_pipeline_tags', 'aws.imagebuilder.image_pipelines', 'arn'],
    ['another list', 'aws.sagemaker.image_tags', 'aws.sagemaker.images', 'image_arn'],
  ])('its tags are a row each, whether they are %s', async (_, made, own, id) => {
    const rows = await sky.rows(`SELECT ${id} AS id, tag_key, tag_value FROM ${made} WHERE region = 'us-east-1'`);
    expect(rows.length).toBeGreaterThan(0);
    for (const { id: value, tag_key: key, tag_value: text } of rows.slice(0, 8))
      expect(await sky.values(`SELECT tags ->> '${String(key)}' FROM ${own} WHERE ${id} = '${String(value)}'`)).toEqual(
        [text],
      );
    const counts = await sky.values(
      `SELECT sum(len(json_keys(skyql_tag_map(tags)))) FROM ${own} WHERE region = 'us-east-1'`,
    );
    expect(counts.map(Number)).toEqual([rows.length]);
  });

  it('its tags are so too where an operation of their own lists them', async () => {
    const statement = `{"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}`;
    const policy = `'{"Version": "2012-10-17", "Statement": [${statement}]}'`;
    const tags = `'[{"Key": "team", "Value": "data"}, {"Key": "env", "Value": "prod"}]'`;
    await sky.query(
      `INSERT INTO aws.iam.roles (RoleName, AssumeRolePolicyDocument, Tags) VALUES ('tagged', ${policy}, ${tags})`,
    );
    const read = (columns: string, where: string) =>
      sky.rows(`SELECT ${columns} FROM awscc.iam.role_tags WHERE ${where} ORDER BY 2`);
    expect(await read('path, tag_key, tag_value', "role_name = 'tagged'")).toEqual([
      { path: '/', tag_key: 'env', tag_value: 'prod' },
      { path: '/', tag_key: 'team', tag_value: 'data' },
    ]);
    expect(await read('key, value', "RoleName = 'tagged' AND key = 'env'")).toEqual([{ key: 'env', value: 'prod' }]);
    const listed = await sky.rows("EXEC aws.iam.role_tags.list_role_tags @RoleName = 'tagged'");
    expect(listed.map(({ key }) => key).toSorted()).toEqual(['env', 'team']);
    await sky.query("DELETE FROM aws.iam.roles WHERE role_name = 'tagged'");
  });

  it('can be joined with what it is made of, and is changed by nothing', async () => {
    const sql = `SELECT count(DISTINCT i.instance_id) AS n FROM aws.ec2.instances i JOIN aws.ec2.instance_tags t
      ON t.instance_id = i.instance_id AND t.region = i.region`;
    expect(await sky.values(sql)).toEqual(
      await sky.values(`SELECT count(*) FROM aws.ec2.instances WHERE tags <> '{}'`),
    );
    expect(await sky.failure(`DELETE FROM aws.ec2.vpc_tags WHERE vpc_id = 'vpc-1'`)).toMatchObject({
      code: 'UNSUPPORTED_STATEMENT',
    });
  });
});

describe("the API's own names", () => {
  it('are those of columns, without regard to case, and stay what the result is called by', async () => {
    const own = await sky.rows('SELECT instance_id, instance_type FROM aws.ec2.instances ORDER BY 1');
    const { rows, columns } = await sky.query(
      'SELECT instanceId, InstanceType, i.imageid AS image FROM aws.ec2.instances i WHERE INSTANCEID IS NOT NULL ORDER BY InstanceId',
    );
    expect(columns.map(({ name }) => name)).toEqual(['instanceId', 'InstanceType', 'image']);
    expect(
      rows.map((row) => ({ instance_id: row.instanceId ?? null, instance_type: row.InstanceType ?? null })),
    ).toEqual(own);
    const [first] = own;
    const { statistics } = await sky.query(
      `SELECT VpcId FROM aws.ec2.instances WHERE InstanceId = '${String(first?.instance_id)}' AND region = 'us-east-1'`,
    );
    expect(statistics.calls).toBe(1);
    // The type of CloudFormation calls it Id, the API AccessKeyId.
    expect((await sky.query('SELECT access_key_id FROM aws.iam.access_keys')).columns).toMatchObject([
      { name: 'access_key_id' },
    ]);
  });

  it('go through queries inside the query, and give way to the names that it gives itself', async () => {
    const own = await sky.values('SELECT volume_id FROM aws.ec2.volumes ORDER BY 1');
    const inside = `WITH v AS (SELECT VolumeId FROM aws.ec2.volumes) SELECT v.VolumeId FROM v ORDER BY VolumeId`;
    expect(await sky.values(inside)).toEqual(own);
    expect(await sky.values('SELECT x.VolumeId FROM (SELECT * FROM aws.ec2.volumes) x ORDER BY 1')).toEqual(own);
    const given = `SELECT VolumeId FROM (SELECT upper(volume_id) AS VolumeId FROM aws.ec2.volumes) ORDER BY 1`;
    expect(await sky.values(given)).toEqual(own.map((id) => String(id).toUpperCase()));
    await sky.query(`CREATE TEMP TABLE mine AS SELECT 'mine' AS VolumeId`);
    expect(await sky.values('SELECT DISTINCT VolumeId FROM mine, aws.ec2.volumes')).toEqual(['mine']);
  });

  it.each(['TopicArn', 'topicarn', 'data__TopicArn'])(
    '%s is the column where no read takes it as a parameter',
    async (name) => {
      const [made] = await sky.rows("INSERT INTO aws.sns.topics (TopicName, DisplayName) VALUES ('alerts', 'Alerts')");
      const where = `a.${name} = '${String(made?.identifier)}' AND a.region = 'us-east-1'`;
      // The sandbox has topics by Cloud Control alone, and GetTopicAttributes has the parameter.
      const read = `SELECT a.display_name, a.TopicArn FROM aws.sns.topic_attributes a WHERE ${where}`;
      expect(await sky.rows(read)).toEqual([{ display_name: 'Alerts', TopicArn: made?.identifier }]);
      await sky.query(`DELETE FROM aws.sns.topics a WHERE ${where}`);
      expect(await sky.rows(read)).toEqual([]);
    },
  );

  it('Identifier is the parameter where it has a value, and else what identifies the row', async () => {
    const [vpcId] = await sky.values('SELECT Identifier FROM aws.ec2.vpcs');
    expect(vpcId).toMatch(/^vpc-/);
    const { rows, statistics } = await sky.query(
      `SELECT cidr_block FROM awscc.ec2.vpcs WHERE Identifier = '${String(vpcId)}' AND region = 'us-east-1'`,
    );
    expect([rows.length, statistics.calls]).toEqual([1, 1]);
    const joined = `SELECT l.Identifier FROM awscc.ec2.vpcs_list_only l JOIN awscc.ec2.vpcs d ON d.Identifier = l.vpc_id AND d.region = l.region`;
    expect(await sky.values(joined)).toEqual([vpcId]);
  });
});

describe('methods', () => {
  it.each(['stop_instances', 'instances_Stop', 'StopInstances', 'INSTANCES_STOP'])('%s is one', async (name) => {
    expect(await sky.rows(`DESCRIBE METHOD aws.ec2.instances.${name}`)).toEqual(
      await sky.rows('DESCRIBE METHOD aws.ec2.instances.instances_Stop'),
    );
  });

  it('list_resources is list_resource', async () => {
    expect(await sky.rows('EXEC aws.ec2.vpcs.list_resources')).toEqual(
      await sky.rows('EXEC aws.ec2.vpcs.list_resource'),
    );
  });
});
