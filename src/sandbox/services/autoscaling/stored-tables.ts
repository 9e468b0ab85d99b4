import { type StoredTable, storedTable } from '../../state/stored-table.ts';

/** What EC2 Auto Scaling keeps, each table with what its records have been before. */
export const autoscalingTables: readonly StoredTable[] = [
  storedTable('autoscaling/groups'),
  storedTable('autoscaling/launch-configurations'),
];
