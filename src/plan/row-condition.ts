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
