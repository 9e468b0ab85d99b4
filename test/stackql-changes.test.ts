import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startFakeAws } from './support/fake-aws.ts';
import { type LanguageSession, openLanguage } from './support/language-session.ts';

let sky: LanguageSession;
let vpc: string;
beforeAll(async () => {
  sky = await openLanguage({ region: 'us-east-1' });
  [vpc = ''] = (await sky.values('SELECT vpc_id FROM aws.ec2.vpcs')) as string[];
});
afterAll(() => sky.close());

const patch = (status: string) => `'[{"op": "replace", "path": "/Status", "value": "${status}"}]'`;

describe('parameters of Cloud Control with and without data__', () => {
  it.each([
    ['data__PatchDocument', 'data__Identifier'],
    ['PatchDocument', 'Identifier'],
    ['patchdocument', 'IDENTIFIER'],
  ])('UPDATE takes %s and %s', async (document, identifier) => {
    const [arn] = await sky.values('SELECT arn FROM aws.imagebuilder.image_pipelines ORDER BY 1 LIMIT 1');
    for (const status of ['DISABLED', 'ENABLED']) {
      const sql = `UPDATE awscc.imagebuilder.image_pipelines SET ${document} = ${patch(status)}
        WHERE ${identifier} = '${String(arn)}' AND region = 'us-east-1'`;
      expect(await sky.rows(sql)).toMatchObject([{ operation: 'UPDATE', status: 'SUCCESS', identifier: arn }]);
      expect(
        await sky.values(`SELECT status FROM aws.imagebuilder.image_pipelines WHERE arn = '${String(arn)}'`),
      ).toEqual([status]);
    }
  });

  it.each([
    `UPDATE aws.ec2.vpcs SET EnableDnsSupport = false, data__Identifier = '$vpc' WHERE region = 'us-east-1'`,
    `UPDATE aws.ec2.vpcs SET Identifier = '$vpc', region = 'us-east-1', data__EnableDnsSupport = false`,
    `UPDATE aws.ec2.vpcs SET VpcId = '$vpc', enable_dns_support = false WHERE region = 'us-east-1'`,
    `REPLACE aws.ec2.vpc_attributes SET EnableDnsSupport = false WHERE vpcid = '$vpc' AND region = 'us-east-1'`,
    `UPDATE aws.ec2.vpc_attributes SET EnableDnsSupport = '{"Value": false}' WHERE VpcId = '$vpc' AND region = 'us-east-1'`,
  ])('%s means the resource that it names', async (sql) => {
    const steps = await sky.rows(`EXPLAIN ${sql.replace('$vpc', vpc)}`);
    expect(steps[0]).toMatchObject({ resource: vpc, note: 'replace /EnableDnsSupport true -> false', calls: 1 });
  });

  it('refuses to set what WHERE identifies already, and what is no value', async () => {
    const sql = (set: string) => sky.failure(`UPDATE aws.ec2.vpcs SET ${set} WHERE vpc_id = '${vpc}'`);
    expect(await sql(`VpcId = 'vpc-2', enable_dns_support = false`)).toMatchObject({ code: 'READ_ONLY_PROPERTY' });
    expect(await sky.failure(`UPDATE aws.ec2.vpcs SET VpcId = 'vpc-2' WHERE cidr_block LIKE '10.%'`)).toMatchObject({
      code: 'READ_ONLY_PROPERTY',
    });
    expect(await sql(`VpcId = cidr_block`)).toMatchObject({ code: 'READ_ONLY_PROPERTY' });
  });

  it("takes ClientToken as the request's token, so that it makes nothing twice", async () => {
    const insert = `INSERT INTO aws.ec2.vpcs (CidrBlock, ClientToken, region) VALUES ('10.77.0.0/16', 'one-of-mine', 'us-east-1')`;
    const [made] = await sky.rows(insert);
    expect(made).toMatchObject({ operation: 'CREATE', status: 'SUCCESS' });
    const again = await sky.rows(insert);
    expect(again).toMatchObject([{ status: expect.stringMatching(/FAILED|SUCCESS/) }]);
    expect(
      await sky.values(`SELECT count(*) FROM aws.ec2.vpcs WHERE cidr_block = '10.77.0.0/16'`).then(([n]) => Number(n)),
    ).toBe(1);
    await sky.rows(`DELETE FROM aws.ec2.vpcs WHERE Identifier = '${String(made?.identifier)}'`);
  });

  it.each(['ClientToken', 'data__ClientToken'])('takes %s in the WHERE of a DELETE and of an UPDATE', async (name) => {
    const tokens = async (change: string) => {
      const [plan] = await sky.values(`EXPLAIN (FORMAT JSON) ${change} WHERE vpc_id = '${vpc}' AND ${name} = 'mine'`);
      const { changes } = plan as { changes: { clientToken?: string; values: object }[] };
      return changes.map(({ clientToken, values }) => [clientToken, Object.keys(values)]);
    };
    expect(await tokens('DELETE FROM aws.ec2.vpcs')).toEqual([['mine', []]]);
    expect(await tokens('UPDATE aws.ec2.vpcs SET enable_dns_support = false')).toEqual([
      ['mine', ['EnableDnsSupport']],
    ]);
    // It says nothing of which are meant.
    expect(await sky.failure(`DELETE FROM aws.imagebuilder.image_pipelines WHERE ${name} = 'mine'`)).toMatchObject({
      code: 'TOO_MANY_CHANGES',
    });
  });
});

