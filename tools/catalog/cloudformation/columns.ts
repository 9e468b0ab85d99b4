import type { ColumnDescription } from '../../../src/catalog/resource-description.ts';
import type { ResourceSchema } from '../../../src/catalog/resource-schema.ts';
import { snakeCase } from '../../../src/catalog/snake-case.ts';
import type { ResourceOverlay } from '../overlays/overlay.ts';
import { firstParagraph } from '../plain-text.ts';
import { documentedType, hasMembers } from './documented-type.ts';

/** The columns that the properties of a type are, in the order of the documentation. */
export function cloudFormationColumns(schema: ResourceSchema, overlay: ResourceOverlay): readonly ColumnDescription[] {
  const within = (pointers: readonly string[] | undefined, name: string) =>
    pointers?.includes(`/properties/${name}`) ? true : undefined;
  const columns = Object.entries(schema.properties).map(([property, facts]): ColumnDescription => {
    const name = snakeCase(property);
    const type = overlay.columnTypes?.[name] ?? documentedType(facts, schema);
    const json = (type === 'object' || type === 'array') && hasMembers(facts, schema);
    return prune({
      name,
      type,
      description: firstParagraph(facts.description ?? '') || describeName(property),
      property,
      form: json ? (overlay.nativeForm?.includes(name) ? 'native' : 'cloudformation') : undefined,
      required: schema.required?.includes(property) || undefined,
      readOnly: within(schema.readOnlyProperties, property),
      writeOnly: within(schema.writeOnlyProperties, property),
      createOnly: within(schema.createOnlyProperties, property),
    });
  });
  return inOrder(columns, identifierColumns(schema, columns), overlay, schema);
}

/** The columns of the primary identifier; none when a part of it lies inside a property (`Device/DeviceName`). */
export function identifierColumns(schema: ResourceSchema, columns: readonly ColumnDescription[]): readonly string[] {
  const names = schema.primaryIdentifier.map((pointer) => snakeCase(pointer.replace('/properties/', '')));
  return names.every((name) => columns.some((column) => column.name === name)) ? names : [];
}

function inOrder(
  columns: readonly ColumnDescription[],
  identifier: readonly string[],
  { columnOrder }: ResourceOverlay,
  schema: ResourceSchema,
): readonly ColumnDescription[] {
  const tags = snakeCase(schema.tagging?.tagProperty?.replace('/properties/', '') ?? 'Tags');
  const rank = ({ name, required, readOnly }: ColumnDescription): number => {
    const place = (columnOrder ?? [...identifier, 'name']).indexOf(name);
    if (place >= 0) return place;
    if (columnOrder) return 1000;
    return name === tags ? 2000 : readOnly ? 1500 : required ? 500 : 1000;
  };
  return columns
    .map((column, index) => ({ column, index, rank: rank(column) }))
    .sort((one, other) => one.rank - other.rank || one.index - other.index)
    .map(({ column }) => column);
}

/** For properties that AWS does not describe. */
export function describeName(property: string): string {
  return `The ${snakeCase(property).replaceAll('_', ' ')}.`;
}

function prune(column: ColumnDescription): ColumnDescription {
  return Object.fromEntries(
    Object.entries(column).filter(([, value]) => value !== undefined),
  ) as unknown as ColumnDescription;
}
