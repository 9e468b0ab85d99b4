import { describe, expect, it } from 'vitest';
import type { ResourceSchema } from '../../../catalog/resource-schema.ts';
import type { RequestContext } from '../../service.ts';
import { createClock } from '../../state/create-clock.ts';
import { createState } from '../../state/create-state.ts';
import { genericResourceHandler } from './generic-resource-handler.ts';

const state = createState(1);
const clock = createClock('instant', () => Date.parse('2026-11-21T12:00:00Z'));

function contextIn(region: string): RequestContext {
  const place = { account: '111111111111', region };
  return {
    ...place,
    partition: 'aws',
    requestId: 'r',
    now: clock.now(),
    clock,
    state,
    table: (name) => state.table(place, name),
  };
}

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

describe('genericResourceHandler', () => {
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
