import { describe, expect, it } from 'vitest';
import { resourceArn } from './resource-arn.ts';

const bucket = {
  identifier: ['bucket_name'],
  arn: { template: `arn:\${Partition}:s3:::\${BucketName}`, variables: { BucketName: 'bucket_name' }, actions: [] },
};
const stage = {
  identifier: ['api_id', 'stage_name'],
  arn: {
    template: `arn:\${Partition}:shop:\${Region}:\${Account}:api/\${ApiId}/stage/\${StageName}`,
    variables: { ApiId: 'api_id', StageName: 'stage_name' },
    actions: [],
  },
};
const image = {
  identifier: ['arn'],
  arn: {
    template: `arn:\${Partition}:shop:\${Region}:\${Account}:image/\${Name}/\${Version}`,
    variables: {},
    actions: [],
  },
};

describe('resourceArn', () => {
  it('fills in what the identifier says, of any account', () => {
    expect(resourceArn(bucket, ['logs'], 'cn-north-1')).toBe('arn:aws-cn:s3:::logs');
    expect(resourceArn(stage, ['a1', 'prod'], 'eu-west-1')).toBe('arn:aws:shop:eu-west-1:*:api/a1/stage/prod');
  });

  it('takes an identifier that is an ARN of the service as it is', () => {
    const arn = 'arn:aws:shop:eu-west-1:123456789012:image/a/1.0.0';
    expect(resourceArn(image, [arn], 'us-east-1')).toBe(arn);
    expect(resourceArn(image, [arn.replace('shop', 'other')], 'us-east-1')).toBeUndefined();
  });

  it.each([
    ['a wildcard', bucket, ['logs*']],
    ['a variable of policies', bucket, [`\${aws:username}`]],
    ['a part that is missing', stage, ['a1']],
    ['an empty part', bucket, ['']],
    ['a name where the identifier is an ARN', image, ['a']],
    ['an ARN of any version', image, ['arn:aws:shop:eu-west-1:123456789012:image/a/x.x.x']],
    ['a resource whose ARN is not known', { identifier: ['id'] }, ['a']],
  ])('gives none for %s', (_, resource, identifier) => {
    expect(resourceArn(resource, identifier, 'us-east-1')).toBeUndefined();
  });
});
