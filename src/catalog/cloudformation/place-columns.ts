import type { ColumnDescription } from '../resource-description.ts';

/** The columns of every resource: where a row is from. */
export const placeColumns: readonly ColumnDescription[] = [
  { name: 'region', type: 'string', description: 'AWS region.', readOnly: true },
  { name: 'account_id', type: 'string', description: 'The id of the AWS account.', readOnly: true },
  { name: 'connection', type: 'string', description: 'The connection that the row was read through.', readOnly: true },
];
