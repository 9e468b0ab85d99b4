export type JsonObject = Readonly<Record<string, unknown>>;

const lists = ['oneOf', 'anyOf', 'allOf'] as const;
const maps = ['properties', 'patternProperties', 'definitions'] as const;
/** A schema that goes deeper than this was made to do harm. */
const deepest = 64;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isTextList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

/** Whether what is read of a JSON schema has the form that its readers rely on, all the way down. */
export function isPropertySchema(value: unknown, depth = 0): boolean {
  if (!isObject(value) || depth > deepest) return false;
  const { $ref, type, pattern, required, items, additionalProperties, enum: allowed } = value;
  const inner = [
    ...(isObject(items) ? [items] : []),
    ...(isObject(additionalProperties) ? [additionalProperties] : []),
    ...lists.flatMap((name) => (Array.isArray(value[name]) ? value[name] : [])),
    ...maps.flatMap((name) => (isObject(value[name]) ? Object.values(value[name]) : [])),
  ];
  return (
    ($ref === undefined || typeof $ref === 'string') &&
    (type === undefined || typeof type === 'string' || isTextList(type)) &&
    (pattern === undefined || typeof pattern === 'string') &&
    (required === undefined || isTextList(required)) &&
    (allowed === undefined || Array.isArray(allowed)) &&
    (items === undefined || isObject(items)) &&
    lists.every((name) => value[name] === undefined || Array.isArray(value[name])) &&
    maps.every((name) => value[name] === undefined || isObject(value[name])) &&
    inner.every((part) => isPropertySchema(part, depth + 1))
  );
}
