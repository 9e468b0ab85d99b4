import { beforeAll, describe, expect, it } from 'vitest';
import type { WireStructure } from '../src/aws/service-model.ts';
import { openCatalog } from '../src/catalog/open-catalog.ts';
import { requestContext } from '../src/sandbox/kit/request-context.ts';
import { allServices } from '../src/sandbox/services/all-services.ts';
import { createClock } from '../src/sandbox/state/create-clock.ts';
import { createState } from '../src/sandbox/state/create-state.ts';

const services = allServices();
const account = '111122223333';
const state = createState(1);
const clock = createClock('instant');

async function call(service: string, operation: string, input: WireStructure = {}): Promise<WireStructure> {
  const handler = services.find((each) => each.service === service)?.operations[operation];
  const place = { account, region: 'us-east-1' };
  return (await handler?.(input, requestContext({ place, state, clock }))) ?? {};
}

async function change(operation: string, input: WireStructure): Promise<WireStructure> {
  const { ProgressEvent: started } = await call('cloudcontrol', operation, input);
  const { RequestToken } = started as WireStructure;
  const { ProgressEvent: ended } = await call('cloudcontrol', 'GetResourceRequestStatus', { RequestToken });
  return ended as WireStructure;
}

async function read(TypeName: string, Identifier: string): Promise<WireStructure> {
  const { ResourceDescription } = await call('cloudcontrol', 'GetResource', { TypeName, Identifier });
  return JSON.parse(String((ResourceDescription as WireStructure).Properties)) as WireStructure;
}

it('has of no type other resources than the API that the sandbox has for it', async () => {
  const catalog = openCatalog('aws');
  const shared = new Set(services.flatMap(({ resourceTypes }) => Object.keys(resourceTypes ?? {})));
  const apart: string[] = [];
  for (const { service, operations } of services) {
    for (const { id } of await catalog.resources(service).catch(() => [])) {
      const described = await catalog.resource(service, id.split('.')[2] ?? '');
      if (described?.cloudFormationType === undefined || shared.has(described.cloudFormationType)) continue;
      const isNative = described.accessPaths.some(
        ({ call: { api, ...asked } }) =>
          api === 'native' && Object.hasOwn(operations, String('operation' in asked && asked.operation)),
      );
      if (isNative) apart.push(described.cloudFormationType);
    }
  }
  expect(apart).toEqual([]);
});

interface Life {
  readonly type: string;
  readonly made: WireStructure;
  readonly identifier: string | RegExp;
  /** What the service's own API tells of it. */
  readonly told: readonly [service: string, operation: string, input: WireStructure, expected: WireStructure];
  readonly patch: readonly WireStructure[];
  readonly changed: WireStructure;
}

