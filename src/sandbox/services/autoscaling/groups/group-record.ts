import type { WireStructure } from '../../../../aws/service-model.ts';

export const groupsTable = 'autoscaling/groups';

export type GroupTag = { readonly Key: string; readonly Value: string; readonly PropagateAtLaunch: boolean };

export interface GroupRecord {
  readonly name: string;
  readonly arn: string;
  readonly least: number;
  readonly most: number;
  readonly desired: number;
  readonly zones: readonly string[];
  readonly subnets: readonly string[];
  /** What else a request gave, by the names that answers have: where instances come from, cooldown, health checks. */
  readonly settings: WireStructure;
  readonly tags: readonly GroupTag[];
  /** What CloudFormation gives a group and other operations of the API do. */
  readonly further?: WireStructure;
  /** Those that are its own, in the order in which they were launched. */
  readonly instances: readonly string[];
  /** Milliseconds since 1970. */
  readonly created: number;
}
