import type { Snapshot } from './snapshot.ts';
import { invalidSnapshot, newerSnapshot } from './snapshot-error.ts';
import type { StateRecord } from './state-record.ts';
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
  return {
    ...snapshot,
    records: snapshot.records.map((record) => migrated(record, given(record.table), versions)),
    versions: Object.fromEntries([...tables].map((table) => [table, versions.of(table)])),
  };
}

function migrated(record: StateRecord, from: number, versions: TableVersions): StateRecord {
  const to = versions.of(record.table);
  if (from === to) return record;
  try {
    return { ...record, record: versions.migrated(record.table, from, record.record) };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw invalidSnapshot(
      `the table ${record.table} cannot be brought from version ${from} to ${to}: ${reason} (${record.key})`,
      'Load it with the skyql that took it, and report this.',
      cause,
    );
  }
}