const document = (Action: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action, Resource: '*' }],
});
const ofSecret = (Action: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${account}:root` }, Action, Resource: '*' }],
});
const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
});

const lives: readonly Life[] = [
  {
    type: 'AWS::Rbin::Rule',
    made: {
      ResourceType: 'EC2_IMAGE',
      RetentionPeriod: { RetentionPeriodValue: 7, RetentionPeriodUnit: 'DAYS' },
      ResourceTags: [{ ResourceTagKey: 'env', ResourceTagValue: 'production' }],
      Tags: [{ Key: 'a', Value: 'b' }],
    },
    identifier: /^arn:aws:rbin:us-east-1:111122223333:rule\/\w{11}$/,
    told: [
      'rbin',
      'ListRules',
      { ResourceType: 'EC2_IMAGE' },
      { Rules: [{ RetentionPeriod: { RetentionPeriodValue: 7 } }] },
    ],
    patch: [{ op: 'replace', path: '/RetentionPeriod/RetentionPeriodValue', value: 9 }],
    changed: { RetentionPeriod: { RetentionPeriodValue: 9, RetentionPeriodUnit: 'DAYS' }, Status: 'available' },
  },
  {
    type: 'AWS::IAM::RolePolicy',
    made: { RoleName: 'Build', PolicyName: 'own', PolicyDocument: document('s3:GetObject') },
    identifier: 'own|Build',
    told: ['iam', 'ListRolePolicies', { RoleName: 'Build' }, { PolicyNames: ['own'] }],
    patch: [{ op: 'replace', path: '/PolicyDocument', value: document('s3:PutObject') }],
    changed: { PolicyDocument: document('s3:PutObject') },
  },
  {
    type: 'AWS::IAM::UserPolicy',
    made: { UserName: 'Ada', PolicyName: 'own', PolicyDocument: document('s3:GetObject') },
    identifier: 'own|Ada',
    told: ['iam', 'ListUserPolicies', { UserName: 'Ada' }, { PolicyNames: ['own'] }],
    patch: [{ op: 'replace', path: '/PolicyDocument', value: document('s3:PutObject') }],
    changed: { PolicyDocument: document('s3:PutObject') },
  },
  {
    type: 'AWS::IAM::ServiceLinkedRole',
    made: { AWSServiceName: 'autoscaling.amazonaws.com', CustomSuffix: 'web', Description: 'D' },
    identifier: 'AWSServiceRoleForAutoScaling_web',
    told: ['iam', 'GetRole', { RoleName: 'AWSServiceRoleForAutoScaling_web' }, { Role: { Description: 'D' } }],
    patch: [{ op: 'replace', path: '/Description', value: 'E' }],
    changed: { Description: 'E', RoleName: 'AWSServiceRoleForAutoScaling_web' },
  },
  {
    type: 'AWS::SecretsManager::ResourcePolicy',
    made: { SecretId: 'database', ResourcePolicy: ofSecret('secretsmanager:GetSecretValue') },
    identifier: /^arn:aws:secretsmanager:us-east-1:111122223333:secret:database-\w{6}$/,
    told: [
      'secretsmanager',
      'GetResourcePolicy',
      { SecretId: 'database' },
      { ResourcePolicy: JSON.stringify(ofSecret('secretsmanager:GetSecretValue')) },
    ],
    patch: [{ op: 'replace', path: '/ResourcePolicy', value: ofSecret('secretsmanager:DescribeSecret') }],
    changed: { ResourcePolicy: ofSecret('secretsmanager:DescribeSecret') },
  },
  {
    type: 'AWS::EC2::SnapshotBlockPublicAccess',
    made: { State: 'block-all-sharing' },
    identifier: account,
    told: ['ec2', 'GetSnapshotBlockPublicAccessState', {}, { State: 'block-all-sharing' }],
    patch: [{ op: 'replace', path: '/State', value: 'block-new-sharing' }],
    changed: { State: 'block-new-sharing' },
  },
  {
    type: 'AWS::Organizations::Organization',
    made: { FeatureSet: 'CONSOLIDATED_BILLING' },
    identifier: /^o-/,
    told: ['organizations', 'DescribeOrganization', {}, { Organization: { FeatureSet: 'CONSOLIDATED_BILLING' } }],
    patch: [{ op: 'replace', path: '/FeatureSet', value: 'ALL' }],
    changed: { FeatureSet: 'ALL', ManagementAccountId: account },
  },
];

describe('resources of one state', () => {
  beforeAll(async () => {
    await call('iam', 'CreateRole', { RoleName: 'Build', AssumeRolePolicyDocument: trust });
    await call('iam', 'CreateUser', { UserName: 'Ada' });
    await call('secretsmanager', 'CreateSecret', {
      Name: 'database',
      SecretString: 'x',
      ClientRequestToken: 'a'.repeat(32),
    });
  });

  it.each(lives)('are made, told, changed and deleted by both APIs: $type', async (life) => {
    const { type: TypeName, made, identifier, told, patch, changed } = life;
    const created = await change('CreateResource', { TypeName, DesiredState: JSON.stringify(made) });
    expect(created).toMatchObject({ OperationStatus: 'SUCCESS', Identifier: expect.stringMatching(identifier) });
    const Identifier = String(created.Identifier);
    const [service, operation, input, expected] = told;
    expect(await call(service, operation, input)).toMatchObject(expected);
    const PatchDocument = JSON.stringify(patch);
    expect(await change('UpdateResource', { TypeName, Identifier, PatchDocument })).toMatchObject({
      OperationStatus: 'SUCCESS',
    });
    expect(await read(TypeName, Identifier)).toMatchObject(changed);
    const { ResourceDescriptions } = await call('cloudcontrol', 'ListResources', { TypeName });
    expect(ResourceDescriptions).toMatchObject([{ Identifier }]);
    expect(await change('DeleteResource', { TypeName, Identifier })).toMatchObject({ OperationStatus: 'SUCCESS' });
    await expect(read(TypeName, Identifier)).rejects.toMatchObject({ code: 'ResourceNotFoundException' });
    expect(await change('DeleteResource', { TypeName, Identifier })).toMatchObject({ ErrorCode: 'NotFound' });
  });
});
