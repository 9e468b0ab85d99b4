import type { Value } from '../data/value.ts';
import type { JsonType } from './resource-schema.ts';

/**
 * A number, boolean or text as one of the types that a property may have: `'true'` and `'5'` as what they say, and a number
 * as text where nothing but text is taken. Where text is taken as well, text stays as it is; so does what cannot be meant.
 */
export function coerceScalar(value: Value, types: readonly JsonType[]): Value {
  if (typeof value === 'number' || typeof value === 'boolean') {
    return types.includes('string') && types.every((type) => type === 'string' || type === 'null')
      ? String(value)
      : value;
  }
  if (typeof value !== 'string' || types.includes('string')) return value;
  if (types.includes('boolean') && /^(true|false)$/i.test(value)) return value.toLowerCase() === 'true';
  const isNumber = types.includes('integer') || types.includes('number');
  return isNumber && value.trim() !== '' && Number.isFinite(Number(value)) ? Number(value) : value;
}
