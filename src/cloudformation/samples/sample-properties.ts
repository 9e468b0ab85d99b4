import { pointerKeys } from '../../data/json-pointer.ts';
import type { PropertySchema, ResourceSchema } from '../resource-schema.ts';
import { validateProperties } from '../validate-properties.ts';
import { type Sample, type SampleExtent, sampleProperty } from './sample-property.ts';

/**
 * Values of the properties that a new resource of the type has: those that it must have, or all that can be set. What
 * the schema refuses of them is made smaller, then left out.
 */
export function sampleProperties(
  schema: ResourceSchema,
  settable: readonly string[],
  extent: SampleExtent,
  region: string,
): Readonly<Record<string, Sample>> {
  const required = requiredOf(schema);
  const excluded = excludedBy(schema, required);
  const wanted = settable.filter((name) => required.includes(name) || (extent === 'all' && !excluded.includes(name)));
  const ordered = [
    ...wanted.filter((name) => required.includes(name)),
    ...wanted.filter((name) => !required.includes(name)),
  ];
  const properties: Record<string, Sample> = {};
  for (const name of ordered) {
    const value =
      acceptable(schema, name, extent, region) ??
      (required.includes(name) ? fallback(schema, name, region) : undefined);
    if (value !== undefined) properties[name] = value;
  }
  return repaired(schema, settable, required, properties, region);
}

/** What is refused of the properties together: what another needs is added, what may not be there is left out. */
function repaired(
  schema: ResourceSchema,
  settable: readonly string[],
  required: readonly string[],
  properties: Readonly<Record<string, Sample>>,
  region: string,
): Readonly<Record<string, Sample>> {
  let current = properties;
  for (let round = 0; round < 4; round++) {
    const violations = validateProperties(schema, current);
    const needed = violations.flatMap(({ message }) => /(?:property|required key) \[(\w+)\]/.exec(message)?.[1] ?? []);
    const refused = violations.map(({ path }) => pointerKeys(path)[0] ?? '').filter((name) => !required.includes(name));
    const added = needed
      .filter((name) => settable.includes(name) && !(name in current))
      .flatMap((name) => {
        const value = acceptable(schema, name, 'required', region);
        return value === undefined ? [] : [[name, value] as const];
      });
    const kept = Object.entries(current).filter(([name]) => !refused.includes(name));
    if (added.length === 0 && kept.length === Object.keys(current).length) break;
    current = Object.fromEntries([...kept, ...added]);
  }
  return current;
}

/** The properties without which nothing is created; where a type takes one of several sets, those of the first. */
function requiredOf(schema: Pick<PropertySchema, 'required' | 'oneOf' | 'anyOf' | 'allOf'>): readonly string[] {
  const { required = [], oneOf = [], anyOf = [], allOf = [] } = schema;
  const parts = [...allOf, ...oneOf.slice(0, 1), ...anyOf.slice(0, 1)];
  return [...new Set([...required, ...parts.flatMap(requiredOf)])];
}

function excludedBy({ oneOf = [] }: ResourceSchema, required: readonly string[]): readonly string[] {
  return oneOf.flatMap((set) => set.required ?? []).filter((name) => !required.includes(name));
}

function acceptable(schema: ResourceSchema, name: string, extent: SampleExtent, region: string): Sample | undefined {
  const extents: readonly SampleExtent[] = extent === 'all' ? ['all', 'required'] : ['required'];
  return extents.map((one) => sampleProperty(schema, name, one, region)).find((value) => isValid(schema, name, value));
}

function isValid(schema: ResourceSchema, name: string, value: Sample | undefined): boolean {
  if (value === undefined) return false;
  const alone = { ...schema, required: [], oneOf: undefined, anyOf: undefined };
  return validateProperties(alone, { [name]: value }).length === 0;
}

/** A required property of which no valid value was found is there all the same. */
function fallback(schema: ResourceSchema, name: string, region: string): Sample {
  return sampleProperty(schema, name, 'required', region) ?? '...';
}
