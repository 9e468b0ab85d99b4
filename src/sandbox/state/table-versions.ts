import type { SandboxService } from '../service.ts';
import { accessKeysTable } from './access-keys.ts';
import type { StoredTable } from './stored-table.ts';

/** Which version each table has now, and how older records get there. */
export interface TableVersions {
  /** 1 for a table that nobody has declared. */
  of(name: string): number;
  /** A record that a store has in version `from`, as it is now. Throws what a migration throws. */
  migrated(name: string, from: number, record: unknown): unknown;
}

/** The versions of all that a sandbox with these services keeps. Throws on a table that is declared twice. */
export function tableVersionsOf(services: readonly Pick<SandboxService, 'tables'>[]): TableVersions {
  return tableVersions([accessKeysTable, ...services.flatMap(({ tables }) => tables ?? [])]);
}

export function tableVersions(tables: readonly StoredTable[]): TableVersions {
  const byName = new Map(tables.map((table) => [table.name, table]));
  const names = tables.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice !== undefined) throw new Error(`The table ${twice} is declared twice.`);
  const families = tables.filter(({ name }) => name.endsWith('*'));
  const declared = (name: string) =>
    byName.get(name) ?? families.find((family) => name.startsWith(family.name.slice(0, -1)));
  return {
    of: (name) => declared(name)?.version ?? 1,
    migrated(name, from, record) {
      const migrations = declared(name)?.migrations ?? [];
      return migrations.slice(from - 1).reduce((older, migrate) => migrate(older), record);
    },
  };
}
