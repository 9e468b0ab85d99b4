import { type StoredTable, storedTable } from '../../state/stored-table.ts';

/** What IAM keeps, each table with what its records have been before. */
export const iamTables: readonly StoredTable[] = [
  storedTable('iam/instance-profiles'),
  storedTable('iam/policies'),
  storedTable('iam/roles'),
  storedTable('iam/users'),
];
