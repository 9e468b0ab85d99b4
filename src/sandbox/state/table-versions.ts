import type { SandboxService } from '../service.ts';
import { accessKeysTable } from './access-keys.ts';
import type { Migration, StoredEntry, StoredTable } from './stored-table.ts';

/** Which version each table has now, and how older records get there. */
export interface TableVersions {
  /** 1 for a table that nobody has declared. */
  of(name: string): number;
  /**
   * What brings the records of one table from a version to its present one, to be called with each of them. Throws an error
   * that names the record's key where a migration throws or leaves nothing, and where two records get the same key.
   */
  migration(name: string, from: number): Migration;
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
    migration: (name, from) => checkedMigration(declared(name)?.migrations.slice(from - 1) ?? []),
  };
}

function checkedMigration(steps: readonly Migration[]): Migration {
  const keys = new Set<string>();
  return (entry) => {
    const made = stepped(steps, entry);
    if (made.record === undefined) throw new Error(`nothing is left of the record (${entry.key})`);
    if (keys.has(made.key)) throw new Error(`two records get the key ${made.key}`);
    keys.add(made.key);
    return made;
  };
}

function stepped(steps: readonly Migration[], entry: StoredEntry): StoredEntry {
  try {
    return steps.reduce((older, step) => step(older), entry);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`${reason} (${entry.key})`, { cause });
  }
}
