import type { Row, Value } from '../data/value.ts';
import type { SkyqlError } from '../errors/skyql-error.ts';

/** Columns of a row that could not be read, and why. */
export interface UnreadColumns {
  readonly columns: readonly string[];
  readonly error: SkyqlError;
}

/** A row carries it where nobody sees it who goes through its columns, and hands it on to whoever copies the row. */
const unread = Symbol('unread columns');

type MarkedRow = Row & { readonly [unread]?: readonly UnreadColumns[] };

export function unreadColumnsOf(row: Row): readonly UnreadColumns[] {
  return (row as MarkedRow)[unread] ?? [];
}

/** A row that its maker still fills. */
export function markUnread(row: Record<string, Value>, parts: readonly UnreadColumns[]): void {
  if (parts.length > 0) (row as { [unread]?: readonly UnreadColumns[] })[unread] = parts;
}

export function withUnread(row: Row, parts: readonly UnreadColumns[]): Row {
  return parts.length === 0 ? row : ({ ...row, [unread]: parts } as MarkedRow);
}

/** Whether all is there of a row that decides on its being among the answer. */
export function isDecided(row: Row, needed: ReadonlySet<string>): boolean {
  return unreadColumnsOf(row).every(({ columns }) => !columns.some((column) => needed.has(column)));
}
