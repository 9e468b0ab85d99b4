import type { JsonType, PropertySchema } from './resource-schema.ts';

/** The type that a property is shown and sampled as, of those that it may have. */
export function firstType({ type }: PropertySchema): JsonType | undefined {
  if (typeof type === 'string' || type === undefined) return type as JsonType | undefined;
  // A structure that may be text as well (a policy document) is shown as the structure that it is.
  return type.find((one) => one === 'object' || one === 'array') ?? type.find((one) => one !== 'null');
}
