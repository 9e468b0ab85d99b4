import type { Leading } from './leading-rows.ts';
import type { Origin } from './query-outline.ts';

/** What is known of a column of the plan. */
export interface Column {
  readonly origins: readonly Origin[];
  /** Whether fewer rows of the origin, by this column's value, leave the rest of the plan's rows as they are. */
  readonly restrictable: boolean;
  /** Whether an outer join may have put NULL where the origin has no row. */
  readonly extended?: boolean;
  /** Of the numbers that a window function gives to rows: which rows of a read have the first. */
  readonly numbered?: Leading;
  /** Whether no other window function stands beside the one that numbers. */
  readonly isNumberedAlone?: boolean;
}
/** The columns that a node of the plan gives, in order; undefined where nothing is known. */
export type Columns = readonly (Column | undefined)[];

export function projected(columns: Columns, map: readonly number[] | undefined): Columns {
  return map === undefined || map.length === 0 ? columns : map.map((position) => columns[position]);
}

export function freezeColumn(column: Column | undefined, restrictable: boolean): Column | undefined {
  return column === undefined ? undefined : { ...column, restrictable: column.restrictable && restrictable };
}

export function freeze(columns: Columns, restrictable: boolean): Columns {
  return columns.map((column) => freezeColumn(column, restrictable));
}

/** The columns that an origin's SQL is over. */
export function columnsOfOrigin({ column, columns }: Extract<Origin, { kind: 'read' }>): readonly string[] {
  return columns ?? (column === undefined ? [] : [column]);
}

export function mapSql(column: Column | undefined, change: (sql: string) => string): Column | undefined {
  const [origin, ...others] = column?.origins ?? [];
  if (origin?.kind !== 'read' || others.length > 0) return undefined;
  const { read, sql } = origin;
  return { origins: [{ kind: 'read', read, sql: change(sql), columns: columnsOfOrigin(origin) }], restrictable: false };
}

/** The columns of no more than the first rows of the reads of which these are known. */
export function firstRows(columns: Columns, rows: number, isKnown: (read: number) => boolean): Columns {
  const first = (origin: Origin): Origin =>
    origin.kind === 'read' && isKnown(origin.read) ? { ...origin, first: rows } : origin;
  return columns.map((column) => column && { ...column, origins: column.origins.map(first) });
}

/** A column of one row among several, such as a group's least value. */
export function pickedColumn(column: Column | undefined): Column | undefined {
  const picked = (origin: Origin): Origin => (origin.kind === 'read' ? { ...origin, isPicked: true } : origin);
  return column && { ...column, origins: column.origins.map(picked), restrictable: false };
}
