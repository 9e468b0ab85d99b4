import type { Value } from '../../data/value.ts';
import type { Place } from './source-file.ts';

/** A stack as it is written down: checked, for all environments, with its templates unread. */
export interface Manifest {
  /** The directory that holds it. */
  readonly directory: string;
  readonly file: string;
  readonly name: string;
  readonly description?: string;
  readonly providers: readonly Placed<string>[];
  readonly globals: readonly ManifestProp[];
  readonly resources: readonly ManifestResource[];
  readonly exports: readonly Placed<string>[];
}

/** A value and where it stands. */
export interface Placed<Content> {
  readonly value: Content;
  readonly place: Place;
}

/** A value that templates name, of one environment or of all. */
export interface ManifestProp {
  readonly name: string;
  readonly place: Place;
  /** Of all environments. */
  readonly value?: Placed<Value>;
  /** Of those that are named. */
  readonly values: Readonly<Record<string, Placed<Value>>>;
  readonly merge: readonly Placed<string>[];
  readonly isProtected: boolean;
}

export type ResourceType = 'resource' | 'query' | 'script' | 'multi' | 'command';

/** A column of a query, and the name by which others know it. */
export interface ManifestExport {
  readonly column: string;
  readonly name: string;
  readonly place: Place;
}

export type ReturningOperation = 'create' | 'createorupdate' | 'update' | 'delete';

export interface ManifestResource {
  readonly name: string;
  readonly place: Place;
  readonly type: ResourceType;
  readonly file?: Placed<string>;
  readonly sql?: Placed<string>;
  readonly run?: Placed<string>;
  readonly props: readonly ManifestProp[];
  readonly exports: readonly ManifestExport[];
  readonly protectedExports: readonly string[];
  readonly if?: Placed<string | boolean>;
  readonly skipValidation: boolean;
  /** Whether teardown leaves it; of a query, whether it is not asked then. */
  readonly skipOnDelete: boolean;
  readonly returned: Readonly<Partial<Record<ReturningOperation, readonly ManifestExport[]>>>;
  /** What it is: `aws.sagemaker.images`. */
  readonly resource?: Placed<string>;
  readonly dependsOn: readonly Placed<string>[];
  readonly preventDestroy: boolean;
  readonly ignoreChanges: readonly string[];
  /** What becomes of it when it is deleted; it goes unless given. */
  readonly deletion?: Placed<'delete' | 'retain' | 'snapshot'>;
  /** Whether what replaces it is there before it goes. */
  readonly createBeforeDestroy?: Placed<boolean>;
  /** The name that it had in the stack before. */
  readonly movedFrom?: Placed<string>;
  /** Resources, or exports of them, by whose change it is replaced: `network`, `network.vpc_id`. */
  readonly replaceTriggeredBy: readonly Placed<string>[];
  /** Milliseconds that work on it may take. */
  readonly timeout?: number;
  /** Credentials of its own, by provider, as StackQL has them. */
  readonly auth?: Placed<Readonly<Record<string, Value>>>;
  /** The identifier of one that is there; `true`: one that is alike may be taken over; `false`: none is. */
  readonly adopt?: boolean | string;
  readonly connection?: Placed<string>;
  readonly region?: Placed<string>;
}
