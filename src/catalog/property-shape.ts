import { firstType } from '../cloudformation/first-type.ts';
import { resolveReference } from '../cloudformation/resolve-reference.ts';
import type { JsonType, PropertySchema, ResourceSchema } from '../cloudformation/resource-schema.ts';
import { describeName } from './describe-name.ts';
import type { DocumentedMember, DocumentedShape } from './documented-shape.ts';
import type { DocumentedType } from './resource-description.ts';

const types: Readonly<Record<JsonType, DocumentedType>> = {
  string: 'string',
  integer: 'integer',
  number: 'number',
  boolean: 'boolean',
  object: 'object',
  array: 'array',
  null: 'string',
};

/** A property of a CloudFormation schema with its documentation. */
export function propertyShape(schema: ResourceSchema, property: PropertySchema): DocumentedShape {
  const { name, property: own } = resolveReference(schema, property);
  const members = membersOf(schema, own);
  const kind = kindOf(own, members.length > 0);
  const inner = kind === 'list' ? own.items : kind === 'map' ? mapValue(own) : undefined;
  const [minimum, maximum] = boundsOf(own);
  return {
    name,
    kind,
    type: kind === 'list' ? 'array' : kind === 'value' ? types[firstType(own) ?? 'string'] : 'object',
    values: (own.enum ?? []).map(String),
    ...(kind === 'structure' && own.additionalProperties !== false && { isOpen: true }),
    ...(own.pattern !== undefined && { pattern: own.pattern }),
    ...(minimum !== undefined && { minimum }),
    ...(maximum !== undefined && { maximum }),
    members: () => (kind === 'structure' ? members : []),
    element: () => (inner === undefined ? undefined : propertyShape(schema, inner)),
  };
}

/** The members of a structure, those of its alternatives with them. */
function membersOf(schema: ResourceSchema, property: PropertySchema): readonly DocumentedMember[] {
  const members = new Map<string, DocumentedMember>();
  const alternatives = [...(property.allOf ?? []), ...(property.oneOf ?? []), ...(property.anyOf ?? [])];
  for (const part of [property, ...alternatives.map((one) => resolveReference(schema, one).property)]) {
    for (const [name, member] of Object.entries(part.properties ?? {})) {
      if (members.has(name)) continue;
      members.set(name, {
        name,
        required: property.required?.includes(name) === true,
        description: descriptionOf(schema, name, member),
        // Made late: a definition may hold itself.
        get shape() {
          return propertyShape(schema, member);
        },
      });
    }
  }
  return [...members.values()];
}

function descriptionOf(schema: ResourceSchema, name: string, member: PropertySchema): string {
  const text = member.description ?? resolveReference(schema, member).property.description ?? '';
  return text.trim() === '' ? describeName(name) : text;
}

function kindOf(property: PropertySchema, hasMembers: boolean): DocumentedShape['kind'] {
  const type = firstType(property);
  if (type === 'array' || (type === undefined && property.items !== undefined)) return 'list';
  if (hasMembers) return 'structure';
  if (mapValue(property) !== undefined || type === 'object') return 'map';
  return 'value';
}

function mapValue({ patternProperties, additionalProperties }: PropertySchema): PropertySchema | undefined {
  const [value] = Object.values(patternProperties ?? {});
  return value ?? (typeof additionalProperties === 'object' ? additionalProperties : undefined);
}

function boundsOf(property: PropertySchema): readonly [number | undefined, number | undefined] {
  return [
    property.minimum ?? property.minLength ?? property.minItems,
    property.maximum ?? property.maxLength ?? property.maxItems,
  ];
}
