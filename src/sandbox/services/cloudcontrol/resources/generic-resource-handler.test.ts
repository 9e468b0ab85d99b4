import { describe, expect, it } from 'vitest';
import type { ResourceSchema } from '../../../../cloudformation/resource-schema.ts';
import { requestContext } from '../../../kit/request-context.ts';
import { createCheckedState } from '../../../state/checked-state.ts';
import { createClock } from '../../../state/create-clock.ts';
import { genericResourceHandler } from './generic-resource-handler.ts';

const state = createCheckedState(1);
const clock = createClock('instant', () => Date.parse('2026-11-21T12:00:00Z'));

const contextIn = (region: string) => requestContext({ place: { account: '111111111111', region }, state, clock });

const context = contextIn('us-east-1');
const text = { type: 'string' } as const;

function created(schema: ResourceSchema, given = {}) {
  const handler = genericResourceHandler(schema);
  const step = handler.create(given, context);
  if (step.status !== 'SUCCESS') throw new Error(JSON.stringify(step));
  return { identifier: step.identifier, properties: handler.read(step.identifier, context) };
}

describe('generated properties', () => {
  it('follow the pattern of an identifier', () => {
    const { identifier } = created({
      typeName: 'AWS::EC2::VPC',
      properties: { VpcId: { type: 'string', pattern: '^vpc-[0-9a-f]{17}$' } },
      primaryIdentifier: ['/properties/VpcId'],
      readOnlyProperties: ['/properties/VpcId'],
    });
    expect(identifier).toMatch(/^vpc-[0-9a-f]{17}$/);
  });

  it.each([
    ['a length of 36', { minLength: 36, maxLength: 36 }, /^[0-9a-f-]{36}$/],
    ['capitals', { pattern: '^[A-Z0-9]{10}$' }, /^[A-Z0-9]{10}$/],
    ['what JavaScript cannot read', { pattern: '\\p{IsGreek}(?i)+' }, /./],
  ])('keep to %s', (_, bounds, expected) => {
    const schema: ResourceSchema = {
      typeName: 'AWS::Test::Thing',
      properties: { Id: { type: 'string', ...bounds } },
      primaryIdentifier: ['/properties/Id'],
      readOnlyProperties: ['/properties/Id'],
    };
    expect(created(schema).identifier).toMatch(expected);
  });

  it('name what nobody named', () => {
    const bucket: ResourceSchema = {
      typeName: 'AWS::S3::Bucket',
      properties: { BucketName: { type: 'string', pattern: '^[a-z0-9-]{3,63}$' } },
      primaryIdentifier: ['/properties/BucketName'],
      createOnlyProperties: ['/properties/BucketName'],
    };
    expect(created(bucket).identifier).toMatch(/^bucket-[0-9a-f]{12}$/);
    expect(created(bucket, { BucketName: 'mine' }).identifier).toBe('mine');
  });

  it('make ARNs of their template, times and a settled status', () => {
    const { properties, identifier } = created(
      {
        typeName: 'AWS::Test::Thing',
        properties: {
          Arn: text,
          Name: text,
          CreationTime: text,
          Status: { $ref: '#/definitions/Status' },
          OwnerAccountId: text,
          Count: { type: 'integer' },
          Summary: text,
        },
        definitions: { Status: { type: 'string', enum: ['CREATING', 'ACTIVE', 'FAILED'] } },
        primaryIdentifier: ['/properties/Arn'],
        readOnlyProperties: ['Arn', 'CreationTime', 'Status', 'OwnerAccountId', 'Count', 'Summary'].map(
          (name) => `/properties/${name}`,
        ),
        // biome-ignore lint/suspicious/noTemplateCurlyInString: the placeholders are the template's own.
        arnTemplate: 'arn:${Partition}:test:${Region}:${Account}:thing/${ThingName}',
      },
      { Name: 'n' },
    );
    expect(properties).toEqual({
      Arn: 'arn:aws:test:us-east-1:111111111111:thing/n',
      Name: 'n',
      CreationTime: '2026-11-21T12:00:00.000Z',
      Status: 'ACTIVE',
      OwnerAccountId: '111111111111',
    });
    expect(identifier).toBe('arn:aws:test:us-east-1:111111111111:thing/n');
  });
});

