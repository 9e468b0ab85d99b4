import { exactNumber, isBigNumber } from '../../data/exact-json.ts';
import type { ServiceModel, Shape, ShapeReference, WireStructure, WireValue } from '../service-model.ts';
import { bytesToBase64, timestampFormatOf } from './scalar-text.ts';
import { elementOf, entryOf, membersOf, shapeOf } from './shape-of.ts';
import { listAt, memberPath, mismatch, setMember, structureAt } from './structure-values.ts';
import { epochSecondsOf, formatTimestamp } from './timestamps.ts';

type Json = Record<string, unknown>;

/** A value as JSON has it. `path` names it in errors. */
export function encodeJson(model: ServiceModel, reference: ShapeReference, value: WireValue, path: string): unknown {
  const shape = shapeOf(model, reference);
  switch (shape.type) {
    case 'structure':
      if (shape.document === true) return value;
      return encodeJsonMembers(model, structureAt(value, path), membersOf(shape), path);
    case 'list': {
      const element = elementOf(shape);
      return listAt(value, path).map((item, index) =>
        item === null ? null : encodeJson(model, element, item, `${path}[${index}]`),
      );
    }
    case 'map':
      return encodeMap(model, shape, structureAt(value, path), path);
    default:
      return encodeScalar(shape, reference, value, path);
  }
}

/** These members of a structure as a JSON object. */
export function encodeJsonMembers(
  model: ServiceModel,
  structure: WireStructure,
  members: readonly (readonly [string, ShapeReference])[],
  path: string,
): Json {
  const encoded: Json = {};
  for (const [name, reference] of members) {
    const value = structure[name];
    if (value === undefined || value === null) continue;
    encoded[reference.locationName ?? name] = encodeJson(model, reference, value, memberPath(path, name));
  }
  return encoded;
}

function encodeMap(model: ServiceModel, shape: Shape, map: WireStructure, path: string): Json {
  const { value: valueReference } = entryOf(shape);
  const encoded: Record<string, WireValue> = {};
  for (const [key, value] of Object.entries(map)) {
    if (value === undefined || value === null) continue;
    setMember(encoded, key, encodeJson(model, valueReference, value, memberPath(path, key)) as WireValue);
  }
  return encoded;
}

function encodeScalar(shape: Shape, reference: ShapeReference, value: WireValue, path: string): unknown {
  switch (shape.type) {
    case 'blob':
      return bytesToBase64(value, path);
    case 'boolean':
      if (typeof value !== 'boolean') throw mismatch('true or false', value, path);
      return value;
    case 'integer':
    case 'long':
      if (isBigNumber(value)) return exactNumber(value);
      if (typeof value !== 'number') throw mismatch('a number', value, path);
      return value;
    case 'float':
    case 'double':
      if (typeof value !== 'number') throw mismatch('a number', value, path);
      // JSON has no word for these; AWS's protocols write them as strings.
      return Number.isFinite(value) ? value : String(value);
    case 'timestamp': {
      if (typeof value !== 'string') throw mismatch('a timestamp as ISO 8601 text', value, path);
      const format = timestampFormatOf(shape, reference) ?? 'unixTimestamp';
      return format === 'unixTimestamp' ? epochSecondsOf(value, path) : formatTimestamp(value, format, path);
    }
    default:
      if (typeof value !== 'string') throw mismatch('a string', value, path);
      return value;
  }
}
