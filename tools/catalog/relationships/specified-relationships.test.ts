import { describe, expect, it } from 'vitest';
import { specifiedRelationships } from './specified-relationships.ts';

const names = new Map([
  ['AWS::EC2::SecurityGroup', 'aws.ec2.security_groups'],
  ['AWS::EC2::VPC', 'aws.ec2.vpcs'],
  ['AWS::KMS::Key', 'aws.kms.keys'],
  ['AWS::SQS::Queue', 'aws.sqs.queues'],
  ['AWS::SNS::Topic', 'aws.sns.topics'],
]);

function relationships(property: string, ...references: readonly (readonly [type: string, property: string])[]) {
  const relationshipRefs = references.map(([cloudFormationType, propertyName]) => ({
    cloudFormationType,
    propertyName,
  }));
  return specifiedRelationships(
    {
      cloudFormationType: 'AWS::Shop::Basket',
      properties: { [property]: { type: { type: 'string' }, relationshipRefs } },
    },
    names,
  );
}

describe('specifiedRelationships', () => {
  it('takes the column that is named most alike', () => {
    const key = [
      ['AWS::KMS::Key', 'Arn'],
      ['AWS::KMS::Key', 'KeyId'],
    ] as const;
    expect(relationships('KmsKeyId', ...key)).toEqual({ kms_key_id: 'aws.kms.keys.key_id' });
    expect(relationships('KmsKeyArn', ...key)).toEqual({ kms_key_arn: 'aws.kms.keys.arn' });
  });

  it('takes the type that the name says, and none where it says none', () => {
    expect(
      relationships(
        'SecurityGroupIds',
        ['AWS::EC2::VPC', 'DefaultSecurityGroup'],
        ['AWS::EC2::SecurityGroup', 'GroupId'],
      ),
    ).toEqual({ security_group_ids: 'aws.ec2.security_groups.group_id' });
    expect(relationships('SourceArn', ['AWS::SQS::Queue', 'Arn'], ['AWS::SNS::Topic', 'TopicArn'])).toEqual({});
  });

  it('leaves out types that the catalog does not have', () => {
    expect(relationships('ShelfId', ['AWS::Shop::Shelf', 'Id'])).toEqual({});
  });
});
