import { namesProperty, pointerPath } from '../../cloudformation/pointer-path.ts';
import type { ResourceSchema } from '../../cloudformation/resource-schema.ts';
import { describeName } from '../describe-name.ts';
import { firstParagraph } from '../markdown-text.ts';
import type { ColumnDescription } from '../resource-description.ts';
import { columnName } from './column-name.ts';
import { documentedType, hasMembers } from './documented-type.ts';
import type { PropertyFacts } from './property-facts.ts';

/** The columns that the properties of a type are, in the order of the documentation. */
export function cloudFormationColumns(schema: ResourceSchema, facts: PropertyFacts): readonly ColumnDescription[] {
  const within = (pointers: readonly string[] | undefined, name: string) =>
    namesProperty(pointers, [name]) || undefined;
  const columns = Object.entries(schema.properties).map(([property, content]): ColumnDescription => {
    const name = columnName(property);
    const type = facts.columnTypes?.[name] ?? documentedType(content, schema);
    const json = (type === 'object' || type === 'array') && hasMembers(content, schema);
    return prune({
      name,
      type,
      description: firstParagraph(content.description ?? '') || describeName(property),
      property,
      form: json ? (facts.nativeForm?.includes(name) ? 'native' : 'cloudformation') : undefined,
      required: schema.required?.includes(property) || undefined,
      readOnly: within(schema.readOnlyProperties, property),
      writeOnly: within(schema.writeOnlyProperties, property),
      createOnly: within(schema.createOnlyProperties, property),
    });
  });
  return inOrder(columns, identifierColumns(schema, columns), facts, schema);
}

/** The columns of the primary identifier; none when a part of it lies inside a property (`Device/DeviceName`). */
export function identifierColumns(schema: ResourceSchema, columns: readonly ColumnDescription[]): readonly string[] {
  const names = schema.primaryIdentifier.map((pointer) => columnOf(pointerPath(pointer).join('/'), columns));
  return names.every((name) => name !== undefined) ? names : [];
}

/** The column that a property is; undefined where there is none. */
export function columnOf(property: string, columns: readonly ColumnDescription[]): string | undefined {
  return columns.find((column) => column.property === property)?.name;
}

function inOrder(
  columns: readonly ColumnDescription[],
  identifier: readonly string[],
  { columnOrder }: PropertyFacts,
  schema: ResourceSchema,
): readonly ColumnDescription[] {
  const tags = columnName(pointerPath(schema.tagging?.tagProperty ?? 'Tags').join('/'));
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

function prune(column: ColumnDescription): ColumnDescription {
  return Object.fromEntries(
    Object.entries(column).filter(([, value]) => value !== undefined),
  ) as unknown as ColumnDescription;
}
