import type { ResourceName, ScanRequest } from '../providers/provider.ts';
import type { Predicate } from './predicate.ts';

/** A further call for each row (or batch of rows), for columns that the scan's own path leaves out. */
export interface Hydration {
  readonly method: string;
  /** The parameter that takes the key. */
  readonly parameter: string;
  /** The columns of the row that make up the key; several are joined by `|`, as Cloud Control joins them. */
  readonly keys: readonly string[];
  /** How many keys one call takes. */
  readonly batch: number;
  readonly columns: readonly string[];
}

/** A parameter that the statement names, as its column in the rows: the value that was asked for. */
export interface ParameterColumn {
  readonly name: string;
  /** The columns whose values identify the row under this parameter, where there are any. */
  readonly keys: readonly string[];
}

/** One read of a resource, ready to run: plain data, in which nothing is left to decide. */
export interface ScanPlan {
  readonly resource: ResourceName;
  /** One request a region, account and set of parameter values; they run side by side. */
  readonly requests: readonly ScanRequest[];
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
}
