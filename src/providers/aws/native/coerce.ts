import type { ServiceModel, Shape, ShapeReference, WireValue } from '../../../aws/service-model.ts';
import { bytesOf } from '../../../data/bytes-value.ts';
import { wholeNumber } from '../../../data/exact-json.ts';
import { isObject } from '../../../data/is-object.ts';
import { nameKey } from '../../../data/name-key.ts';
import type { Value } from '../../../data/value.ts';
import { SkyqlError } from '../../../errors/skyql-error.ts';
import { nearestNames } from '../names.ts';

/**
 * A value of SQL as the API's model wants it: names in any spelling, JSON as text or opened, a single value for a list
 * of one, numbers and booleans from text. What cannot be meant is refused here, before anything is sent.
 */
export function coerce(value: Value, reference: ShapeReference, model: ServiceModel, path: string): WireValue {
  const shape = model.shapes[reference.shape];
  if (!shape || value === null) return value;
  switch (shape.type) {
    case 'structure':
      return shape.document ? value : structure(opened(value, path, 'an object'), shape, model, path);
    case 'list':
      return list(value, shape, model, path);
    case 'map':
      return map(opened(value, path, 'an object'), shape, model, path);
    case 'string':
    case 'character':
      if (bytesOf(value) !== undefined) throw wrongType(path, 'a text', value);
      return typeof value === 'object' ? JSON.stringify(value) : String(value);
    case 'boolean':
      return boolean(value, path);
    case 'integer':
    case 'long':
      return number(value, path, true);
    case 'float':
    case 'double':
      return number(value, path, false);
    case 'timestamp':
      return timestamp(value, path);
    case 'blob':
      return bytes(value, path);
  }
}

function structure(value: Value, shape: Shape, model: ServiceModel, path: string): WireValue {
  if (!isObject(value)) throw wrongType(path, 'an object', value);
  const members = shape.members ?? {};
  const names = new Map(Object.keys(members).map((name) => [nameKey(name), name]));
  const result: Record<string, WireValue> = {};
  for (const [key, member] of Object.entries(value)) {
    const name = key in members ? key : names.get(nameKey(key));
    const reference = name === undefined ? undefined : members[name];
    if (name === undefined || !reference) {
      const nearest = nearestNames(key, Object.keys(members));
      throw new SkyqlError('UNKNOWN_PARAMETER', `${path} has no member ${key}.`, {
        hint:
          nearest.length > 0 ? `Did you mean ${nearest.join(' or ')}?` : `It has ${Object.keys(members).join(', ')}.`,
      });
    }
    if (member !== null) result[name] = coerce(member, reference, model, `${path}.${name}`);
  }
  for (const name of shape.required ?? []) {
    if (!(name in result) && !members[name]?.idempotencyToken) {
      throw new SkyqlError('MISSING_PARAMETER', `${path}.${name} is required.`, {
        hint: `Give ${path} as JSON that has ${name}.`,
      });
    }
  }
  return result;
}

function list(value: Value, shape: Shape, model: ServiceModel, path: string): WireValue {
  const { member } = shape;
  if (!member) return [];
  const given = typeof value === 'string' && value.trimStart().startsWith('[') ? opened(value, path, 'a list') : value;
  const elements = Array.isArray(given) ? given : (tagsOf(given, member, model) ?? [given]);
  return elements.map((element: Value, index: number) => coerce(element, member, model, `${path}[${index}]`));
}

/** `{"env": "prod"}` for a list of `{Key, Value}`. */
function tagsOf(value: Value, member: ShapeReference, model: ServiceModel): readonly Value[] | undefined {
  const names = Object.keys(model.shapes[member.shape]?.members ?? {});
  const key = names.find((name) => /^(tag)?key$/i.test(name));
  const text = names.find((name) => /^(tag)?value$/i.test(name));
  const tags = typeof value === 'string' && value.trimStart().startsWith('{') ? opened(value, '', 'an object') : value;
  if (names.length !== 2 || key === undefined || text === undefined || !isObject(tags)) return undefined;
  if (names.some((name) => Object.keys(tags).some((given) => nameKey(given) === nameKey(name)))) return undefined;
  return Object.entries(tags).map(([tag, content]) => ({ [key]: tag, [text]: content }));
}

function map(value: Value, shape: Shape, model: ServiceModel, path: string): WireValue {
  if (!isObject(value)) throw wrongType(path, 'an object', value);
  const reference = shape.value;
  if (!reference) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, coerce(member, reference, model, `${path}.${key}`)]),
  );
}

function boolean(value: Value, path: string): boolean {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'string' && /^(true|false)$/i.test(value)) return value.toLowerCase() === 'true';
  throw wrongType(path, 'true or false', value);
}

function number(value: Value, path: string, whole: boolean): number | string {
  const exact = whole && typeof value === 'string' ? wholeNumber(value.trim()) : undefined;
  if (exact !== undefined) return exact;
  const found = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof found === 'number' && Number.isFinite(found) && (!whole || Number.isInteger(found))) return found;
  throw wrongType(path, whole ? 'a whole number' : 'a number', value);
}

function timestamp(value: Value, path: string): string {
  const moment = typeof value === 'number' ? value * 1000 : typeof value === 'string' ? Date.parse(value) : Number.NaN;
  if (!Number.isFinite(moment)) throw wrongType(path, 'a timestamp', value);
  return new Date(moment).toISOString();
}

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** Bytes as the API has them inside JSON and XML: base64. A text that is none is refused: by its look alone `test` would be three bytes. */
function bytes(value: Value, path: string): Uint8Array {
  const given = bytesOf(value);
  if (given !== undefined) return given;
  if (isObject(value) || Array.isArray(value)) return new TextEncoder().encode(JSON.stringify(value));
  if (typeof value === 'string' && base64.test(value)) return new Uint8Array(Buffer.from(value, 'base64'));
  throw wrongType(path, 'bytes as base64', value, `Give a text's own bytes as encode('...').`);
}

/** The body of a request itself: a text as it stands, JSON as its text. */
export function bodyBytes(value: Value): Uint8Array {
  return bytesOf(value) ?? new TextEncoder().encode(typeof value === 'object' ? JSON.stringify(value) : String(value));
}

function opened(value: Value, path: string, expected: string): Value {
  if (typeof value !== 'string') return value;
  try {
    const parsed: Value = JSON.parse(value);
    return parsed;
  } catch {
    throw wrongType(path, expected, value);
  }
}

function wrongType(path: string, expected: string, value: Value, instead?: string): SkyqlError {
  const found = foundAs(value);
  return new SkyqlError('INVALID_VALUE', `${path} must be ${expected}, not ${found}.`, {
    hint:
      expected === 'an object' || expected === 'a list'
        ? `Give ${path} as JSON.`
        : (instead ?? 'DESCRIBE METHOD tells the type of each parameter. Nothing was sent.'),
  });
}

function foundAs(value: Value): string {
  if (bytesOf(value) !== undefined) return 'bytes';
  if (Array.isArray(value)) return 'a list';
  return isObject(value) ? 'an object' : JSON.stringify(value).slice(0, 60);
}
