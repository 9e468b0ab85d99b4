import type { Row } from '../data/value.ts';
import type { SkyqlError } from '../errors/skyql-error.ts';
import { type Predicate, rowMayMatch } from '../plan/predicate.ts';
import type { ScanEvents } from './reader.ts';
import { unreadColumnsOf } from './unread-columns.ts';

/**
 * Tells how many rows what could not be read is about: those that are left out, since conditions need it, and those that have NULL
 * in its place. A row that is not among the answer whatever its columns hold is none of them.
 */
export function tellUnread(
  rows: readonly Row[],
  needed: ReadonlySet<string>,
  predicates: readonly Predicate[],
  { onWarning }: ScanEvents,
): void {
  if (onWarning === undefined) return;
  const told = new Map<SkyqlError, { readonly leftOut: Counted; readonly isNull: Counted }>();
  for (const row of rows) {
    const parts = unreadColumnsOf(row);
    if (parts.length === 0 || !rowMayMatch(predicates, row)) continue;
    for (const { columns, error } of parts) {
      const own = told.get(error) ?? { leftOut: new Counted(), isNull: new Counted() };
      told.set(error, own);
      const decisive = columns.filter((column) => needed.has(column));
      if (decisive.length > 0) own.leftOut.add(decisive);
      else own.isNull.add(columns);
    }
  }
  for (const [error, { leftOut, isNull }] of told)
    onWarning(error, { ...(leftOut.rows > 0 && { leftOut }), ...(isNull.rows > 0 && { isNull }) });
}

class Counted {
  rows = 0;
  readonly #columns = new Set<string>();

  get columns(): readonly string[] {
    return [...this.#columns];
  }

  add(columns: readonly string[]): void {
    this.rows += 1;
    for (const column of columns) this.#columns.add(column);
  }
}
