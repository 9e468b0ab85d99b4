import type { NeededPermissions } from '../catalog/needed-permissions.ts';
import type { Difference } from '../data/patch-difference.ts';
import type { Row, Value } from '../data/value.ts';
import type { SkyqlError } from '../errors/skyql-error.ts';
import type { CallScope, ResourceName } from './provider.ts';

/** The method of an update that sets each column by calls of its own: the plan says by which. */
export const columnUpdates = 'UPDATE';

/** What a change does with a resource. */
export type ChangeKind = 'create' | 'update' | 'delete' | 'execute';

/** What a statement wants to change, before any resource is sought: what there is to be wrong with its names. */
export interface ChangeOutline {
  readonly kind: ChangeKind;
  readonly resource: ResourceName;
  readonly method: string;
  /** The names that the statement gives values to, as it writes them. */
  readonly names: readonly string[];
}

/** What the provider makes of an outline. */
export interface ChangeForm {
  /** The provider's own name of each name, in their order. */
  readonly names: readonly string[];
  /** The columns of each resource that the provider has to be told beside those that identify it. */
  readonly columns: readonly string[];
}

/** One change that is asked for: plain data. */
export interface ChangeRequest {
  /** What it does. */
  readonly kind: ChangeKind;
  /** Of which resource. */
  readonly resource: ResourceName;
  /** Where. */
  readonly scope: CallScope;
  /** The method: `create_resource`, `image_Create`, `image_Deregister`. */
  readonly method: string;
  /** Of update and delete: the values of the columns that identify the resource, in the catalog's order. */
  readonly key?: readonly string[];
  /** The values that are given, by the names of the change's form; of execute by the arguments' names. NULL in an update takes a value away. */
  readonly values: Readonly<Record<string, Value>>;
  /** Of update and delete: what the statement read of the resource, by column. */
  readonly row?: Row;
  /** By which the provider is to know the request again, as the statement gives it. */
  readonly clientToken?: string;
  /** Whether to wait until an asynchronous request has ended (AWAIT), or to return its token (NOWAIT). */
  readonly wait: boolean;
}

/**
 * A change taken as far as it goes without making it. Plain data: `JSON.stringify` and back gives the same, so that it can
 * be shown, counted, kept in a file and made later.
 */
export interface PlannedChange extends ChangeRequest {
  /** How the provider and its users write the identifier. A resource that is to be created has none yet. */
  readonly identifier?: string;
  /** What the change touches, as it is: by the provider's own names. Of an update. */
  readonly before?: Readonly<Record<string, Value>>;
  /** What the change touches, as it will be. Of a resource that is to be created, all that is known of it. */
  readonly after?: Readonly<Record<string, Value>>;
  /** The difference as it is sent, where differences are sent. As text: sent as it is. */
  readonly patch?: readonly Difference[] | string;
  /** The call's input as it is sent, where no difference and no state is sent. */
  readonly input?: Readonly<Record<string, Value>>;
  /** It is so already: no call is made. */
  readonly unchanged?: boolean;
  /** What the change does not send although it is not known what is set there, since it is never told: it may be gone afterwards. */
  readonly unsent?: readonly string[];
  /** JSON pointers, by the part of the plan that they are in, to the values that must never be shown or written. */
  readonly secrets?: readonly string[];
  /** The change in words, without its secrets: `replace /Description "a" -> "b"`. */
  readonly note: string;
  /** What has to be allowed for it, the reading before it included. */
  readonly permissions: readonly NeededPermissions[];
}

/** A change that is made now. */
export interface MadeChange extends PlannedChange {
  /** By which the provider is to know the change when it is asked for again; one that is made up unless given. */
  readonly idempotencyToken?: string;
}

/** What is known of changes whose resources were not sought: for who asks what would have to be allowed. */
export interface ExpectedChanges extends ChangeOutline {
  /** The resources that the statement names by itself; of any where there is none. */
  readonly targets: readonly { readonly key: readonly string[]; readonly scope: CallScope }[];
  /** The texts that the statement holds: what it passes on may be among them. */
  readonly texts: readonly string[];
  readonly wait: boolean;
}

/** How a change went. */
export interface ChangeResult {
  /** `UNKNOWN`: it may have been made, and no answer says whether. The message tells how to find out. */
  readonly status: 'SUCCESS' | 'FAILED' | 'IN_PROGRESS' | 'CANCELLED' | 'UNKNOWN';
  /** How the provider and its users write the identifier; of a created resource the one that it got. */
  readonly identifier?: string;
  /** The same by its parts: the values of the columns that identify the resource. */
  readonly key?: readonly string[];
  readonly errorCode?: string;
  readonly message?: string;
  /** By which the provider knows the request; of a request that it has not answered, the token that it was sent with. */
  readonly requestToken?: string;
  /** When the provider said so, where it does. */
  readonly eventTime?: string;
  /** Of execute: the operation's output as rows. */
  readonly rows?: readonly Row[];
  /** Of what was refused at once or is not known: the same as an error, with its stable code, hint and request id. */
  readonly error?: SkyqlError;
}
