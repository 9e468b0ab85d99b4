import { type StoredTable, storedTable } from '../../state/stored-table.ts';

/** What Systems Manager keeps, each table with what its records have been before. */
export const ssmTables: readonly StoredTable[] = [storedTable('ssm/parameters')];