describe('what no column identifies, since its identifier is inside a property', () => {
  it('is changed and deleted by data__Identifier, and by nothing else', async () => {
    const lens = `'{"Id": "lens", "IsEnabled": true, "AccountLevel": {"BucketLevel": {}}}'`;
    const name = 'aws.s3control.storage_lens';
    const where = "WHERE data__Identifier = 'lens' AND region = 'us-east-1'";
    await sky.query(`INSERT INTO ${name} (StorageLensConfiguration) SELECT ${lens}`);
    const tags = `'[{"Key": "team", "Value": "data"}]'`;
    expect(await sky.rows(`UPDATE ${name} SET Tags = ${tags} ${where} RETURNING tags`)).toEqual([
      { tags: [{ Key: 'team', Value: 'data' }] },
    ]);
    expect(await sky.failure(`DELETE FROM ${name} WHERE region = 'us-east-1'`)).toMatchObject({
      code: 'UNBOUND_PARAMETER',
    });
    expect(await sky.rows(`DELETE FROM ${name} ${where.replace('lens', 'other')}`)).toEqual([]);
    expect(await sky.rows(`DELETE FROM ${name} ${where}`)).toMatchObject([{ identifier: 'lens', status: 'SUCCESS' }]);
    expect(await sky.rows(`SELECT tags FROM ${name} ${where}`)).toEqual([]);
  });
});

