import type { NeededPermissions } from '../catalog/needed-permissions.ts';
import type { Value } from '../data/value.ts';
import type { PlannedChange } from '../providers/change.ts';
import type { ResourceName } from '../providers/provider.ts';

/** The SQL verb of a change. */
export type ChangeVerb = 'INSERT' | 'UPDATE' | 'DELETE' | 'EXEC';

/**
 * A statement that changes the cloud, taken as far as it goes without changing anything: what EXPLAIN prints, a guard
 * counts, a file keeps, and what is then carried out. Plain data.
 */
export interface ChangePlan {
  /** Of the statement. */
  readonly verb: ChangeVerb;
  /** What is changed. */
  readonly resource: ResourceName;
  /** The resource's method that is called for each change. */
  readonly method: string;
  /** Whether the method changes the cloud: EXEC calls those that read as well. */
  readonly isChange: boolean;
  /** Whether the statement says which resources it means: by a WHERE that can leave some out, or by what it creates or calls. */
  readonly isLimited: boolean;
  /** One of each resource that is created, changed, deleted or called upon. */
  readonly changes: readonly PlannedChange[];
  /** What the statement needs beyond its changes: to read what RETURNING asks for; of a statement that found nothing, what its changes would need. */
  readonly permissions: readonly NeededPermissions[];
  /** What the statement answers; how the changes went unless it says RETURNING. */
  readonly returning?: Returning;
  /** What the statement could not read, each in a sentence, of a plan that was made all the same: its changes may not be those that were meant. */
  readonly unread?: readonly string[];
}

/** What a statement answers once its changes are made: read anew, or, of what is gone, kept from before. */
export type Returning =
  | {
      /** How the changes went. */
      readonly kind: 'outcome';
      readonly list: string;
      /** The columns that the list may name, as it writes them. */
      readonly names: readonly string[];
      /** The type of the provider's that the changes are of. */
      readonly typeName: string | null;
      readonly columns: readonly ReturnedColumn[];
    }
  | {
      readonly kind: 'read';
      /** The list of expressions, as SQL. */
      readonly list: string;
      /** The name that the list knows the resource by. */
      readonly alias?: string;
      readonly columns: readonly ReturnedColumn[];
    }
  | {
      readonly kind: 'kept';
      readonly columns: readonly ReturnedColumn[];
      /** The cells of each change, in their order. */
      readonly rows: readonly (readonly Value[])[];
    };

/** A column of what a change answers. */
export interface ReturnedColumn {
  /** As the statement names it. */
  readonly name: string;
  /** DuckDB's. */
  readonly type: string;
}
