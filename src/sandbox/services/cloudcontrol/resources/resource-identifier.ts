import { isStructure } from '../../../../aws/protocols/structure-values.ts';
import type { WireStructure, WireValue } from '../../../../aws/service-model.ts';
import { pointerPath } from '../../../../cloudformation/pointer-path.ts';
import type { ResourceSchema } from '../../../../cloudformation/resource-schema.ts';
import { valuesAt } from '../../../../cloudformation/values-at.ts';
import { joinIdentifier, splitIdentifier } from '../../../../data/identifier.ts';

/** An identifier as a request gives it: the primary one, or properties of a secondary one. */
export type GivenIdentifier =
  | { readonly kind: 'primary'; readonly identifier: string }
  | { readonly kind: 'secondary'; readonly properties: WireStructure };

/**
 * The primary identifier of a resource: its values joined by `|` in the schema's order; undefined while one is missing
 * (https://docs.aws.amazon.com/cloudcontrolapi/latest/userguide/resource-identifier.html).
 */
export function primaryIdentifier(schema: ResourceSchema, properties: WireStructure): string | undefined {
  const parts = schema.primaryIdentifier.map((pointer) =>
    identifierPart(valuesAt(properties, pointerPath(pointer))[0]),
  );
  return joinIdentifier(parts) ?? undefined;
}

/** Reads an identifier: plain or compound text, or JSON of the primary or of an additional identifier; undefined for JSON of neither. */
export function readIdentifier(schema: ResourceSchema, given: string): GivenIdentifier | undefined {
  const properties = jsonProperties(given);
  if (properties === undefined) return { kind: 'primary', identifier: given };
  const primary = primaryIdentifier(schema, properties);
  if (primary !== undefined) return { kind: 'primary', identifier: primary };
  const secondary = (schema.additionalIdentifiers ?? []).some((pointers) =>
    pointers.every((pointer) => valuesAt(properties, pointerPath(pointer)).length > 0),
  );
  return secondary ? { kind: 'secondary', properties } : undefined;
}

/** The identifier as handlers print it: `{"/properties/LogGroupName":"x"}`. */
export function identifierAsPrinted(schema: ResourceSchema, identifier: string): string {
  const { length } = schema.primaryIdentifier;
  const values = splitIdentifier(identifier, length) ?? identifier.split('|', length);
  const printed = schema.primaryIdentifier.map((pointer, index) => [pointer, values[index] ?? '']);
  return JSON.stringify(Object.fromEntries(printed));
}

/** Whether the properties have all that a secondary identifier says. */
export function matchesSecondary(properties: WireStructure, secondary: WireStructure): boolean {
  return Object.entries(secondary).every(([name, value]) => properties[name] === value);
}

/** Keys may be names (`ImageName`) or pointers (`/properties/ImageName`). */
function jsonProperties(given: string): WireStructure | undefined {
  if (!given.startsWith('{')) return undefined;
  let parsed: unknown;
  try {
    parsed = JSON.parse(given);
  } catch {
    return undefined;
  }
  if (!isStructure(parsed)) return undefined;
  return Object.fromEntries(Object.entries(parsed).map(([key, value]) => [key.replace(/^\/properties\//, ''), value]));
}

function identifierPart(value: WireValue | undefined): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}
