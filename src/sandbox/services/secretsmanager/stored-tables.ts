import { type StoredTable, storedTable } from '../../state/stored-table.ts';

/** What Secrets Manager keeps, each table with what its records have been before. */
export const secretsmanagerTables: readonly StoredTable[] = [storedTable('secretsmanager/secrets')];
