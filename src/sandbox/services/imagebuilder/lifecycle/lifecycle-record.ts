import type { WireStructure } from '../../../../aws/service-model.ts';
import type { TextMap } from '../../../kit/members.ts';
import type { RequestContext, Table } from '../../../service.ts';

export type PolicyRecord = WireStructure & {
  readonly arn: string;
  readonly name: string;
  readonly status: string;
  readonly dateCreated: string;
  /** Absent until it is updated. */
  readonly dateUpdated?: string;
  readonly dateLastRun?: string;
  readonly tags: TextMap;
};

export type LifecycleAction = 'AVAILABLE' | 'DELETE' | 'DEPRECATE' | 'DISABLE';

/** Which underlying resources an action takes in beside the image itself. */
export interface IncludedResources {
  readonly amis: boolean;
  readonly snapshots: boolean;
  readonly containers: boolean;
}

/** One run of a lifecycle policy, or of StartResourceStateUpdate. */
export interface LifecycleExecution {
  readonly id: string;
  readonly policyArn: string | undefined;
  readonly status: 'IN_PROGRESS' | 'SUCCESS' | 'FAILED' | 'CANCELLED';
  readonly start: number;
  readonly end: number | undefined;
  readonly resources: readonly WireStructure[];
  /** The AMIs and snapshots of each resource, by the image's ARN. */
  readonly children: Readonly<Record<string, readonly WireStructure[]>>;
  /** A state update for later: what to do, and when. */
  readonly due?: { readonly at: number; readonly imageArn: string; readonly include: IncludedResources };
}

export const lifecyclePoliciesTable = 'imagebuilder.lifecycle-policies';

/** The ids of the state updates that wait for their time, so that letting time pass need not look at every execution. */
export function dueStateUpdates(context: Pick<RequestContext, 'table'>): Table<{ readonly id: string }> {
  return context.table(dueStateUpdatesTable);
}

export const dueStateUpdatesTable = 'imagebuilder.due-state-updates';

export function lifecyclePolicies(context: Pick<RequestContext, 'table'>): Table<PolicyRecord> {
  return context.table(lifecyclePoliciesTable);
}

export function lifecycleExecutions(context: Pick<RequestContext, 'table'>): Table<LifecycleExecution> {
  return context.table('imagebuilder.lifecycle-executions');
}
