import { type StoredTable, storedTable } from '../../state/stored-table.ts';

/** What the Recycle Bin keeps, each table with what its records have been before. */
export const rbinTables: readonly StoredTable[] = [storedTable('rbin/rules')];
