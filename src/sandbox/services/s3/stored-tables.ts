import { type Migration, type StoredTable, storedTable } from '../../state/stored-table.ts';

/** What version 1 has is right in version 2, which has more: an older skyql would read a part of it for the whole. */
const asItIs: Migration = (entry) => entry;

/** What S3 keeps, each table with what its records have been before. */
export const s3Tables: readonly StoredTable[] = [
  // Bodies in pieces, each under a key of its own.
  storedTable('s3/bodies', asItIs),
  storedTable('s3/buckets'),
  // The id of a part's body; its bytes themselves in version 1.
  storedTable('s3/parts', asItIs),
  storedTable('s3/uploads'),
  // A bucket's objects: their tables have the bucket's name. Objects that were uploaded in parts have several bodies.
  storedTable('s3/objects/*', asItIs),
];
