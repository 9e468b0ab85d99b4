import type { SqlType } from '../catalog/sql-type.ts';

/** What a statement says of the rows of one read in whichever form; true of every row that can matter. */
export interface RowCondition {
  /** SQL over the columns that says the same each time it is asked. */
  readonly sql: string;
  readonly columns: readonly string[];
}

/** The same of the rows of a scan, or of what is listed for it. */
export interface ScanCondition {
  readonly sql: string;
  readonly columns: readonly ConditionColumn[];
}

/** A column as a condition names it, with the column of the rows that has its value: a parent may call it otherwise. */
export interface ConditionColumn {
  readonly name: string;
  readonly type: SqlType;
  readonly from: string;
}

/** The rows of a scan that come first, of those that meet all conditions: the first of each partition. */
export interface ScanLeading {
  readonly rows: number;
  /** Whether those that are equal to the last of them are meant as well; else any of them may be. */
  readonly withEqual: boolean;
  /** SQL over the columns, as the conditions and the order are. */
  readonly partition: readonly string[];
  readonly order: readonly string[];
  readonly conditions: readonly string[];
  readonly columns: readonly ConditionColumn[];
}
