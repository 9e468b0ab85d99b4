import type { Value } from '../../data/value.ts';

/** The version of a plan's form. What a number says stays as it is; members may be added. */
export const stackPlanVersion = 1;

/** What work on a stack would do: plain data, printed by `plan`, kept by `--out`, asked by policies. */
export interface StackPlan {
  /** 1. */
  readonly format_version: typeof stackPlanVersion;
  /** Of skyql. */
  readonly made_by: string;
  /** ISO 8601. */
  readonly made_at: string;
  /** Its name in the manifest. */
  readonly stack: string;
  /** `dev`. */
  readonly environment: string;
  /** Null of AWS itself. */
  readonly endpoint: string | null;
  /** In the order in which they are worked on. */
  readonly resources: readonly PlannedResource[];
  /** What has to be allowed for all of it, reads too, in the provider's own language; null where nothing is called. */
  readonly policy: Value;
  /** SHA-256 of what it would do, of the whole stack. */
  readonly digest: string;
}

/** What becomes of a resource: `adopt` takes what is there into the stack, `put` writes it at every build, `read` and `run` change nothing that the stack keeps, `leave` keeps it, `no-op` does nothing. */
export type PlannedAction =
  | 'create'
  | 'update'
  | 'replace'
  | 'delete'
  | 'adopt'
  | 'read'
  | 'run'
  | 'put'
  | 'leave'
  | 'no-op';

/** What would become of one resource of a stack. */
export interface PlannedResource {
  /** Its name in the stack. */
  readonly address: string;
  /** As the manifest has it: `resource`, `query`, `script` ... */
  readonly type: string;
  /** `aws.sagemaker.images`; null where its own queries say all. */
  readonly resource: string | null;
  /** As the provider writes it; null of what is not there. */
  readonly identifier: string | null;
  /** The connection that it is reached by; null where its own queries say. */
  readonly connection: string | null;
  /** Its region; null where its own queries say. */
  readonly region: string | null;
  /** In the order in which they are done. */
  readonly actions: readonly PlannedAction[];
  /** Why, in words. */
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
  /** The calls that it takes, those that look for it too, by resource and method: `aws.sagemaker.images get_resource`. */
  readonly calls: readonly string[];
  /** The resources of the stack that come before it. */
  readonly depends_on: readonly string[];
}
