import { isBigNumber } from '../../../data/exact-json.ts';
import type { ServiceModel, Shape, ShapeReference, WireStructure, WireValue } from '../../service-model.ts';
import { elementOf, entryOf, membersOf, shapeOf } from '../shape-of.ts';
import { listAt, memberPath, mismatch, structureAt } from '../structure-values.ts';
import { epochSecondsOf } from '../timestamps.ts';
import type { CborWriter } from './cbor-writer.ts';

type Members = readonly (readonly [string, ShapeReference])[];

/** These members of a structure as a CBOR map. `path` names the structure in errors. */
export function writeCborMembers(
  writer: CborWriter,
  model: ServiceModel,
  structure: WireStructure,
  members: Members,
  path: string,
): void {
  const present = members.filter(([name]) => structure[name] !== undefined && structure[name] !== null);
  writer.map(present.length);
  for (const [name, reference] of present) {
    writer.text(reference.locationName ?? name);
    writeCbor(writer, model, reference, structure[name] ?? null, memberPath(path, name));
  }
}

function writeCbor(
  writer: CborWriter,
  model: ServiceModel,
  reference: ShapeReference,
  value: WireValue,
  path: string,
): void {
  const shape = shapeOf(model, reference);
  if (value === null) writer.null();
  else if (shape.type === 'structure')
    writeCborMembers(writer, model, structureAt(value, path), membersOf(shape), path);
  else if (shape.type === 'list') {
    const items = listAt(value, path);
    const element = elementOf(shape);
    writer.list(items.length);
    for (const [index, item] of items.entries()) writeCbor(writer, model, element, item, `${path}[${index}]`);
  } else if (shape.type === 'map') {
    const entries = Object.entries(structureAt(value, path));
    const { value: valueReference } = entryOf(shape);
    writer.map(entries.length);
    for (const [key, item] of entries) {
      writer.text(key);
      writeCbor(writer, model, valueReference, item ?? null, memberPath(path, key));
    }
  } else writeScalar(writer, shape, value, path);
}

function writeScalar(writer: CborWriter, shape: Shape, value: WireValue, path: string): void {
  switch (shape.type) {
    case 'blob':
      if (typeof value !== 'string' && !(value instanceof Uint8Array)) throw mismatch('binary data', value, path);
      writer.bytes(typeof value === 'string' ? Buffer.from(value, 'utf8') : value);
      break;
    case 'boolean':
      if (typeof value !== 'boolean') throw mismatch('true or false', value, path);
      writer.boolean(value);
      break;
    case 'integer':
    case 'long':
      if (isBigNumber(value)) writer.integer(BigInt(value));
      else addNumber(writer, value, path);
      break;
    case 'float':
    case 'double':
      addNumber(writer, value, path);
      break;
    case 'timestamp':
      if (typeof value !== 'string') throw mismatch('a timestamp as ISO 8601 text', value, path);
      writer.timestamp(epochSecondsOf(value, path));
      break;
    default:
      if (typeof value !== 'string') throw mismatch('a string', value, path);
      writer.text(value);
      break;
  }
}

function addNumber(writer: CborWriter, value: WireValue, path: string): void {
  if (typeof value !== 'number') throw mismatch('a number', value, path);
  if (Number.isSafeInteger(value) && !Object.is(value, -0)) writer.integer(value);
  else writer.double(value);
}
