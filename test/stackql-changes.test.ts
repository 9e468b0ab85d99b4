import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
      tags: { team: 'web' },
      monitoring: true,
      tenancy: 'default',
    });
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
    const removed = await sky.rows(`DELETE FROM aws.s3.objects WHERE bucket = 'of-stackql' AND key LIKE 'a/%'`);
    expect(removed.map(({ status }) => status)).toEqual(['SUCCESS', 'SUCCESS']);
    expect(await sky.values(listed)).toEqual(['b']);
  });
});
