import { isStructure } from '../../../../aws/protocols/structure-values.ts';
import type { WireStructure, WireValue } from '../../../../aws/service-model.ts';
import { coerceScalar } from '../../../../cloudformation/coerce-scalar.ts';
import { namesProperty } from '../../../../cloudformation/pointer-path.ts';
import { propertyContent } from '../../../../cloudformation/property-content.ts';
import { resolveReference } from '../../../../cloudformation/resolve-reference.ts';
import type { PropertySchema, ResourceSchema } from '../../../../cloudformation/resource-schema.ts';
import { validateProperties } from '../../../../cloudformation/validate-properties.ts';
import type { Value } from '../../../../data/value.ts';

/**
 * The properties with what the schema says of those that are not given, also within structures and lists that are. A
 * default that the schema itself refuses, alone or beside what is given, stays out.
 */
export function withDefaults(schema: ResourceSchema, given: WireStructure): WireStructure {
  const whole: PropertySchema = { type: 'object', properties: schema.properties };
  const all = filled(schema, whole, given, []);
  if (!isStructure(all) || all === given) return given;
  if (violations(schema, all) <= violations(schema, given)) return all;
  let kept = given;
  for (const [name, value] of Object.entries(all)) {
    const next = { ...kept, [name]: value };
    if (violations(schema, next) <= violations(schema, kept)) kept = next;
  }
  return kept;
}

/** What is missing altogether is another's business. */
function violations(schema: ResourceSchema, properties: WireStructure): number {
  return validateProperties(schema, properties).length;
}

const deepest = 8;

/** The value itself where nothing is to be added to it. */
function filled(
  schema: ResourceSchema,
  facts: PropertySchema | undefined,
  value: WireValue,
  path: readonly string[],
): WireValue {
  if (facts === undefined || path.length > deepest) return value;
  const { property } = resolveReference(schema, facts);
  if (isList(value)) {
    const items = value.map((item) => filled(schema, property.items, item, [...path, '*']));
    return items.every((item, index) => item === value[index]) ? value : items;
  }
  if (!isStructure(value)) return value;
  const added: Record<string, WireValue> = {};
  for (const [name, member] of Object.entries(property.properties ?? {})) {
    const own = Object.hasOwn(value, name) ? value[name] : undefined;
    const inner = [...path, name];
    if (own !== undefined) {
      const deeper = filled(schema, member, own, inner);
      if (deeper !== own) added[name] = deeper;
    } else if (!namesProperty(schema.readOnlyProperties, inner)) {
      const preset = presetOf(schema, member);
      if (preset !== undefined) added[name] = preset;
    }
  }
  return Object.keys(added).length === 0 ? value : { ...value, ...added };
}

/** Some schemas write numbers and booleans as text. */
function presetOf(schema: ResourceSchema, member: PropertySchema): WireValue | undefined {
  const { property } = resolveReference(schema, member);
  const preset = property.default as Value | undefined;
  if (preset === undefined || preset === null) return undefined;
  return coerceScalar(preset, propertyContent(schema, member).types);
}

function isList(value: WireValue): value is readonly WireValue[] {
  return Array.isArray(value);
}
