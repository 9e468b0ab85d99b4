import type { ResourceDescription } from '../../catalog/resource-description.ts';
import { coerceProperty } from '../../cloudformation/coerce-property.ts';
import type { ResourceSchema } from '../../cloudformation/resource-schema.ts';
import { nameKey } from '../../data/name-key.ts';
import type { Value } from '../../data/value.ts';
import type { PlannedChange } from '../../providers/change.ts';

/**
 * What a creation is given, by the names under which it is told later: a type's properties have their names, inputs of a native call
 * those of columns (`Description`, told as `description`). What no column tells keeps its own.
 */
export function toldProperties(
  kind: { readonly description: ResourceDescription; readonly schema: ResourceSchema | undefined },
  create: Pick<PlannedChange, 'after' | 'values'>,
): Readonly<Record<string, Value>> {
  const { columns } = kind.description;
  const told = columns.map(({ name, property = name }) => property);
  const nameOf = (name: string) =>
    told.includes(name) ? name : (told.find((own) => nameKey(own) === nameKey(name)) ?? name);
  return Object.fromEntries(Object.entries(givenTo(kind, create)).map(([name, value]) => [nameOf(name), value]));
}

/** By properties of the type: a call that has them inside of others (`Monitoring = true` as `{"Enabled": true}`) is sent what nobody is told. */
function givenTo(
  { description, schema }: { readonly description: ResourceDescription; readonly schema: ResourceSchema | undefined },
  { after, values }: Pick<PlannedChange, 'after' | 'values'>,
): Readonly<Record<string, Value>> {
  if (description.changes?.create === undefined) return after ?? values;
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const property = schema?.properties[name];
      return [name, schema === undefined || property === undefined ? value : coerceProperty(schema, property, value)];
    }),
  );
}
