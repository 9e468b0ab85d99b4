import type { ResourceName, ScanRequest } from '../providers/provider.ts';
import type { Predicate } from './predicate.ts';

/** A further call for each row (or batch of rows), for columns that the scan's own path leaves out. */
export interface Hydration {
  readonly method: string;
  /** The parameter that takes the key; of several parameters the one that takes the most values a call. */
  readonly parameter: string;
  /** The columns of the row that make up the key; several are joined by `|`, as Cloud Control joins them. */
  readonly keys: readonly string[];
  /** The other parameters that the call cannot do without, each with the columns of the row that make up its one value. */
  readonly further?: readonly HydrationParameter[];
  /** How many keys one call takes. */
  readonly batch: number;
  readonly columns: readonly string[];
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
export interface ParentScan {
  /** Its requests are those of every place of the scan; each place reads its own. */
  readonly plan: ScanPlan;
  /** Parameter of the scan's requests -> column of the parent's rows. Rows with the same values are one. */
  readonly parameters: Readonly<Record<string, string>>;
  /** How many of the parent's rows one request of the scan takes, as a list in its one parameter. */
  readonly batch: number;
  /** Whether the parent's rows belong to no region: every region of the connection has the same. */
  readonly isGlobal?: boolean;
}

/** One read of a resource, ready to run: plain data, in which nothing is left to decide. */
export interface ScanPlan {
  readonly resource: ResourceName;
  /** One request a region, account and set of parameter values; they run side by side. */
  readonly requests: readonly ScanRequest[];
  /** Where there are any, each request runs once for every combination of their rows, with the parameters that these give. */
  readonly parents?: readonly ParentScan[];
  readonly hydrations: readonly Hydration[];
  readonly columns: readonly string[];
  readonly parameterColumns: readonly ParameterColumn[];
  /** Rows that cannot satisfy these go before they cost a further call. */
  readonly predicates: readonly Predicate[];
  /** The columns that tell one row from another within an account and region. */
  readonly identifier: readonly string[];
  /** Rows after which the reader stops. */
  readonly limit?: number;
  /** Whether the statement asks for the accounts' ids, which cost a call each. */
  readonly needsAccountId: boolean;
  /** Connection -> what the column `region` says of rows that belong to no region; the region of the call unless given. */
  readonly shownRegions?: Readonly<Record<string, string>>;
}
