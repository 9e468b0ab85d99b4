import type { NeededPermissions } from '../../catalog/needed-permissions.ts';
import type { Value } from '../../data/value.ts';
import type { ResourceName, ScanFilter, ScanOrder, ScanRequest } from '../../providers/provider.ts';
import type { Predicate } from '../predicate.ts';
import type { ScanCondition, ScanLeading } from '../row-condition.ts';
import type { Measured } from './measures.ts';

/** How one scan is carried out: plain data, in which nothing is left to decide. */
export interface Access extends Measured {
  readonly resource: ResourceName;
  /** The id of the access path. */
  readonly path: string;
  readonly method: string;
  /** Why this path was chosen. */
  readonly reason: string;
  /** One request an account, region and set of parameter values; they run side by side. */
  readonly requests: readonly ScanRequest[];
  /** Listed first, where the statement leaves parameters open: each request runs once for every combination of their rows. */
  readonly parents: readonly ParentAccess[];
  /** Whether what its requests are of came from other rows, and may be gone: a bucket that a table names. */
  readonly mayBeGone?: boolean;
  /** Further calls for the columns that the path leaves out. */
  readonly hydrations: readonly Hydration[];
  readonly columns: readonly string[];
  readonly parameterColumns: readonly ParameterColumn[];
  /** The parameters that the statement gives values. */
  readonly bindings: readonly Binding[];
  /** What the API filters by. */
  readonly filters: readonly ScanFilter[];
  /** Rows that cannot satisfy these go before they cost a further call. */
  readonly predicates: readonly Predicate[];
  /** The same, of conditions in whichever form over what is known of a row when it is listed. */
  readonly conditions?: readonly ScanCondition[];
  /** Of all that is listed only these rows take further calls. */
  readonly leading?: ScanLeading;
  /** Whether each row that is listed counts to the limit, since no condition leaves any out. */
  readonly isEachCounted?: boolean;
  /** The columns that tell one row from another within an account and region. */
  readonly identifier: readonly string[];
  /** Wanted columns that no path can read: they are NULL. */
  readonly unread: readonly string[];
  /** Rows after which the reader stops. */
  readonly limit?: number;
  /** The order that the API is asked for: of each request only the first rows are read. */
  readonly order?: ScanOrder;
  /** Whether the statement asks for the accounts' ids, which cost a call each. */
  readonly needsAccountId: boolean;
  /** Connection -> what the column `region` says of rows that belong to no region; the region of the call unless given. */
  readonly shownRegions?: Readonly<Record<string, string>>;
  /** Connection -> what the column `connection_tags` says of its rows; there where the statement reads it. */
  readonly connectionTags?: Readonly<Record<string, Value>>;
  readonly expected: Expected;
  /** Whether earlier parts of the plan make some of its calls, or all: it takes their answers. */
  readonly sharesCalls?: boolean;
  /** What has to be allowed for its calls, those of its parents and hydrations included. */
  readonly permissions: readonly NeededPermissions[];
}

/** What a scan is expected to cost, as far as that can be told before. */
export interface Expected {
  /** Calls of the path alone, in all places. */
  readonly calls: number;
  /** Rows that they bring, in each place. */
  readonly listed: number;
  /** Rows that are left for further calls, in all places. */
  readonly rows: number;
  /** Whether the figures hang on how many rows there are, which nobody knows before. */
  readonly isEstimate: boolean;
}

export interface Binding {
  /** The parameter's name. */
  readonly parameter: string;
  /** The columns that mean the same, any set of them. */
  readonly columns: readonly (readonly string[])[];
  readonly values: readonly Value[];
}

/** A further call for each row (or batch of rows), for columns that the scan's own path leaves out. */
export interface Hydration extends Measured {
  /** The id of the access path. */
  readonly path: string;
  readonly method: string;
  /** The parameter that takes the key; of several parameters the one that takes the most values a call. */
  readonly parameter: string;
  /** The columns of the row that make up the key, as the parts of one identifier where there are several. */
  readonly keys: readonly string[];
  /** The other parameters that the call cannot do without, each with the columns of the row that make up its one value. */
  readonly further?: readonly HydrationParameter[];
  /** How many keys one call takes. */
  readonly batch: number;
  readonly columns: readonly string[];
  /** The calls that it is expected to take, in all places. */
  readonly expectedCalls: number;
  /** Whether another API answers than the one that listed the rows: that it does not know one is no sign of its being gone. */
  readonly isAnotherApi?: boolean;
  /** Whether the columns of its keys come from the other hydrations, which are then read before it. */
  readonly isAfterOthers?: boolean;
}

export interface HydrationParameter {
  readonly parameter: string;
  readonly keys: readonly string[];
}

/** A parameter that the statement names, as its column in the rows: the value that was asked for. */
export interface ParameterColumn {
  readonly name: string;
  /** The columns whose values identify the row under this parameter, where there are any. */
  readonly keys: readonly string[];
}

/** The rows of another resource that give a scan's requests the parameters that the statement leaves open. */
export interface ParentAccess {
  /** Its requests are those of every place of the scan; each place reads its own. */
  readonly access: Access;
  /** Parameter of the scan's requests -> column of the parent's rows. Rows with the same values are one. */
  readonly parameters: Readonly<Record<string, string>>;
  /** The columns of the scan that mean the same as those parameters, and those that the parent is filtered by in its place. */
  readonly columns: readonly string[];
  /** How many of the parent's rows one request of the scan takes, as a list in its one parameter. */
  readonly batch: number;
  /** Whether the parent's rows belong to no region: every region of the connection has the same. */
  readonly isGlobal?: boolean;
}
