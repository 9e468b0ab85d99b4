import type { RequestContext, ResourceProperties, Table } from '../../../service.ts';

/** A VPC, subnet or security group that Cloud Control has made: EC2 has no operations here that make any. */
export interface NetworkRecord {
  readonly id: string;
  /** By the CloudFormation type's names, without tags. */
  readonly properties: ResourceProperties;
}

/** What has been changed of a part of the default network, which has no record: CloudFormation's properties under its id. */
export function changedDefaults(context: RequestContext): Table<NetworkRecord> {
  return context.table<NetworkRecord>('ec2.changed-defaults');
}

export type NetworkKind = 'vpcs' | 'subnets' | 'security-groups';

export function networkTable(kind: NetworkKind, context: RequestContext): Table<NetworkRecord> {
  return context.table<NetworkRecord>(`ec2.${kind}`);
}
