import { describe, expect, it } from 'vitest';
import type { MethodDescription, ResourceDescription } from '../../resource-description.ts';
import { arnForm } from './arn-form.ts';

function resource(name: string, identifier: readonly string[], action: string): ResourceDescription {
  const method: MethodDescription = {
    name: 'm',
    verb: 'EXEC',
    requiredParameters: [],
    description: '',
    changes: false,
    permissions: [action],
    call: { api: 'native', service: 's', operation: 'M', result: '', columns: {}, inputs: {}, filters: {} },
  };
  return {
    provider: 'aws',
    service: 's',
    name,
    title: name,
    description: '',
    identifier,
    columns: [],
    methods: [method],
    accessPaths: [],
    permissions: {},
    relationships: [],
  };
}

const bucketArn = `arn:\${Partition}:s3:::\${BucketName}`;

it('has no form for a resource that the reference does not know', () => {
  expect(arnForm(resource('widgets', ['widget_id'], 'shop:GetWidget'), undefined)).toBeUndefined();
});

describe('arnForm', () => {
  it('finds the actions that a type may be allowed for alone', () => {
    const form = arnForm(resource('buckets', ['bucket_name'], 's3:GetBucketPolicy'), bucketArn);
    expect(form).toMatchObject({ template: bucketArn, variables: { BucketName: 'bucket_name' } });
    expect(form?.actions).toEqual(expect.arrayContaining(['s3:DeleteBucket', 's3:GetBucketPolicy', 's3:ListBucket']));
    // It lists all buckets, and objects are no buckets.
    expect(form?.actions).not.toContain('s3:ListAllMyBuckets');
    expect(form?.actions).not.toContain('s3:GetObject');
  });

  it('leaves out actions that need other resources as well', () => {
    const form = arnForm(resource('images', ['image_id'], 'ec2:DeregisterImage'), undefined);
    expect(form?.actions).toContain('ec2:DeregisterImage');
    expect(form?.actions).not.toContain('ec2:RunInstances');
  });

  it('has none where the identifier is no part of the ARN', () => {
    expect(arnForm(resource('buckets', ['owner'], 's3:GetBucketPolicy'), bucketArn)).toBeUndefined();
  });
});
