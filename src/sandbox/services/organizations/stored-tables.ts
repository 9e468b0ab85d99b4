import { type StoredTable, storedTable } from '../../state/stored-table.ts';

/** What Organizations keeps, each table with what its records have been before. */
export const organizationsTables: readonly StoredTable[] = [
  storedTable('organizations/organization'),
  storedTable('organizations/accounts'),
  storedTable('organizations/membership'),
];
