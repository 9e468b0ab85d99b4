import type { ColumnDescription, ResourceDescription } from '../catalog/resource-description.ts';
import { resourceId } from '../catalog/resource-id.ts';
import { madeOf } from './made-of.ts';

const tagColumns: readonly ColumnDescription[] = [
  { name: 'tag_key', type: 'string', description: 'The key of the tag.', readOnly: true },
  { name: 'tag_value', type: 'string', description: 'The value of the tag.', readOnly: true },
];

/** `vpc_tags`: the rows of a resource, each once a tag; undefined where it has no tags. */
export function tagsOf(resource: ResourceDescription, name: string): ResourceDescription | undefined {
  const { columns } = resource;
  if (!columns.some((column) => column.name === 'tags')) return undefined;
  const entries = 'map_entries(TRY_CAST(skyql_tag_map(r.tags) AS MAP(VARCHAR, VARCHAR)))';
  return madeOf(resource, {
    name,
    description: `The tags of ${resourceId(resource)}, a row a tag.`,
    columns: [...columns.filter((column) => column.name !== 'tags'), ...tagColumns],
    definition:
      'SELECT * EXCLUDE (tag), tag.key AS tag_key, tag.value AS tag_value FROM ' +
      `(SELECT r.* EXCLUDE (tags), unnest(${entries}) AS tag FROM ${resourceId(resource)} AS r)`,
  });
}
