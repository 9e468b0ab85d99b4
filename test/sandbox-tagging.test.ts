import { afterAll, beforeAll, expect, it } from 'vitest';
import { startSandbox, type TestSandbox } from '../src/sandbox/test-sandbox.ts';
import { connect } from '../src/session/connect.ts';
import type { Database } from '../src/session/database.ts';
import { type WireClient, wireClient } from './support/wire-client.ts';

let sandbox: TestSandbox;
let db: Database;
let tagging: WireClient;
beforeAll(async () => {
  sandbox = await startSandbox({});
  const credentials = { accessKeyId: '123456789012', secretAccessKey: 'test' };
  db = await connect({ endpoint: sandbox.url, connections: [{ name: 'test', credentials }], region: 'us-east-1' });
  tagging = await wireClient('resourcegroupstaggingapi', { url: sandbox.url });
  const tags = JSON.stringify([
    { Key: 'stack', Value: 'web' },
    { Key: 'env', Value: 'dev' },
  ]);
  const at = "'us-east-1'";
  await db.query(`INSERT INTO aws.ec2.vpcs (CidrBlock, Tags, region) VALUES ('10.0.0.0/16', '${tags}', ${at})`);
  await db.query(`INSERT INTO aws.ec2.vpcs (CidrBlock, region) VALUES ('10.9.0.0/16', ${at})`);
  await db.query(`INSERT INTO aws.logs.log_groups (LogGroupName, Tags, region) VALUES ('/web', '${tags}', ${at})`);
  await db.query(
    `INSERT INTO aws.sagemaker.images (ImageName, ImageRoleArn, Tags, region) VALUES ('web', 'arn:aws:iam::123456789012:role/r', '[{"Key": "stack", "Value": "ml"}]', ${at})`,
  );
  await db.query(`INSERT INTO aws.s3.buckets (BucketName, Tags, region) VALUES ('web-logs', '${tags}', ${at})`);
});
afterAll(async () => {
  await db.close();
  await sandbox.close();
});

const arnsOf = async (input: Readonly<Record<string, unknown>>) => {
  const { ResourceTagMappingList } = await tagging.call('GetResources', input as never);
  return (ResourceTagMappingList as { ResourceARN: string }[]).map(({ ResourceARN }) =>
    ResourceARN.replace(/vpc-\w+/, 'vpc-1'),
  );
};

it('finds by tags and types what any service holds', async () => {
  expect(await arnsOf({ TagFilters: [{ Key: 'stack', Values: ['web'] }] })).toEqual([
    expect.stringMatching(/^arn:aws:ec2:us-east-1:123456789012:vpc\/vpc-1$/),
    expect.stringMatching(/^arn:aws:logs:us-east-1:123456789012:log-group:\/web/),
    'arn:aws:s3:::web-logs',
  ]);
  expect(
    await arnsOf({
      TagFilters: [{ Key: 'stack' }, { Key: 'env', Values: ['dev', 'prd'] }],
      ResourceTypeFilters: ['ec2:vpc'],
    }),
  ).toHaveLength(1);
  expect(await arnsOf({ ResourceTypeFilters: ['sagemaker:image', 's3'] })).toEqual([
    'arn:aws:s3:::web-logs',
    'arn:aws:sagemaker:us-east-1:123456789012:image/web',
  ]);
  expect(await arnsOf({ TagFilters: [{ Key: 'stack', Values: ['other'] }] })).toEqual([]);
  expect(await tagging.call('GetTagKeys', {})).toMatchObject({ TagKeys: ['env', 'stack'] });
  expect(await tagging.call('GetTagValues', { Key: 'stack' })).toMatchObject({ TagValues: ['ml', 'web'] });
});

it('gives pages, and refuses a token that is none', async () => {
  const first = await tagging.call('GetResources', { ResourcesPerPage: 3 });
  expect(first.ResourceTagMappingList).toHaveLength(3);
  const second = await tagging.call('GetResources', { ResourcesPerPage: 3, PaginationToken: first.PaginationToken });
  expect(second).toMatchObject({ PaginationToken: '', ResourceTagMappingList: [expect.anything()] });
});