describe('UPDATE by the name of an attribute', () => {
  it('gives the call the attribute, from SET or from WHERE', async () => {
    const answers: Readonly<Record<string, unknown>> = {
      ListTopics:
        '<ListTopicsResponse><ListTopicsResult><Topics><member><TopicArn>arn:aws:sns:us-east-1:123456789012:one</TopicArn></member></Topics></ListTopicsResult></ListTopicsResponse>',
      GetTopicAttributes:
        '<GetTopicAttributesResponse><GetTopicAttributesResult><Attributes/></GetTopicAttributesResult></GetTopicAttributesResponse>',
      SetTopicAttributes: '<SetTopicAttributesResponse/>',
    };
    const sent: Record<string, string>[] = [];
    const aws = await startFakeAws(({ operation, body }) => {
      if (operation === 'SetTopicAttributes') sent.push(Object.fromEntries(new URLSearchParams(body)));
      return { type: 'text/xml', ...(operation in answers ? { body: answers[operation] } : { status: 400, body: '' }) };
    });
    const arn = 'arn:aws:sns:us-east-1:123456789012:one';
    const where = `WHERE TopicArn = '${arn}' AND region = 'us-east-1'`;
    try {
      for (const sql of [
        `UPDATE aws.sns.topic_attributes SET AttributeValue = 'One' ${where} AND AttributeName = 'DisplayName'`,
        `REPLACE awscc.sns.topics SET attribute_name = 'DisplayName', data__AttributeValue = 'One' ${where}`,
      ])
        expect((await aws.db.query(sql)).rows).toMatchObject([{ status: 'SUCCESS', identifier: arn }]);
      expect(sent).toMatchObject(
        [1, 2].map(() => ({ TopicArn: arn, AttributeName: 'DisplayName', AttributeValue: 'One' })),
      );
      // What is no attribute's is what the resource's own UPDATE says of it.
      await expect(aws.db.query(`UPDATE aws.sns.topics SET Message = 'x' ${where}`)).rejects.toMatchObject({
        code: 'UNKNOWN_COLUMN',
      });
    } finally {
      await aws.close();
    }
  });

  it('is of the instance that it names', async () => {
    const [instance] = await sky.values('SELECT instance_id FROM aws.ec2.instances ORDER BY 1 LIMIT 1');
    const steps = await sky.rows(`EXPLAIN UPDATE aws.ec2.instance_attributes
      SET Attribute = 'sriovNetSupport', Value = 'simple' WHERE InstanceId = '${String(instance)}'`);
    expect(steps[0]).toMatchObject({ resource: instance, method: 'instance_attribute_Modify' });
  });
});

describe('settings that a region has one of', () => {
  it.each([
    [
      'image_block_public_access_states',
      'image_block_public_access_state',
      ['block-new-sharing', 'unblocked', 'block-new-sharing'],
    ],
    ['snapshot_block_public_access_states', 'state', ['block-all-sharing', 'block-new-sharing', 'unblocked']],
    ['allowed_images_settings', 'state', ['audit-mode', 'enabled', 'disabled']],
  ])('UPDATE aws.ec2.%s', async (name, column, values) => {
    for (const value of values) {
      const sql = `UPDATE aws.ec2.${name} SET ${column} = '${value}' WHERE region = 'us-east-1'`;
      expect(await sky.rows(sql)).toMatchObject([{ status: expect.stringMatching(/SUCCESS|UNCHANGED/) }]);
      expect(await sky.values(`SELECT ${column} FROM aws.ec2.${name}`)).toEqual([value]);
      expect(await sky.rows(sql)).toMatchObject([{ status: 'UNCHANGED' }]);
    }
    expect(await sky.failure(`UPDATE aws.ec2.${name} SET ${column} = 'what' WHERE region = 'us-east-1'`)).toMatchObject(
      {
        code: 'INVALID_VALUE',
      },
    );
  });

  it('compares criteria by what they say', async () => {
    const update = (criteria: string) =>
      sky.rows(`UPDATE aws.ec2.allowed_images_settings SET image_criteria = '${criteria}' WHERE region = 'us-east-1'`);
    expect(await update('[{"ImageProviders": ["amazon"]}]')).toMatchObject([{ status: 'SUCCESS' }]);
    expect(await update('[{"imageProviders":["amazon"]}]')).toMatchObject([{ status: 'UNCHANGED' }]);
    expect(await sky.values('SELECT image_criteria FROM aws.ec2.allowed_images_settings')).toEqual([
      [{ ImageProviders: ['amazon'] }],
    ]);
    expect(await update('[]')).toMatchObject([{ status: 'SUCCESS' }]);
  });
});

