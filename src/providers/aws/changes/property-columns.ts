import type { ColumnDescription, ResourceDescription } from '../../../catalog/resource-description.ts';
import { resourceId } from '../../../catalog/resource-id.ts';
import { suggest } from '../../../data/suggest.ts';
import { SkyqlError } from '../../../errors/skyql-error.ts';

/** A property by its API name (`ImageName`), its column (`image_name`) or as a field of the request body (`data__ImageName`). */
export function propertyColumn(description: ResourceDescription, name: string): ColumnDescription {
  const plain = name.replace(/^data__/, '');
  const wanted = plain.toLowerCase();
  const column = description.columns.find(
    (own) => own.property !== undefined && (own.property.toLowerCase() === wanted || own.name.toLowerCase() === wanted),
  );
  if (column !== undefined) return column;
  const resource = resourceId(description);
  const near = suggest(
    plain,
    description.columns.flatMap((own) => (own.property === undefined ? [] : [own.property, own.name])),
  );
  throw new SkyqlError('UNKNOWN_COLUMN', `${resource} has no property ${name} that can be set.`, {
    hint:
      near.length === 0 ? `SHOW INSERT INTO ${resource} lists the properties.` : `Did you mean ${near.join(' or ')}?`,
  });
}

/** Refuses, before any call, to set what AWS sets by itself. */
export function refuseReadOnly(description: ResourceDescription, column: ColumnDescription): void {
  if (column.readOnly !== true) return;
  throw new SkyqlError(
    'READ_ONLY_PROPERTY',
    `${column.property ?? column.name} of ${resourceId(description)} is set by AWS.`,
    {
      hint: 'Leave it out.',
    },
  );
}