describe('identifiers', () => {
  /** A type whose identifier is one read-only property. */
  const made = (typeName: string, name: string, more: Partial<ResourceSchema> = {}): ResourceSchema => ({
    typeName,
    primaryIdentifier: [`/properties/${name}`],
    readOnlyProperties: [`/properties/${name}`],
    ...more,
    properties: { [name]: text, ...more.properties },
  });

  it.each([
    ['AWS::EC2::VPC', 'VpcId', /^vpc-[0-9a-f]{17}$/],
    ['AWS::EC2::TransitGatewayRouteTable', 'TransitGatewayRouteTableId', /^tgw-rtb-[0-9a-f]{17}$/],
    ['AWS::EFS::FileSystem', 'FileSystemId', /^fs-[0-9a-f]{17}$/],
    ['AWS::Route53::HostedZone', 'Id', /^Z[0-9A-Z]{20}$/],
    ['AWS::Cognito::UserPool', 'UserPoolId', /^us-east-1_[0-9A-Za-z]{9}$/],
    ['AWS::ApiGateway::Deployment', 'DeploymentId', /^[a-z0-9]{6}$/],
    ['AWS::ECR::RegistryPolicy', 'RegistryId', /^111111111111$/],
    ['AWS::KMS::Key', 'KeyId', /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/],
    ['AWS::MSK::Replicator', 'ReplicatorArn', /^arn:aws:kafka:us-east-1:111111111111:replicator\/\w+$/],
    ['AWS::CloudFront::Whatever', 'Arn', /^arn:aws:cloudfront::111111111111:whatever\/\w+$/],
  ])('of %s are as AWS makes them', (typeName, name, expected) => {
    expect(created(made(typeName, name)).identifier).toMatch(expected);
  });

  it('obey the pattern of the schema, whatever it is', () => {
    const pattern = '^(tmpl|copy)-[a-z0-9]{26}(_v[1-9])?$';
    const schema = made('AWS::Test::Template', 'Id', { properties: { Id: { type: 'string', pattern } } });
    const ids = Array.from({ length: 5 }, () => created(schema).identifier);
    for (const id of ids) expect(id).toMatch(new RegExp(pattern));
    expect(new Set(ids).size).toBe(5);
    const arn = '^arn:aws(-[a-z]+)*:test:[a-z]{2}(-[a-z]+)+-[0-9]:[0-9]{12}:thing/[a-z0-9]{8}/[0-9]+$';
    const named = made('AWS::Test::Versioned', 'Arn', { properties: { Arn: { type: 'string', pattern: arn } } });
    expect(created(named).identifier).toMatch(/^arn:aws:test:us-east-1:111111111111:thing\/[a-z0-9]{8}\/\d+$/);
  });

  it('are composed of what is given', () => {
    const queue = made('AWS::SQS::Queue', 'QueueUrl', { properties: { QueueName: text } });
    expect(created(queue, { QueueName: 'q' }).identifier).toBe('https://sqs.us-east-1.amazonaws.com/111111111111/q');
    const unnamed = created(queue);
    const { QueueName } = unnamed.properties ?? {};
    expect(unnamed.identifier).toBe(`https://sqs.us-east-1.amazonaws.com/111111111111/${QueueName}`);
    const nodegroup = made('AWS::EKS::Nodegroup', 'Id', { properties: { ClusterName: text, NodegroupName: text } });
    expect(created(nodegroup, { ClusterName: 'c', NodegroupName: 'n' }).identifier).toBe('c/n');
    const alias = made('AWS::Lambda::Alias', 'AliasArn', { properties: { FunctionName: text, Name: text } });
    const FunctionName = 'arn:aws:lambda:us-east-1:111111111111:function:f';
    expect(created(alias, { FunctionName, Name: 'live' }).identifier).toBe(`${FunctionName}:live`);
  });

  it('count what comes in versions, and repeat what other properties say', () => {
    const version = made('AWS::Lambda::Version', 'FunctionArn', { properties: { FunctionName: text } });
    const versions = ['f', 'f', 'g'].map((FunctionName) => created(version, { FunctionName }).identifier);
    expect(versions.map((arn) => arn.split(':').slice(-2).join(':'))).toEqual(['f:1', 'f:2', 'g:1']);
    const deployment: ResourceSchema = {
      typeName: 'AWS::Test::Deployment',
      properties: { ApplicationIdentifier: text, ApplicationId: text, Number: { type: 'integer' } },
      primaryIdentifier: ['/properties/ApplicationId', '/properties/Number'],
      readOnlyProperties: ['/properties/ApplicationId', '/properties/Number'],
    };
    const numbers = ['a', 'a', 'b'].map((one) => created(deployment, { ApplicationIdentifier: one }).identifier);
    expect(numbers).toEqual(['a|1', 'a|2', 'b|1']);
  });

  it('may lie within structures', () => {
    const device: ResourceSchema = {
      typeName: 'AWS::SageMaker::Device',
      properties: { DeviceFleetName: text, Device: { type: 'object', properties: { DeviceName: text } } },
      primaryIdentifier: ['/properties/Device/DeviceName'],
    };
    expect(created(device, { Device: { DeviceName: 'd' } }).identifier).toBe('d');
    const { identifier, properties } = created(device, { DeviceFleetName: 'f' });
    expect(identifier).toMatch(/^Device-[0-9a-f]{12}$/);
    expect(properties).toEqual({ DeviceFleetName: 'f', Device: { DeviceName: identifier } });
  });

  it('are taken only where they are given', () => {
    const topic = made('AWS::Test::Topic', 'TopicArn', {
      properties: { TopicName: text },
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the placeholders are the template's own.
      arnTemplate: 'arn:${Partition}:test:${Region}:${Account}:${TopicName}',
    });
    const handler = genericResourceHandler(topic);
    expect(handler.create({ TopicName: 't' }, context).status).toBe('SUCCESS');
    expect(handler.create({ TopicName: 't' }, context)).toMatchObject({ errorCode: 'AlreadyExists' });
    for (let count = 0; count < 20; count += 1) expect(handler.create({}, context).status).toBe('SUCCESS');
  });
});

