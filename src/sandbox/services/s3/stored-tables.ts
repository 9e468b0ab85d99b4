import { type StoredTable, storedTable } from '../../state/stored-table.ts';

/** What S3 keeps, each table with what its records have been before. */
export const s3Tables: readonly StoredTable[] = [
  storedTable('s3/bodies'),
  storedTable('s3/buckets'),
  storedTable('s3/parts'),
  storedTable('s3/uploads'),
  // A bucket's objects: their tables have the bucket's name.
  storedTable('s3/objects/*'),
];
