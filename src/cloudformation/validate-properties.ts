import { isObject } from '../data/is-object.ts';
import { jsonPointer } from '../data/json-pointer.ts';
import { matchesPattern } from './matches-pattern.ts';
import { type ReferenceRoot, resolveReference } from './resolve-reference.ts';
import type { JsonType, PropertySchema, ResourceSchema } from './resource-schema.ts';

export interface Violation {
  /** JSON pointer of the value, empty for the properties as a whole: `/ImageTestsConfiguration/TimeoutMinutes`. */
  readonly path: string;
  /** In the words of CloudFormation's validator (everit): `#/Name: expected type: String, found: Boolean`. */
  readonly message: string;
  /** Of a key that is not permitted: the key, and those that are. */
  readonly extraneous?: { readonly key: string; readonly permitted: readonly string[] };
  /** Of a value that is none of a list: the value, and those that are. */
  readonly unlisted?: { readonly value: string; readonly permitted: readonly string[] };
}

/**
 * What of the properties a type's schema does not allow, in the order in which CloudFormation's validator finds it. It
 * looks at types, required and unknown keys, enums, patterns, lengths, bounds, and alternatives.
 */
export function validateProperties(
  schema: ResourceSchema,
  properties: Readonly<Record<string, unknown>>,
): readonly Violation[] {
  const whole: PropertySchema = {
    type: 'object',
    properties: schema.properties,
    ...(schema.required && { required: schema.required }),
    ...(schema.additionalProperties !== undefined && { additionalProperties: schema.additionalProperties }),
    ...(schema.oneOf && { oneOf: schema.oneOf }),
    ...(schema.anyOf && { anyOf: schema.anyOf }),
    ...(schema.allOf && { allOf: schema.allOf }),
    ...(schema.dependencies && { dependencies: schema.dependencies }),
  };
  return violationsOf(properties, whole, '', schema);
}

function violationsOf(value: unknown, facts: PropertySchema, path: string, root: ReferenceRoot): readonly Violation[] {
  const schema = resolveReference(root, facts).property;
  const found: Violation[] = [];
  const add = (message: string) => found.push({ path, message: `#${path}: ${message}` });

  const mistyped = typeViolation(value, schema.type);
  if (mistyped) return [{ path, message: `#${path}: ${mistyped}` }];
  if (schema.enum && !schema.enum.some((allowed) => allowed === value))
    found.push({
      path,
      message: `#${path}: ${text(value)} is not a valid enum value`,
      unlisted: { value: text(value), permitted: schema.enum.map(text) },
    });
  if (schema.const !== undefined && value !== schema.const) add(`expected constant: ${text(schema.const)}`);
  if (typeof value === 'string') stringViolations(value, schema).forEach(add);
  else if (typeof value === 'number') numberViolations(value, schema).forEach(add);
  else if (Array.isArray(value)) {
    arrayViolations(value, schema).forEach(add);
    const { items } = schema;
    if (items) found.push(...value.flatMap((item, index) => violationsOf(item, items, `${path}/${index}`, root)));
  } else if (isObject(value)) found.push(...objectViolations(value, schema, path, root));
  alternativeViolations(value, schema, path, root).forEach(add);
  return found;
}

function typeViolation(value: unknown, type: PropertySchema['type']): string | undefined {
  if (type === undefined) return undefined;
  const types = typeof type === 'string' ? [type] : type;
  if (types.some((one) => isOfType(value, one))) return undefined;
  const [only] = types;
  if (types.length > 1 || only === undefined) return `no subschema matched out of the total ${types.length} subschemas`;
  return `expected type: ${typeNames[only]}, found: ${foundType(value)}`;
}

/** everit's names are those of the Java classes. */
const typeNames: Readonly<Record<JsonType, string>> = {
  string: 'String',
  integer: 'Integer',
  number: 'Number',
  boolean: 'Boolean',
  object: 'JSONObject',
  array: 'JSONArray',
  null: 'Null',
};

function foundType(value: unknown): string {
  if (value === null || value === undefined) return 'Null';
  if (Array.isArray(value)) return 'JSONArray';
  if (typeof value === 'number') return Number.isInteger(value) ? 'Integer' : 'BigDecimal';
  return typeof value === 'object' ? 'JSONObject' : typeof value === 'boolean' ? 'Boolean' : 'String';
}

function isOfType(value: unknown, type: JsonType): boolean {
  switch (type) {
    case 'object':
      return isObject(value);
    case 'array':
      return Array.isArray(value);
    case 'integer':
      return Number.isInteger(value);
    case 'null':
      return value === null;
    case 'string':
      return typeof value === 'string';
    case 'number':
      return typeof value === 'number';
    case 'boolean':
      return typeof value === 'boolean';
  }
}

function stringViolations(value: string, { pattern, minLength, maxLength }: PropertySchema): string[] {
  const found: string[] = [];
  const length = [...value].length;
  if (minLength !== undefined && length < minLength) found.push(`expected minLength: ${minLength}, actual: ${length}`);
  if (maxLength !== undefined && length > maxLength) found.push(`expected maxLength: ${maxLength}, actual: ${length}`);
  if (pattern !== undefined && !matchesPattern(value, pattern)) {
    found.push(`string [${value}] does not match pattern ${pattern}`);
  }
  return found;
}

