import type { Value } from '../../data/value.ts';
import type { TableName } from '../../engine/shadow-tables.ts';
import type { ScanOrder } from '../../providers/provider.ts';
import type { Predicate } from '../predicate.ts';
import type { RowCondition } from '../row-condition.ts';
import type { MemberStep } from './member-steps.ts';

/** One read of a table in DuckDB's plan. */
export interface TableRead {
  readonly id: number;
  readonly table: TableName;
  /** The columns that anything above it reads, filters included. */
  readonly columns: readonly string[];
  /** True of every row that can matter. */
  readonly predicates: readonly Predicate[];
  /** Whether the statement filters by more than the predicates say. */
  readonly hasFurtherConditions?: boolean;
  /** The same, and more, as SQL over the table: what narrows the keys that the read gives to others. */
  readonly conditions: readonly string[];
  /** Those of them that the predicates do not say to the end. */
  readonly rowConditions: readonly RowCondition[];
  /** The columns that conditions need, those of joins and subqueries included. */
  readonly needed: readonly string[];
  /** Those of them by which rows are chosen, not left out for having a partner elsewhere. */
  readonly chosenBy: readonly string[];
  /** What the statement says of its columns, and of what is inside of them. */
  readonly members?: readonly MemberUse[];
  /** The rows that matter where the statement sorts or numbers them and takes the first. */
  readonly leading?: LeadingOfRead;
}

/** What a statement says of a column, or of a member of its JSON: `state ->> 'status' = 'FAILED'`. */
export interface MemberUse {
  readonly column: string;
  readonly steps: readonly MemberStep[];
  /** Whether a condition needs its value. */
  readonly isNeeded: boolean;
  /** Whether the text of its JSON is compared with a text that is none of JSON. */
  readonly isText?: boolean;
  /** The texts that it is equal to, or not. */
  readonly values: readonly string[];
  /** Whether rows are sorted by it, numbered in its order, or the first or last by it is taken. */
  readonly isSorted?: boolean;
}

/** Where the values of a column of the plan come from: an expression over one read, or constants. */
export type Origin =
  | {
      readonly kind: 'read';
      readonly read: number;
      readonly sql: string;
      readonly column?: string;
      /** The columns that the SQL is over, where it is more than one column and they are known. */
      readonly columns?: readonly string[];
      /** A LIMIT over the read: only so many of its rows that meet its conditions give a value, the first ones. */
      readonly first?: number;
      /** Only rows that come first in an order, of all that meet the read's conditions. */
      readonly leading?: LeadingRows;
      /** Of one row among several: what another column holds may be of another row. */
      readonly isPicked?: boolean;
    }
  | { readonly kind: 'values'; readonly values: readonly Value[] };

/** The first rows of a read in an order, as SQL over the read, of each partition. */
export interface LeadingRows {
  readonly rows: number;
  /** Whether those that are equal to the last of them are meant as well, as by `rank()`; else any of them may be. */
  readonly withEqual: boolean;
  readonly partition: readonly string[];
  readonly order: readonly string[];
  /** What is not NULL in a row that counts. */
  readonly notNull: readonly string[];
}

/** Leading rows with all that says which they are. */
export interface LeadingOfRead extends LeadingRows {
  /** All conditions of the read: of the rows that meet them the first are meant. */
  readonly conditions: readonly string[];
  /** The columns that the conditions and the order are over. */
  readonly columns: readonly string[];
}

/** Rows of `target` matter only where `column` equals a value of `sources`. */
export interface KeyLink {
  readonly target: number;
  readonly column: string;
  readonly sources: readonly Origin[];
  /** The join that says so: its links to one read hold of one row of that read together. */
  readonly join?: number;
}

/** A column of a read; undefined where it is anything else about the read. */
export interface LinkEnd {
  readonly read: number;
  readonly column?: string;
}

/** A condition between two reads: that the columns are equal where both are named, something else where not. */
export interface Link {
  readonly left: LinkEnd;
  readonly right: LinkEnd;
}

export interface QueryOutline {
  readonly reads: readonly TableRead[];
  readonly keyLinks: readonly KeyLink[];
  /** Whether DuckDB's plan was read from its text, which does not tell what conditions need from the rest. */
  readonly isRough?: boolean;
  /** What the plan says of how reads belong together. */
  readonly links?: readonly Link[];
  /** Reads each of whose rows meets each row of the others: a join without a condition. */
  readonly crosses?: readonly { readonly left: readonly number[]; readonly right: readonly number[] }[];
  /** Rows after which the query needs no more, when its one read only streams through projections and filters. */
  readonly limit?: StreamingLimit;
  /** The rows of the one read that the query needs where it sorts them by one column and takes the first. */
  readonly first?: ScanOrder;
  /** Whether each row of the one read gives its rows of the answer by itself: nothing sorts, groups, joins or counts them. */
  readonly streams?: boolean;
}

export interface StreamingLimit {
  /** Rows of the read that the query goes through: LIMIT and OFFSET. */
  readonly rows: number;
  /** Rows that it gives. */
  readonly wanted: number;
}
