import type { WireStructure, WireValue } from '../../aws/service-model.ts';
import type { ColumnDescription, DocumentedType } from '../../catalog/resource-description.ts';
import { wholeNumber } from '../../data/exact-json.ts';
import { isObject } from '../../data/is-object.ts';
import { openJson } from '../../data/open-json.ts';
import type { Value } from '../../data/value.ts';

/** A wire value as a row holds it: bytes become base64 text, members that are not there go. */
export function plainValue(value: WireValue | undefined): Value {
  if (value === undefined || value === null) return null;
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return value.map(plainValue);
  if (typeof value !== 'object') return value;
  const given = value as WireStructure;
  const members: Record<string, Value> = {};
  for (const name in given) {
    const member = given[name];
    if (member !== undefined) members[name] = plainValue(member);
  }
  return members;
}

/** A value as its column's type wants it, whichever API it came from. */
export function columnValue(value: Value, column: Pick<ColumnDescription, 'name' | 'type'>): Value {
  return value === null ? null : readers[column.type](value, column.name);
}

const readers: Readonly<Record<DocumentedType, (value: Exclude<Value, null>, column: string) => Value>> = {
  string: (value) => (typeof value === 'string' ? value : textOf(value)),
  integer: numberOf,
  number: numberOf,
  boolean: (value) => (value === 'true' ? true : value === 'false' ? false : value),
  timestamp: (value) => timestampText(value),
  object: (value) => {
    const opened = openJson(value);
    return tagMap(opened) ?? opened;
  },
  array: (value, column) => {
    const opened = openJson(value);
    return column === 'tags' ? (tagList(opened) ?? opened) : opened;
  },
};

function textOf(value: Exclude<Value, null>): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function numberOf(value: Value): Value {
  if (typeof value !== 'string' || value.trim() === '' || !Number.isFinite(Number(value))) return value;
  // A whole number that a double does not hold stays the text of its digits.
  return wholeNumber(value.trim()) ?? Number(value);
}

/** ISO 8601 with a zone: Cloud Control gives some moments as seconds, others as text without one, which is UTC. */
function timestampText(value: Exclude<Value, null>): Value {
  if (typeof value === 'number') return new Date(value > 1e11 ? value : value * 1000).toISOString();
  if (typeof value !== 'string' || /(Z|[+-]\d\d:?\d\d)$/i.test(value)) return value;
  const moment = Date.parse(`${value.replace(' ', 'T')}${value.includes(':') ? 'Z' : ''}`);
  return Number.isFinite(moment) ? new Date(moment).toISOString() : value;
}

/** `[{Key, Value}]` as a map; undefined when the value is no such list. */
function tagMap(value: Value): Value | undefined {
  if (!Array.isArray(value)) return undefined;
  const tags: Record<string, Value> = {};
  for (const element of value) {
    const tag = tagOf(element);
    if (!tag) return undefined;
    tags[tag.key] = tag.value;
  }
  return tags;
}

function tagOf(element: Value): { readonly key: string; readonly value: Value } | undefined {
  if (!isObject(element)) return undefined;
  let key: Value | undefined;
  let value: Value | undefined;
  let members = 0;
  for (const name in element) {
    members += 1;
    if (members > 2) return undefined;
    const part = tagParts[name] ?? tagParts[name.toLowerCase()];
    if (part === 'key') key ??= element[name];
    else if (part === 'value') value ??= element[name];
  }
  return typeof key === 'string' ? { key, value: value ?? '' } : undefined;
}

/** What the members of a tag are, as services write them. */
const tagParts: Readonly<Record<string, 'key' | 'value' | undefined>> = Object.assign(Object.create(null), {
  Key: 'key',
  key: 'key',
  tagkey: 'key',
  Value: 'value',
  value: 'value',
  tagvalue: 'value',
});

/** A map of tags as the list that the column is documented as. */
function tagList(value: Value): Value | undefined {
  if (!isObject(value)) return undefined;
  return Object.entries(value).map(([Key, tag]) => ({ Key, Value: tag }));
}