function numberViolations(value: number, schema: PropertySchema): string[] {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  const found: string[] = [];
  const above = exclusiveMinimum === true ? minimum : exclusiveMinimum || undefined;
  const below = exclusiveMaximum === true ? maximum : exclusiveMaximum || undefined;
  if (minimum !== undefined && value < minimum) found.push(`${value} is not greater or equal to ${minimum}`);
  if (maximum !== undefined && value > maximum) found.push(`${value} is not less or equal to ${maximum}`);
  if (above !== undefined && value <= above) found.push(`${value} is not greater than ${above}`);
  if (below !== undefined && value >= below) found.push(`${value} is not less than ${below}`);
  if (multipleOf !== undefined && !isMultiple(value, multipleOf))
    found.push(`${value} is not a multiple of ${multipleOf}`);
  return found;
}

/** 0.3 is a multiple of 0.1, whatever binary fractions make of it. */
function isMultiple(value: number, of: number): boolean {
  const times = value / of;
  return Math.abs(times - Math.round(times)) < 1e-9;
}

function arrayViolations(value: readonly unknown[], { minItems, maxItems, uniqueItems }: PropertySchema): string[] {
  const found: string[] = [];
  const count = value.length;
  if (minItems !== undefined && count < minItems)
    found.push(`expected minimum item count: ${minItems}, found: ${count}`);
  if (maxItems !== undefined && count > maxItems)
    found.push(`expected maximum item count: ${maxItems}, found: ${count}`);
  if (uniqueItems && new Set(value.map((item) => JSON.stringify(item))).size < count) {
    found.push('array items are not unique');
  }
  return found;
}

function objectViolations(
  value: Readonly<Record<string, unknown>>,
  schema: PropertySchema,
  path: string,
  root: ReferenceRoot,
): readonly Violation[] {
  const found: Violation[] = [];
  const keys = Object.keys(value).filter((key) => value[key] !== undefined);
  for (const name of schema.required ?? []) {
    if (!keys.includes(name)) found.push({ path, message: `#${path}: required key [${name}] not found` });
  }
  found.push(...countViolations(keys.length, schema).map((message) => ({ path, message: `#${path}: ${message}` })));
  found.push(...dependencyViolations(value, keys, schema, path, root));
  const patterns = Object.entries(schema.patternProperties ?? {});
  for (const key of keys) {
    const inner = `${path}${jsonPointer([key])}`;
    const own = schema.properties?.[key];
    const byPattern = patterns.filter(([pattern]) => matchesPattern(key, pattern)).map(([, facts]) => facts);
    const { additionalProperties } = schema;
    const known = [...(own ? [own] : []), ...byPattern];
    if (known.length === 0 && typeof additionalProperties === 'object') known.push(additionalProperties);
    if (known.length === 0 && additionalProperties === false) {
      const extraneous = { key, permitted: Object.keys(schema.properties ?? {}) };
      found.push({ path, message: `#${path}: extraneous key [${key}] is not permitted`, extraneous });
    }
    for (const facts of known) found.push(...violationsOf(value[key], facts, inner, root));
  }
  // everit looks at a structure's own keys before it goes into them.
  return [...found.filter((one) => one.path === path), ...found.filter((one) => one.path !== path)];
}

function countViolations(count: number, { minProperties, maxProperties }: PropertySchema): string[] {
  const found: string[] = [];
  if (minProperties !== undefined && count < minProperties) {
    found.push(`minimum size: [${minProperties}], found: [${count}]`);
  }
  if (maxProperties !== undefined && count > maxProperties) {
    found.push(`maximum size: [${maxProperties}], found: [${count}]`);
  }
  return found;
}

function dependencyViolations(
  value: Readonly<Record<string, unknown>>,
  keys: readonly string[],
  { dependencies, dependentRequired }: PropertySchema,
  path: string,
  root: ReferenceRoot,
): Violation[] {
  const found: Violation[] = [];
  for (const [key, needed] of [...Object.entries(dependencies ?? {}), ...Object.entries(dependentRequired ?? {})]) {
    if (!keys.includes(key)) continue;
    if (areNames(needed)) {
      const missing = needed.filter((name) => !keys.includes(name));
      found.push(...missing.map((name) => ({ path, message: `#${path}: property [${name}] is required` })));
    } else found.push(...violationsOf(value, needed, path, root));
  }
  return found;
}

function areNames(needed: readonly string[] | PropertySchema): needed is readonly string[] {
  return Array.isArray(needed);
}

function alternativeViolations(value: unknown, schema: PropertySchema, path: string, root: ReferenceRoot): string[] {
  const found: string[] = [];
  const matching = (alternatives: readonly PropertySchema[]) =>
    alternatives.filter((alternative) => violationsOf(value, alternative, path, root).length === 0).length;
  if (schema.allOf) {
    const matched = matching(schema.allOf);
    const total = schema.allOf.length;
    if (matched < total) found.push(`only ${matched} subschema matches out of ${total}`);
  }
  if (schema.anyOf && matching(schema.anyOf) === 0) {
    found.push(`no subschema matched out of the total ${schema.anyOf.length} subschemas`);
  }
  if (schema.oneOf) {
    const matched = matching(schema.oneOf);
    if (matched !== 1) found.push(`${matched} subschemas matched instead of one`);
  }
  return found;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