it('tags and untags each by itself, and the services show it', async () => {
  const image = 'arn:aws:sagemaker:us-east-1:123456789012:image/web';
  const none = 'arn:aws:sagemaker:us-east-1:123456789012:image/none';
  const tagged = await tagging.call('TagResources', { ResourceARNList: [image, none], Tags: { team: 'a' } });
  expect(Object.keys(tagged.FailedResourcesMap as object)).toEqual([none]);
  const ofImage = async () =>
    (
      await db.query(
        "SELECT tags ->> 'team' AS team, tags ->> 'stack' AS stack FROM aws.sagemaker.images WHERE image_name = 'web' AND region = 'us-east-1'",
      )
    ).rows;
  expect(await ofImage()).toEqual([{ team: 'a', stack: 'ml' }]);
  await tagging.call('UntagResources', { ResourceARNList: [image], TagKeys: ['team'] });
  expect(await ofImage()).toEqual([{ team: null, stack: 'ml' }]);
});

// As stacks of stackql-deploy look for what is theirs: by tags, among what is there.
it.each(['duckdb', 'stackql'])(
  'is what aws.tagging.tagged_resources asks in %s, with filters as JSON text',
  async (dialect) => {
    await db.query(`SET dialect = '${dialect}'`);
    const { rows } = await db.query(
      `WITH tagged AS (
       SELECT split_part(ResourceARN, '/', 2) AS vpc_id FROM awscc.tagging.tagged_resources
       WHERE region = 'us-east-1' AND TagFilters = '[{"Key":"stack","Values":["web"]}]' AND ResourceTypeFilters = '["ec2:vpc"]'
     ), vpcs AS (SELECT vpc_id FROM awscc.ec2.vpcs_list_only WHERE region = 'us-east-1')
     SELECT r.vpc_id FROM vpcs r INNER JOIN tagged tr ON r.vpc_id = tr.vpc_id`,
    );
    await db.query("SET dialect = 'duckdb'");
    expect(rows).toEqual([{ vpc_id: expect.stringMatching(/^vpc-/) }]);
  },
);

it('tells each of its resources by the ARN that its service gives it, once', async () => {
  const Tags = [{ Key: 'held', Value: 'yes' }];
  const call = async (service: string, operation: string, input: Parameters<WireClient['call']>[1]) =>
    (await wireClient(service, { url: sandbox.url })).call(operation, input);
  await call('ssm', 'PutParameter', { Name: '/app/ami', Value: 'x', Type: 'String', Tags });
  await call('iam', 'CreateInstanceProfile', { InstanceProfileName: 'hosts', Path: '/web/', Tags });
  const Statement = [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }];
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
  await call('iam', 'CreatePolicy', { PolicyName: 'read', PolicyDocument, Tags });
  const TagSpecifications = [{ ResourceType: 'key-pair', Tags }];
  const { KeyPairId } = await call('ec2', 'CreateKeyPair', { KeyName: 'web', TagSpecifications });
  const { ImageId } = await newestImage();
  const LaunchTemplateData = { ImageId, InstanceType: 't3.micro' };
  await call('ec2', 'CreateLaunchTemplate', { LaunchTemplateName: 'web', LaunchTemplateData });
  await call('autoscaling', 'CreateAutoScalingGroup', {
    AutoScalingGroupName: 'web',
    LaunchTemplate: { LaunchTemplateName: 'web' },
    MinSize: 0,
    MaxSize: 1,
    AvailabilityZones: ['us-east-1a'],
    Tags: Tags.map((tag) => ({
      ...tag,
      PropagateAtLaunch: true,
      ResourceId: 'web',
      ResourceType: 'auto-scaling-group',
    })),
  });
  const here = 'us-east-1:123456789012';
  expect(await arnsOf({ TagFilters: [{ Key: 'held' }] })).toEqual([
    expect.stringMatching(`^arn:aws:autoscaling:${here}:autoScalingGroup:.*:autoScalingGroupName/web$`),
    `arn:aws:ec2:${here}:key-pair/${String(KeyPairId)}`,
    'arn:aws:iam::123456789012:instance-profile/web/hosts',
    'arn:aws:iam::123456789012:policy/read',
    `arn:aws:ssm:${here}:parameter/app/ami`,
  ]);
  const ResourceARNList = ['arn:aws:iam::123456789012:policy/read'];
  await tagging.call('UntagResources', { ResourceARNList, TagKeys: ['held'] });
  expect(await call('iam', 'ListPolicyTags', { PolicyArn: ResourceARNList[0] ?? '' })).toMatchObject({ Tags: [] });

  async function newestImage() {
    const answer = await call('ec2', 'DescribeImages', { Owners: ['amazon'] });
    const images = answer.Images as readonly { readonly ImageId: string; readonly Architecture: string }[];
    return images.find(({ Architecture }) => Architecture === 'x86_64') ?? { ImageId: '' };
  }
});
