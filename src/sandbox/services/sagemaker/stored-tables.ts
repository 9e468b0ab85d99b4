import { type StoredTable, storedTable } from '../../state/stored-table.ts';

/** What SageMaker keeps, each table with what its records have been before. */
export const sageMakerTables: readonly StoredTable[] = [
  storedTable('sagemaker.app-image-configs'),
  storedTable('sagemaker.client-tokens'),
  storedTable('sagemaker.image-versions'),
  storedTable('sagemaker.images'),
];
