import { type StoredTable, storedTable } from '../../state/stored-table.ts';

/** What ECR keeps, each table with what its records have been before. */
export const ecrTables: readonly StoredTable[] = [storedTable('ecr/images'), storedTable('ecr/repositories')];
