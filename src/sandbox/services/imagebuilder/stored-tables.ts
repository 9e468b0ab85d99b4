import { type Migration, type StoredTable, storedTable } from '../../state/stored-table.ts';

/** Updates for later were `PENDING` once. */
const withStatusInProgress: Migration = ({ key, record }) => {
  const execution = record as { readonly status: string };
  return { key, record: execution.status === 'PENDING' ? { ...execution, status: 'IN_PROGRESS' } : execution };
};

/** What every recipe is, and nobody is told, had a member once. */
const withoutType: Migration = ({ key, record }) => {
  const { type: _, ...recipe } = record as { readonly type?: string };
  return { key, record: recipe };
};

/** What Image Builder keeps, each table with what its records have been before. */
export const imageBuilderTables: readonly StoredTable[] = [
  storedTable('imagebuilder.build-numbers'),
  storedTable('imagebuilder.client-tokens'),
  storedTable('imagebuilder.components'),
  storedTable('imagebuilder.container-recipes'),
  storedTable('imagebuilder.distribution-configurations'),
  storedTable('imagebuilder.due-state-updates'),
  storedTable('imagebuilder.image-pipelines'),
  storedTable('imagebuilder.image-recipes', withoutType),
  storedTable('imagebuilder.images'),
  storedTable('imagebuilder.infrastructure-configurations'),
  storedTable('imagebuilder.lifecycle-executions', withStatusInProgress),
  storedTable('imagebuilder.lifecycle-policies'),
  storedTable('imagebuilder.policies'),
  storedTable('imagebuilder.running-builds'),
  storedTable('imagebuilder.workflow-executions'),
  storedTable('imagebuilder.workflows'),
];
