import type { Value } from '../data/value.ts';
import type { TableName } from '../engine/shadow-tables.ts';
import type { ResourceName, ScanOrder } from '../providers/provider.ts';
import type { Access } from './access/access.ts';
import type { PlacedKeys } from './keyed-values.ts';
import type { KeyLink, StreamingLimit } from './outline/query-outline.ts';
import type { Predicate } from './predicate.ts';
import type { ScanCondition, ScanLeading } from './row-condition.ts';

/**
 * What a query fetches, and how: plain data, made once, that can be printed, run, sent elsewhere and kept. Run, it comes
 * back with what each part cost, and with what was chosen where only the run could tell.
 */
export interface FetchPlan {
  /** Each after those that it waits for. */
  readonly nodes: readonly FetchNode[];
  /** The tables that the query reads: those that nodes fill, and those of the session's own, by their ids. */
  readonly tables: readonly FetchTable[];
  /** Rows after which the query needs no more, where its one scan only streams through projections and filters. */
  readonly limit?: StreamingLimit;
  /** What several parts of the plan read: a call that more than one of them would make is made once. */
  readonly sharedResources: readonly SharedResource[];
  /** Whether each row of the one scan gives its rows of the answer by itself. */
  readonly streams: boolean;
}

export type FetchNode = ScanNode | SharedNode;

/** One use of a resource in a statement, read by a path of its own. Its rows go to the table of the same id. */
export interface ScanNode {
  readonly kind: 'scan' | 'scan by keys';
  readonly id: number;
  readonly scan: Scan;
  /** Where the values of columns come from that other nodes bring; none of a plain scan. */
  readonly keys: readonly KeyLink[];
  /**
   * Whether it begins with the first keys that come, since it cannot be read without. Any other waits for all of them: only
   * their number tells whether a list is cheaper.
   */
  readonly startsEarly?: boolean;
  /** As it is planned; of a scan by keys with one that stands for those to come, and once these are there as they decided. */
  readonly access: Access;
}

/** A use of a resource whose rows another node's calls bring as well; they go to a table of its own all the same. */
export interface SharedNode {
  readonly kind: 'shared';
  readonly id: number;
  /** The scan whose rows it takes. */
  readonly of: number;
}

export interface FetchTable {
  readonly id: number;
  readonly table: TableName;
  /** The columns that the query reads of it. */
  readonly columns: readonly string[];
  /** SQL over the table that is true of every row that can matter: it narrows the keys that the table gives to others. */
  readonly conditions: readonly string[];
  /** The columns that the query's conditions need: a row of which one could not be read is left out. */
  readonly needed: readonly string[];
  /** Columns that the stars of the query leave out, since only a call a row can tell them. */
  readonly leftOut?: readonly string[];
}

/** A resource that several parts of a plan read, with the columns that any of them asks for. */
export interface SharedResource {
  readonly resource: ResourceName;
  readonly columns: readonly string[];
}

/** What a statement wants of a resource. */
export interface Scan {
  readonly resource: ResourceName;
  /** The columns that the statement reads of it. */
  readonly columns: readonly string[];
  readonly predicates: readonly Predicate[];
  /** Parameters that the statement names and that are no columns. */
  readonly parameters: readonly string[];
  /** Those of them that the statement writes once, so that nothing looks at a value that it gives them. */
  readonly writtenOnce?: readonly string[];
  readonly limit?: number;
  /** The rows that the statement needs where it sorts them by one column and takes the first. */
  readonly first?: ScanOrder;
  /** Whether the statement filters by more than the predicates say. */
  readonly hasFurtherConditions?: boolean;
  /** What it filters by beyond the predicates, as far as that can be asked of a row by itself. */
  readonly conditions?: readonly ScanCondition[];
  /** The rows that it takes where it sorts or numbers them. */
  readonly leading?: ScanLeading;
}

/** Values that came for a column of a scan. */
export interface Keys {
  readonly column: string;
  readonly values: readonly Value[];
  /** Which of them matter where, if a join says so; in other places none of them matters. */
  readonly byPlace?: readonly PlacedKeys[];
}

/** The scan that brings a node's rows: its own, or the one that it shares. */
export function scanBehind({ nodes }: Pick<FetchPlan, 'nodes'>, id: number): ScanNode | undefined {
  const node = nodes.find((own) => own.id === id);
  return node?.kind === 'shared' ? scanBehind({ nodes }, node.of) : node;
}
