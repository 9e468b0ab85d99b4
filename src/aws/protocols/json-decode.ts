import { emptyRecord } from '../../data/empty-record.ts';
import { isBigNumber } from '../../data/exact-json.ts';
import type { ServiceModel, Shape, ShapeReference, ShapeType, WireValue } from '../service-model.ts';
import { base64ToBytes, textToNumber } from './scalar-text.ts';
import { elementOf, entryOf, membersOf, shapeOf } from './shape-of.ts';
import { isStructure, type MutableStructure, memberPath, setMember } from './structure-values.ts';
import { parseTimestamp } from './timestamps.ts';
import { WireError } from './wire-error.ts';

/** The value that JSON holds for a shape; `null` inside lists and maps is left out, as AWS's clients do. */
export function decodeJson(model: ServiceModel, reference: ShapeReference, json: unknown, path: string): WireValue {
  const shape = shapeOf(model, reference);
  switch (shape.type) {
    case 'structure':
      if (shape.document === true) return json as WireValue;
      return decodeJsonMembers(model, json, membersOf(shape), path);
    case 'list':
      return decodeList(model, shape, json, path);
    case 'map':
      return decodeMap(model, shape, json, path);
    default:
      return decodeScalar(shape, json, path);
  }
}

/** The structure that a JSON object holds for these members; members that the model does not know are passed over. */
export function decodeJsonMembers(
  model: ServiceModel,
  json: unknown,
  members: readonly (readonly [string, ShapeReference])[],
  path: string,
): MutableStructure {
  if (!isStructure(json)) throw unexpected('structure', json, path);
  const decoded = emptyRecord<WireValue>(members.length);
  for (const [name, reference] of members) {
    const wireName = reference.locationName ?? name;
    const value = Object.hasOwn(json, wireName) ? json[wireName] : undefined;
    if (value === undefined || value === null) continue;
    decoded[name] = decodeJson(model, reference, value, memberPath(path, name));
  }
  return decoded;
}

function decodeList(model: ServiceModel, shape: Shape, json: unknown, path: string): WireValue {
  if (!Array.isArray(json)) throw unexpected('list', json, path);
  const element = elementOf(shape);
  const decoded: WireValue[] = [];
  for (const [index, item] of json.entries()) {
    if (item !== null) decoded.push(decodeJson(model, element, item, `${path}[${index}]`));
  }
  return decoded;
}

function decodeMap(model: ServiceModel, shape: Shape, json: unknown, path: string): WireValue {
  if (!isStructure(json)) throw unexpected('map', json, path);
  const { value: valueReference } = entryOf(shape);
  const decoded: MutableStructure = {};
  for (const [key, value] of Object.entries(json)) {
    if (value === null || value === undefined) continue;
    setMember(decoded, key, decodeJson(model, valueReference, value, memberPath(path, key)));
  }
  return decoded;
}

function decodeScalar(shape: Shape, json: unknown, path: string): WireValue {
  switch (shape.type) {
    case 'boolean':
      if (typeof json === 'boolean') return json;
      break;
    case 'integer':
    case 'long':
      // AWS's own deserialiser truncates: TruncatingBigNumber is the class its messages name.
      if (typeof json === 'number') return Math.trunc(json);
      if (isBigNumber(json)) return json;
      break;
    case 'float':
    case 'double':
      if (typeof json === 'number') return json;
      if (typeof json === 'string') return textToNumber(json, path);
      break;
    case 'timestamp':
      if (typeof json === 'number' || typeof json === 'string') return parseTimestamp(json, path);
      break;
    case 'blob':
      if (typeof json === 'string') return base64ToBytes(json, path);
      // CBOR, which is read by the same rules, has bytes of its own.
      if (json instanceof Uint8Array) return json;
      break;
    default:
      if (typeof json === 'string') return json;
  }
  throw unexpected(shape.type, json, path);
}

const typeNames: Readonly<Partial<Record<ShapeType, string>>> = {
  boolean: 'Boolean',
  integer: 'Integer',
  long: 'Long',
  float: 'Float',
  double: 'Double',
  timestamp: 'Date',
  blob: 'Blob',
};

/** Assumption: the list text was seen on AWS for Cloud Control, the others are those that DynamoDB is known to answer. */
function unexpected(expected: ShapeType, json: unknown, path: string): WireError {
  return new WireError(unexpectedMessage(expected, json), { path });
}

function unexpectedMessage(expected: ShapeType, json: unknown): string {
  if (Array.isArray(json)) return 'Start of list found where not expected';
  if (typeof json === 'object' && json !== null) return 'Start of structure or map found where not expected';
  if (expected === 'list') return 'Expected list or null';
  if (expected === 'map') return 'Expected map or null';
  if (expected === 'structure') return 'Unexpected field type';
  const found =
    typeof json === 'number'
      ? 'NUMBER_VALUE'
      : `${String(json === true || json === false ? json : 'string').toUpperCase()}_VALUE`;
  return `${found} cannot be converted to ${typeNames[expected] ?? 'String'}`;
}
