import { resolveReference } from '../../cloudformation/resolve-reference.ts';
import type { PropertySchema, ResourceSchema } from '../../cloudformation/resource-schema.ts';
import type { DocumentedType } from '../resource-description.ts';

/** The type of a property's column. */
export function documentedType(property: PropertySchema, schema: ResourceSchema): DocumentedType {
  if (property.$ref !== undefined) {
    const { property: definition } = resolveReference(schema, property);
    return definition.type === undefined ? 'object' : documentedType(definition, schema);
  }
  if (property.format === 'date-time') return 'timestamp';
  const alternatives = property.anyOf ?? property.oneOf;
  if (property.type === undefined && alternatives) {
    const types = new Set(alternatives.map((alternative) => documentedType(alternative, schema)));
    const [only] = types;
    if (only !== undefined && types.size === 1) return only;
    return types.has('object') || types.has('array') ? 'object' : 'string';
  }
  const type = typeof property.type === 'string' ? property.type : property.type?.[0];
  return type === undefined || type === 'null' ? 'string' : type;
}

/** Whether values of a property have members whose names differ between CloudFormation and the service's own API. */
export function hasMembers(property: PropertySchema, schema: ResourceSchema, depth = 0): boolean {
  if (depth > 6) return false;
  const own = resolveReference(schema, property).property;
  if (own.properties) return true;
  const inner = [own.items, ...Object.values(own.patternProperties ?? {}), ...(own.anyOf ?? [])];
  return inner.some((part) => part !== undefined && hasMembers(part, schema, depth + 1));
}
