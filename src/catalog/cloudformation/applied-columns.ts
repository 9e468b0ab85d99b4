import type { ResourceSchema } from '../../cloudformation/resource-schema.ts';
import type { ColumnDescription, ResourceDescription } from '../resource-description.ts';
import { cloudFormationColumns } from './columns.ts';
import { placeColumns } from './place-columns.ts';

/** The columns of a resource with what a schema says of its properties; properties that are new follow the others. */
export function appliedColumns(
  { columns }: Pick<ResourceDescription, 'columns'>,
  schema: ResourceSchema,
): readonly ColumnDescription[] {
  const stated = new Map(cloudFormationColumns(schema, {}).map((column) => [column.property, column]));
  const known = columns.map((column) => {
    const facts = column.property === undefined ? takeNative(column, stated) : stated.get(column.property);
    if (!facts) return column;
    stated.delete(facts.property);
    return withFacts(column, facts);
  });
  const names = new Set(known.map(({ name }) => name));
  const further = [...stated.values()].map((column) =>
    names.has(column.name) ? { ...column, name: `cloudformation_${column.name}` } : column,
  );
  const end = known.findLastIndex(({ property }) => property !== undefined) + 1;
  return [...known.slice(0, end), ...further, ...known.slice(end)];
}

/** A plain value that only the service's own API knew, and is a property now; structures may differ in what they hold. */
function takeNative(
  column: ColumnDescription,
  stated: ReadonlyMap<string | undefined, ColumnDescription>,
): ColumnDescription | undefined {
  if (isPlace(column) || column.type === 'object' || column.type === 'array') return undefined;
  return [...stated.values()].find(({ name, type }) => name === column.name && type === column.type);
}

function isPlace({ name }: ColumnDescription): boolean {
  return placeColumns.some((place) => place.name === name);
}

function withFacts(column: ColumnDescription, facts: ColumnDescription): ColumnDescription {
  const { required: _required, readOnly: _readOnly, writeOnly: _writeOnly, createOnly: _createOnly, ...rest } = column;
  const { property, required, readOnly, writeOnly, createOnly } = facts;
  return {
    ...rest,
    ...(property !== undefined && { property }),
    ...(required && { required }),
    ...(readOnly && { readOnly }),
    ...(writeOnly && { writeOnly }),
    ...(createOnly && { createOnly }),
  };
}
