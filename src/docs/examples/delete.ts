import { resourceId } from '../../catalog/resource-id.ts';
import type { DocumentedResource } from '../documented-resource.ts';
import { canBeFound, identifiedBy, whereClause } from './condition.ts';
import type { Example } from './example.ts';

export function deleteExamples(resource: DocumentedResource): readonly Example[] {
  const { description } = resource;
  if (!description.methods.some(({ verb }) => verb === 'DELETE') || !canBeFound(description)) return [];
  return [
    {
      title: 'Delete',
      language: 'sql',
      code: `/*+ delete */\nDELETE FROM ${resourceId(description)}${whereClause(identifiedBy(resource))};`,
    },
  ];
}
