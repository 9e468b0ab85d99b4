import type { Value } from '../../data/value.ts';

/** The version of a plan's form. What a number says stays as it is; members may be added. */
export const stackPlanVersion = 1;

/** What work on a stack would do: plain data, printed by `plan`, kept by `--out`, asked by policies. */
export interface StackPlan {
  readonly format_version: typeof stackPlanVersion;
  /** Of skyql. */
  readonly made_by: string;
  /** ISO 8601. */
  readonly made_at: string;
  readonly stack: string;
  readonly environment: string;
  /** Null of AWS itself. */
  readonly endpoint: string | null;
  /** In the order in which they are worked on. */
  readonly resources: readonly PlannedResource[];
  /** What has to be allowed for its changes, in the provider's own language; null where none are made. */
  readonly policy: Value;
  /** SHA-256 of what it would do, of the whole stack. */
  readonly digest: string;
}

export type PlannedAction = 'create' | 'update' | 'replace' | 'delete' | 'adopt' | 'read' | 'run' | 'put' | 'no-op';

export interface PlannedResource {
  /** Its name in the stack. */
  readonly address: string;
  readonly type: string;
  /** `aws.sagemaker.images`; null where its own queries say all. */
  readonly resource: string | null;
  readonly identifier: string | null;
  readonly connection: string | null;
  readonly region: string | null;
  readonly actions: readonly PlannedAction[];
  readonly reason: string;
  /** The properties that differ, as they are; null of what is not there. */
  readonly before: Readonly<Record<string, Value>> | null;
  /** The same as they will be; of what is created, all that is known. */
  readonly after: Readonly<Record<string, Value>> | null;
  /** Properties whose values are known only once other resources are there. */
  readonly after_unknown: readonly string[];
  /** Properties whose values are not shown. */
  readonly sensitive: readonly string[];
  /** Properties that differ and cannot be changed once it is there. */
  readonly replace_paths: readonly string[];
  /** Properties that somebody else has changed since they were applied. */
  readonly drift: readonly string[];
  readonly depends_on: readonly string[];
}