describe('genericResourceHandler', () => {
  it('answers with the defaults of the schema', () => {
    const schema: ResourceSchema = {
      typeName: 'AWS::Test::Preset',
      properties: { Name: text, Size: { type: 'integer', default: 8 } },
      primaryIdentifier: ['/properties/Name'],
    };
    const handler = genericResourceHandler(schema);
    expect(created(schema, { Name: 'a' }).properties).toEqual({ Name: 'a', Size: 8 });
    handler.update?.('a', { Name: 'a' }, { Name: 'a', Size: 9 }, context);
    expect(handler.read('a', context)).toEqual({ Name: 'a', Size: 8 });
  });

  it('shares global resources between regions', () => {
    const role: ResourceSchema = {
      typeName: 'AWS::IAM::Role',
      properties: { RoleName: text },
      primaryIdentifier: ['/properties/RoleName'],
    };
    const handler = genericResourceHandler(role);
    handler.create({ RoleName: 'r' }, context);
    expect(handler.read('r', contextIn('eu-west-1'))).toEqual({ RoleName: 'r' });
    expect(handler.create({ RoleName: 'r' }, contextIn('eu-west-1'))).toMatchObject({ errorCode: 'AlreadyExists' });
  });

  it('keeps additional identifiers unique too', () => {
    const schema: ResourceSchema = {
      typeName: 'AWS::Test::Named',
      properties: { Id: text, Name: text },
      primaryIdentifier: ['/properties/Id'],
      additionalIdentifiers: [['/properties/Name']],
      readOnlyProperties: ['/properties/Id'],
    };
    const handler = genericResourceHandler(schema);
    expect(handler.create({ Name: 'n' }, context).status).toBe('SUCCESS');
    expect(handler.create({ Name: 'n' }, context)).toMatchObject({ status: 'FAILED', errorCode: 'AlreadyExists' });
    expect(handler.create({ Name: 'm' }, context).status).toBe('SUCCESS');
    expect(handler.create({}, context).status).toBe('SUCCESS');
    expect(handler.create({}, context).status).toBe('SUCCESS');
  });

  it('keeps what only AWS writes through an update, and moves the time of change on', () => {
    const schema: ResourceSchema = {
      typeName: 'AWS::Test::Dated',
      properties: { Name: text, Id: text, LastModifiedTime: text },
      primaryIdentifier: ['/properties/Name'],
      readOnlyProperties: ['/properties/Id', '/properties/LastModifiedTime'],
    };
    const handler = genericResourceHandler(schema);
    handler.create({ Name: 'd' }, context);
    const before = handler.read('d', context) ?? {};
    handler.update?.('d', { Name: 'd' }, before, { ...context, now: context.now + 1_000 });
    expect(handler.read('d', context)).toEqual({ ...before, LastModifiedTime: '2026-11-21T12:00:01.000Z' });
    expect(handler.update?.('gone', {}, {}, context)).toMatchObject({ status: 'FAILED', errorCode: 'NotFound' });
  });
});
