import type { Snapshot } from './snapshot.ts';
import { invalidSnapshot, newerSnapshot } from './snapshot-error.ts';
import type { StateRecord } from './state-record.ts';
import type { Migration, StoredEntry } from './stored-table.ts';
import type { TableVersions } from './table-versions.ts';

/** The snapshot with each record as its table has it now. Throws `INVALID_SNAPSHOT`. */
export function migrateSnapshot(snapshot: Snapshot, versions: TableVersions): Snapshot {
  const given = (table: string) =>
    (Object.hasOwn(snapshot.versions, table) ? snapshot.versions[table] : undefined) ?? 1;
  for (const table of Object.keys(snapshot.versions)) {
    const known = versions.of(table);
    if (given(table) > known) {
      throw newerSnapshot(`its table ${table} has version ${given(table)}, and this one reads up to ${known}`);
    }
  }
  const tables = new Set(snapshot.records.map(({ table }) => table));
  const migrations = new Map<string, Migration>();
  const migrate = (entry: StateRecord): StateRecord => {
    const { table, place } = entry;
    const from = given(table);
    if (from === versions.of(table)) return entry;
    // Each account and region has a table of its own.
    const name = `${place.account}/${place.region}/${table}`;
    const migration = migrations.get(name) ?? versions.migration(table, from);
    migrations.set(name, migration);
    return { ...entry, ...explained(() => migration(entry), `${table} from version ${from} to ${versions.of(table)}`) };
  };
  return {
    ...snapshot,
    records: snapshot.records.map(migrate),
    versions: Object.fromEntries([...tables].map((table) => [table, versions.of(table)])),
  };
}

function explained(migrate: () => StoredEntry, what: string): StoredEntry {
  try {
    const { key, record } = migrate();
    return { key, record };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const hint = 'Load it with the skyql that took it, and report this.';
    throw invalidSnapshot(`it cannot be brought up to date: ${what}: ${reason}`, hint, cause);
  }
}
