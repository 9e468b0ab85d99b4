import { expect, it } from 'vitest';
import { boxes, items, lots, parts } from '../../../test/support/shop-provider.ts';
import { openCatalog } from '../../catalog/open-catalog.ts';
import { furtherColumns } from './further-columns.ts';

it('are those that no list has, nor a call for many rows', () => {
  expect(furtherColumns(items)).toEqual(['tags', 'made']);
  expect(furtherColumns(lots)).toEqual([]);
  expect(furtherColumns(boxes)).toEqual(['weight']);
  expect(furtherColumns(parts)).toEqual([]);
});

it.each([
  ['imagebuilder.image_pipelines', ['deployment_id']],
  ['ec2.volumes', ['auto_enable_io']],
  ['ec2.images', ['launch_permissions']],
  ['sagemaker.images', ['image_role_arn', 'tags']],
])('of %s', async (name, expected) => {
  const [service = '', resource = ''] = name.split('.');
  const description = await openCatalog('aws').resource(service, resource);
  expect(description && furtherColumns(description)).toEqual(expected);
});

it.each([
  ['ec2.vpcs', 'cidr_block', 'enable_dns_support'],
  ['ec2.security_groups', 'group_name', 'security_group_ingress'],
  ['iam.roles', 'role_name', 'managed_policy_arns'],
  ['s3.buckets', 'bucket_name', 'bucket_encryption'],
  ['lambda.functions', 'runtime', 'reserved_concurrent_executions'],
])('of %s: not %s, but %s', async (name, listed, further) => {
  const [service = '', resource = ''] = name.split('.');
  const description = await openCatalog('aws').resource(service, resource);
  const columns = description && furtherColumns(description);
  expect(columns).not.toContain(listed);
  expect(columns).toContain(further);
});
