import { emptyRecord } from '../../../data/empty-record.ts';
import type { Shape, WireValue } from '../../service-model.ts';
import { textToScalar } from '../scalar-text.ts';
import { type MutableStructure, setMember } from '../structure-values.ts';
import { WireError } from '../wire-error.ts';
import type { XmlCursor } from './xml-cursor.ts';
import type { XmlMapPlan, XmlMember, XmlPlan } from './xml-plan.ts';

const maximumDepth = 200;
/** Longer texts V8 does not copy: a part of a document would keep all of it in memory. */
const longestRecent = 12;

/** Reads the current element's children as the members of a structure; elements that the plan does not know are passed over. */
export function readXmlStructure(cursor: XmlCursor, plan: XmlPlan, depth = 0): MutableStructure {
  if (plan.kind !== 'structure') throw new WireError('The model gives something other than a structure here');
  if (depth > maximumDepth) throw new WireError('The message body is nested too deeply', { code: 'MalformedInput' });
  const decoded = emptyRecord<WireValue>(plan.size);
  if (plan.attributes.length > 0) readAttributes(cursor, plan.attributes, decoded);
  let previous: XmlMember | undefined;
  for (;;) {
    const likely: XmlMember | undefined = previous?.follower;
    const element = cursor.enterChild(likely?.element);
    if (element === undefined) return decoded;
    const member = element === likely?.element ? likely : plan.members.get(element);
    if (member === undefined) cursor.skip();
    else {
      if (previous !== undefined) previous.follower = member;
      previous = member;
      readMember(cursor, member, decoded, depth);
    }
  }
}

function readAttributes(cursor: XmlCursor, attributes: readonly XmlMember[], decoded: MutableStructure): void {
  for (const { name, element, plan } of attributes) {
    const text = cursor.attribute(element);
    if (text === undefined || plan.kind !== 'scalar') continue;
    const value = readScalar(plan.shape, text, name);
    if (value !== undefined) decoded[name] = value;
  }
}

function readMember(cursor: XmlCursor, member: XmlMember, decoded: MutableStructure, depth: number): void {
  const { name, plan } = member;
  if (plan.kind === 'unwanted') cursor.skip();
  else if (plan.kind === 'scalar') {
    const value = readScalarMember(cursor, member, plan.shape);
    if (value !== undefined) decoded[name] = value;
  } else if (!member.isFlat) {
    decoded[name] = readValue(cursor, plan, name, depth + 1);
  } else if (plan.kind === 'map') {
    const map = (decoded[name] ?? {}) as MutableStructure;
    readEntry(cursor, plan, map, name, depth + 1);
    decoded[name] = map;
  } else if (plan.kind === 'list') {
    const list = (decoded[name] ?? []) as WireValue[];
    list.push(readValue(cursor, plan.element, name, depth + 1));
    decoded[name] = list;
  }
}

function readValue(cursor: XmlCursor, plan: XmlPlan, name: string, depth: number): WireValue {
  if (plan.kind === 'structure') return readXmlStructure(cursor, plan, depth);
  if (plan.kind === 'scalar') return readScalar(plan.shape, cursor.text(), name) ?? '';
  if (plan.kind === 'unwanted') throw new WireError('The elements of a list cannot be left out');
  if (plan.kind === 'list') {
    const list: WireValue[] = [];
    for (let item = cursor.enterChild(); item !== undefined; item = cursor.enterChild(item)) {
      list.push(readValue(cursor, plan.element, name, depth + 1));
    }
    return list;
  }
  const map: MutableStructure = {};
  while (cursor.enterChild() !== undefined) readEntry(cursor, plan, map, name, depth + 1);
  return map;
}

function readEntry(cursor: XmlCursor, plan: XmlMapPlan, map: MutableStructure, name: string, depth: number): void {
  let key: string | undefined;
  let value: WireValue | undefined;
  for (let element = cursor.enterChild(); element !== undefined; element = cursor.enterChild()) {
    if (element === plan.keyName) key = cursor.text();
    else if (element === plan.valueName) value = readValue(cursor, plan.value, name, depth + 1);
    else cursor.skip();
  }
  if (key !== undefined && value !== undefined) setMember(map, key, value);
}

/** The value of a member that is no structure, list or map: most often the one that it had the last time. */
function readScalarMember(cursor: XmlCursor, member: XmlMember, shape: Shape): WireValue | undefined {
  const { recent } = member;
  if (recent !== undefined && cursor.leaveText(recent.text, member.element)) return recent.value;
  const text = cursor.text(member.element);
  const value = readScalar(shape, text, member.name);
  // Bytes may be written to by whoever has them, so each has its own.
  if (text.length <= longestRecent && shape.type !== 'blob') member.recent = { text, value };
  return value;
}

/** AWS answers some absent numbers and dates as empty elements. */
function readScalar(shape: Shape, text: string, name: string): WireValue | undefined {
  if (shape.type === 'string') return text;
  if (text === '' && shape.type !== 'blob' && shape.type !== 'character') return undefined;
  return textToScalar(shape, text, name);
}
