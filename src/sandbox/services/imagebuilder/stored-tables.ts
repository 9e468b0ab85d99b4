import { type StoredTable, storedTable } from '../../state/stored-table.ts';

/** What Image Builder keeps, each table with what its records have been before. */
export const imageBuilderTables: readonly StoredTable[] = [
  storedTable('imagebuilder.build-numbers'),
  storedTable('imagebuilder.client-tokens'),
  storedTable('imagebuilder.components'),
  storedTable('imagebuilder.container-recipes'),
  storedTable('imagebuilder.distribution-configurations'),
  storedTable('imagebuilder.due-state-updates'),
  storedTable('imagebuilder.image-pipelines'),
  storedTable('imagebuilder.image-recipes'),
  storedTable('imagebuilder.images'),
  storedTable('imagebuilder.infrastructure-configurations'),
  storedTable('imagebuilder.lifecycle-executions'),
  storedTable('imagebuilder.lifecycle-policies'),
  storedTable('imagebuilder.policies'),
  storedTable('imagebuilder.running-builds'),
  storedTable('imagebuilder.workflow-executions'),
  storedTable('imagebuilder.workflows'),
];
