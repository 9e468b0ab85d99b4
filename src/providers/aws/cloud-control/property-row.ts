import type { ColumnDescription, NativeCall, ResourceDescription } from '../../../catalog/resource-description.ts';
import { pointerPath } from '../../../cloudformation/pointer-path.ts';
import { openProperty, toLowerCamelForm } from '../../../cloudformation/property-form.ts';
import type { ResourceSchema } from '../../../cloudformation/resource-schema.ts';
import { emptyRecord } from '../../../data/empty-record.ts';
import { splitIdentifier } from '../../../data/identifier.ts';
import type { Row, Value } from '../../../data/value.ts';
import type { AwsApi } from '../aws-api.ts';
import { columnValue } from '../column-value.ts';
import { shapeAt } from '../native/member-path.ts';
import { toNativeForm } from '../native/to-native-form.ts';

export type Properties = Readonly<Record<string, Value>>;

/** Makes a row of a resource's properties: the asked columns, in the form that each is documented in. */
export type PropertyRowReader = (identifier: string, properties: Properties) => Row;

export async function propertyRowReader(
  api: AwsApi,
  description: ResourceDescription,
  schema: ResourceSchema | undefined,
  columns: readonly string[],
): Promise<PropertyRowReader> {
  const wanted = description.columns.filter(({ name, property }) => property !== undefined && columns.includes(name));
  const readers = await Promise.all(
    wanted.map(async (column) => ({
      name: column.name,
      property: column.property ?? '',
      read: await cellReader(api, description, schema, column),
    })),
  );
  const identifying = schema?.primaryIdentifier.map((pointer) => pointerPath(pointer).join('/')) ?? [];
  return (identifier, properties) => {
    const row = emptyRecord<Value>(readers.length);
    let parts: Properties | undefined;
    for (const { name, property, read } of readers) {
      let value = Object.hasOwn(properties, property) ? properties[property] : undefined;
      if (value === undefined && identifying.includes(property)) {
        parts ??= identified(identifying, identifier);
        value = parts[property];
      }
      row[name] = read(value ?? null);
    }
    return row;
  };
}

/** Some list handlers give an identifier beside empty properties: its parts are the identifying properties, in the schema's order. */
function identified(names: readonly string[], identifier: string): Properties {
  const parts = splitIdentifier(identifier, names.length);
  if (parts === undefined || names.some((name) => name.includes('/'))) return {};
  return Object.fromEntries(names.map((name, index) => [name, parts[index] ?? null]));
}

async function cellReader(
  api: AwsApi,
  description: ResourceDescription,
  schema: ResourceSchema | undefined,
  column: ColumnDescription,
): Promise<(value: Value) => Value> {
  const isJson = column.type === 'object' || column.type === 'array';
  const property = column.property === undefined ? undefined : schema?.properties[column.property];
  if (!isJson || !schema || !property) return (value) => columnValue(value, column);
  const open = (value: Value) => openProperty(value, property, schema);
  if (column.form !== 'native') return (value) => columnValue(open(value), column);
  const native = nativeCalls(description).find(({ columns }) => column.name in columns);
  if (!native) return (value) => columnValue(toLowerCamelForm(open(value), property, schema), column);
  const model = await api.model(native.service);
  const path = native.columns[column.name] ?? '';
  const fromOutput = path.startsWith('$.');
  const start = model.operations[native.operation]?.output;
  const shape = shapeAt(
    model,
    start,
    fromOutput ? path.slice(2) : [native.result, path].filter((part) => part !== '').join('.'),
  );
  return (value) => columnValue(toNativeForm(open(value), shape, model), column);
}

function nativeCalls(description: ResourceDescription): readonly NativeCall[] {
  return description.accessPaths.flatMap(({ call }) => (call.api === 'native' ? [call] : []));
}
