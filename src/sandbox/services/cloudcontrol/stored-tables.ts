import { type StoredTable, storedTable } from '../../state/stored-table.ts';

/** What Cloud Control keeps, each table with what its records have been before. */
export const cloudControlTables: readonly StoredTable[] = [
  storedTable('cloudcontrol/active-requests'),
  storedTable('cloudcontrol/client-tokens'),
  storedTable('cloudcontrol/requests'),
  // The resources of a type that nothing but its schema describes: their tables have the type's name.
  storedTable('cloudcontrol/*'),
];