describe('RETURNING of how a change went', () => {
  const list = 'Identifier, RequestToken, OperationStatus, ErrorCode, StatusMessage, EventTime, TypeName';

  it("gives the state of the request by the names of AWS's API", async () => {
    const { rows, columns } = await sky.query(
      `INSERT /*+ AWAIT */ INTO awscc.ec2.vpcs (CidrBlock, region) SELECT '10.78.0.0/16', 'us-east-1' RETURNING ${list}`,
    );
    expect(columns.map(({ name }) => name)).toEqual(list.split(', '));
    expect(rows).toEqual([
      {
        Identifier: expect.stringMatching(/^vpc-/),
        RequestToken: expect.any(String),
        OperationStatus: 'SUCCESS',
        ErrorCode: null,
        StatusMessage: null,
        EventTime: expect.stringMatching(/^20\d\d-/),
        TypeName: 'AWS::EC2::VPC',
      },
    ]);
    const removed = await sky.rows(
      `DELETE FROM awscc.ec2.vpcs WHERE Identifier = '${String(rows[0]?.Identifier)}' AND region = 'us-east-1'
       RETURNING ErrorCode, EventTime, Identifier, Operation, OperationStatus, RequestToken, ResourceModel, RetryAfter, StatusMessage, TypeName, status`,
    );
    expect(removed).toMatchObject([
      { Operation: 'DELETE', OperationStatus: 'SUCCESS', status: 'SUCCESS', Identifier: rows[0]?.Identifier },
    ]);
  });

  it('tells of what failed as well, and of an update', async () => {
    expect(
      await sky.rows(`UPDATE aws.ec2.vpcs SET PatchDocument = '[{"op": "remove", "path": "/Nothing"}]' WHERE Identifier = '${vpc}'
        RETURNING OperationStatus, ErrorCode IS NOT NULL AS has_code`),
    ).toEqual([{ OperationStatus: 'FAILED', has_code: true }]);
    expect(
      await sky.rows(
        `UPDATE aws.ec2.vpcs SET enable_dns_support = true WHERE vpc_id = '${vpc}' RETURNING Identifier, status`,
      ),
    ).toEqual([{ Identifier: vpc, status: 'UNCHANGED' }]);
  });

  it('is told by prepare, and refused where it asks for the resource too', async () => {
    const sql = (asked: string) => `DELETE FROM aws.ec2.vpcs WHERE vpc_id = 'vpc-1' RETURNING ${asked}`;
    const { columns } = await sky.db.prepare(sql('OperationStatus, Identifier'));
    expect(columns.map(({ name }) => name)).toEqual(['OperationStatus', 'Identifier']);
    expect(await sky.failure(sql('cidr_block, RequestToken'))).toMatchObject({ code: 'WRONG_ARGUMENTS' });
  });
});

