import { describe, expect, it } from 'vitest';
import { bestMember, memberRank } from './identifier-names.ts';

describe('memberRank', () => {
  it.each([
    ['InstanceId', 'InstanceId', 'Instance', 0],
    ['RoleName', 'RoleName', 'Role', 0],
    ['Name', 'BucketName', 'Bucket', 1],
    ['PolicyArn', 'Arn', 'Policy', 1],
    ['VpcEndpointId', 'Id', 'VPCEndpoint', 1],
    ['applicationId', 'ApplicationIdentifier', 'Application', 0],
    ['ClientId', 'Id', 'UserPoolClient', 2],
    ['VpcId', 'Id', 'Subnet', undefined],
    ['Name', 'Arn', 'Policy', undefined],
    ['RoleId', 'RoleName', 'Role', undefined],
    ['Description', 'BucketDescription', 'Bucket', undefined],
  ])('%s and %s of %s: %s', (member, property, type, rank) => expect(memberRank(member, property, type)).toBe(rank));
});

it('takes the nearest of several members', () => {
  expect(bestMember(['PolicyArn', 'Arn'], 'Arn', 'Policy')).toBe('Arn');
  expect(bestMember(['Owner'], 'Arn', 'Policy')).toBeUndefined();
});
