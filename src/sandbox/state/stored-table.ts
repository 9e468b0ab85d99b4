/** A record with the key that it has in its table. */
export interface StoredEntry {
  readonly key: string;
  readonly record: unknown;
}

/**
 * Makes of a record, as one version of its table has it, the record that the next version has. A pure function: it is tried
 * on every record before any is written.
 */
export type Migration = (entry: StoredEntry) => StoredEntry;

/** A table that stores and snapshots keep, with all that its records have been. */
export interface StoredTable {
  /** Its name in the state; one that ends with `*` stands for all names that begin so. */
  readonly name: string;
  /** 1, and one more for each migration. */
  readonly version: number;
  /** The first makes version 2 of version 1, the second version 3 of that. */
  readonly migrations: readonly Migration[];
}

/**
 * Declares a table. When its records get another form, the step from the old form is added behind the others, and none is
 * ever changed or taken away: somewhere a store still has the oldest form.
 *
 * @example
 * storedTable('users', ({ key, record }) => ({ key, record: { ...(record as UserOfVersion1), roles: [] } }))
 */
export function storedTable(name: string, ...migrations: readonly Migration[]): StoredTable {
  return { name, version: migrations.length + 1, migrations };
}