describe('INSERT INTO aws.ec2.instances', () => {
  let image: string;
  beforeAll(async () => {
    [image = ''] = (await sky.values(
      `SELECT image_id FROM aws.ec2.images WHERE Owner = 'self' AND state = 'available' AND architecture = 'arm64' ORDER BY 1`,
    )) as string[];
  });

  it('takes the properties of the type, which its call has under other names', async () => {
    const [made] =
      await sky.rows(`INSERT INTO aws.ec2.instances (ImageId, InstanceType, Tags, UserData, Monitoring, Tenancy, region)
      SELECT '${image}', 't4g.micro', '[{"Key": "team", "Value": "web"}]', 'aGk=', true, 'default', 'us-east-1'
      RETURNING instance_id, tags, monitoring, placement ->> 'Tenancy' AS tenancy`);
    expect(made).toEqual({
      instance_id: expect.stringMatching(/^i-/),
      tags: [{ Key: 'team', Value: 'web' }],
      monitoring: true,
      tenancy: 'default',
    });
  });

  it.each([
    ['volumes', 'AvailabilityZone, Size', "'us-east-1a', 8"],
    ['snapshots', 'VolumeId', "'vol-0123456789abcdef0'"],
    ['images', 'InstanceId, Name', "'i-0123456789abcdef0', 'tagged'"],
  ])('takes Tags of what else EC2 makes: %s', async (resource, columns, values) => {
    const steps = await sky.rows(`EXPLAIN (FORMAT JSON) INSERT INTO aws.ec2.${resource} (${columns}, Tags, region)
      VALUES (${values}, '[{"Key": "team", "Value": "web"}]', 'us-east-1')`);
    const kind = resource.slice(0, -1);
    expect(JSON.stringify(steps).replaceAll('\\', '')).toContain(
      `"TagSpecifications":[{"ResourceType":"${kind}","Tags":[{"Key":"team","Value":"web"}]}]`,
    );
  });

  it('takes its own form, by the names of the wire as well, and both at once', async () => {
    const specification = '[{"ResourceType": "instance", "Tags": [{"Key": "a", "Value": "b"}]}]';
    const steps = await sky.rows(`EXPLAIN (FORMAT JSON) INSERT INTO aws.ec2.instances
      (ImageId, InstanceType, MinCount, MaxCount, TagSpecification, Monitoring, Placement, AvailabilityZone, region)
      VALUES ('${image}', 't4g.micro', 2, 2, '${specification}', '{"Enabled": true}', '{"Tenancy": "default"}', 'us-east-1a', 'us-east-1')`);
    const text = JSON.stringify(steps);
    expect(text).toContain('TagSpecifications');
    expect(text).toMatch(/\\*"Placement\\*":\{\\*"Tenancy\\*":\\*"default\\*",\\*"AvailabilityZone\\*":\\*"us-east-1a/);
    expect(
      await sky.failure(`INSERT INTO aws.ec2.instances (ImageId, Volumes) VALUES ('${image}', '[]')`),
    ).toMatchObject({
      code: 'UNKNOWN_PARAMETER',
    });
  });

  it('is printed by SHOW INSERT with what it takes', async () => {
    const [printed] = await sky.values('SHOW INSERT INTO aws.ec2.instances');
    for (const name of ['ImageId', 'Tags', 'SubnetId', 'UserData', 'Tenancy'])
      expect(printed).toMatch(new RegExp(`\\b${name},`));
    expect(printed).not.toContain('Volumes');
  });
});

describe('aws.s3.objects', () => {
  it('are put, with a text as it stands, and deleted', async () => {
    await sky.rows(`INSERT INTO aws.s3.buckets (BucketName, region) VALUES ('of-stackql', 'us-east-1')`);
    // `test` would be three bytes of base64 as well.
    await sky.rows(`INSERT INTO aws.s3.objects (Bucket, Key, Body, region)
      VALUES ('of-stackql', 'a/text', 'test', 'us-east-1'), ('of-stackql', 'a/json', '{"a": [1]}', 'us-east-1'), ('of-stackql', 'b', 'x', 'us-east-1')`);
    const listed = `SELECT key, size FROM aws.s3.objects WHERE bucket = 'of-stackql' ORDER BY 1`;
    expect(await sky.rows(listed)).toEqual([
      { key: 'a/json', size: 10 },
      { key: 'a/text', size: 4 },
      { key: 'b', size: 1 },
    ]);
    // A text is a text to every statement, and bytes are bytes.
    await sky.rows(
      `EXEC aws.s3.objects.put_object @Bucket = 'of-stackql', @Key = 'c/text', @Body = 'test', @region = 'us-east-1'`,
    );
    await sky.rows(
      `EXEC aws.s3.objects.put_object @Bucket = 'of-stackql', @Key = 'c/bytes', @Body = from_base64('AP+A'), @region = 'us-east-1'`,
    );
    await sky.rows(
      `INSERT INTO aws.s3.objects (Bucket, Key, Body, region) SELECT 'of-stackql', 'c/insert', from_base64('AP+A'), 'us-east-1'`,
    );
    expect(
      await sky.rows(`SELECT key, size FROM aws.s3.objects WHERE bucket = 'of-stackql' AND key LIKE 'c/%' ORDER BY 1`),
    ).toEqual([
      { key: 'c/bytes', size: 3 },
      { key: 'c/insert', size: 3 },
      { key: 'c/text', size: 4 },
    ]);
    await sky.rows(`DELETE FROM aws.s3.objects WHERE bucket = 'of-stackql' AND key LIKE 'c/%'`);
    const removed = await sky.rows(`DELETE FROM aws.s3.objects WHERE bucket = 'of-stackql' AND key LIKE 'a/%'`);
    expect(removed.map(({ status }) => status)).toEqual(['SUCCESS', 'SUCCESS']);
    expect(await sky.values(listed)).toEqual(['b']);
  });
});
