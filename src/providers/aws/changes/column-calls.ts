import type { ColumnCall, ColumnUpdate, ResourceDescription } from '../../../catalog/resource-description.ts';
import { resourceId } from '../../../catalog/resource-id.ts';
import { isObject } from '../../../data/is-object.ts';
import { nameKey } from '../../../data/name-key.ts';
import type { Value } from '../../../data/value.ts';
import { SkyqlError } from '../../../errors/skyql-error.ts';

/** A call that sets a column, with what it puts in and takes out. */
export interface MeantCall {
  readonly call: ColumnCall;
  readonly added: Value;
  readonly removed: Value;
}

/** A column as it is and as it is wanted. */
export interface ColumnChange {
  readonly column: string;
  readonly before: Value;
  readonly wanted: Value;
}

/** The calls that make a column what is wanted; none where it is so already. Throws INVALID_VALUE for what no call makes. */
export function columnCalls(
  description: ResourceDescription,
  update: ColumnUpdate,
  change: ColumnChange,
): readonly MeantCall[] {
  switch (update.kind) {
    case 'value':
      return valueCalls(description, update, change);
    case 'list':
      return partCalls(update, elementParts(description, change));
    case 'tags':
      return partCalls(update, tagParts(description, change));
  }
}

function valueCalls(
  description: ResourceDescription,
  { calls }: ColumnUpdate,
  { column, before, wanted }: ColumnChange,
): readonly MeantCall[] {
  const isMoment = description.columns.some(({ name, type }) => name === column && type === 'timestamp');
  if (isSame(before, wanted, isMoment)) return [];
  const call = calls.find(({ for: values }) => {
    if (wanted === null) return values === 'null';
    return values === 'value' || (Array.isArray(values) && values.includes(String(wanted)));
  });
  if (call !== undefined) return [{ call, added: null, removed: null }];
  const known = calls.flatMap(({ for: values }) => (Array.isArray(values) ? values : []));
  throw new SkyqlError(
    'INVALID_VALUE',
    wanted === null
      ? `${column} of ${resourceId(description)} cannot be taken away.`
      : `${column} of ${resourceId(description)} cannot be set to ${JSON.stringify(wanted)}.`,
    {
      hint: known.length > 0 ? `It is set to ${known.map((value) => `'${value}'`).join(' or ')}.` : 'Give it a value.',
    },
  );
}

function isSame(before: Value, wanted: Value, isMoment: boolean): boolean {
  if (before === null || wanted === null) return before === wanted;
  const [is, willBe] = [openedJson(before), openedJson(wanted)];
  if (typeof is === 'object' && is !== null) return elementKey(is) === elementKey(willBe);
  return isMoment ? momentOf(before) === momentOf(wanted) : String(before) === String(wanted);
}

function momentOf(value: Value): number | string {
  const moment = Date.parse(String(value).replace(/([+-]\d\d)$/, '$1:00'));
  return Number.isNaN(moment) ? String(value) : moment;
}

interface Parts {
  readonly added: Value;
  readonly removed: Value;
}

function partCalls({ calls }: ColumnUpdate, { added, removed }: Parts): readonly MeantCall[] {
  const isNone = (part: Value) => !Array.isArray(part) || part.length === 0;
  return calls.flatMap((call): MeantCall[] => {
    const isMeant =
      call.for === 'changed' ? !isNone(added) || !isNone(removed) : !isNone(call.for === 'added' ? added : removed);
    return isMeant ? [{ call, added: isNone(added) ? null : added, removed: isNone(removed) ? null : removed }] : [];
  });
}

function elementParts(description: ResourceDescription, { column, before, wanted }: ColumnChange): Parts {
  const listOf = (value: Value): readonly Value[] => {
    const opened = openedJson(value);
    if (opened === null) return [];
    if (Array.isArray(opened)) return opened;
    throw notThat(description, column, 'a list');
  };
  const [is, willBe] = [listOf(before), listOf(wanted)];
  const without = (some: readonly Value[], others: readonly Value[]) => {
    const keys = new Set(others.map(elementKey));
    return some.filter((one) => !keys.has(elementKey(one)));
  };
  return { added: without(willBe, is), removed: without(is, willBe) };
}

/** An element as it is compared: the order of its members, and how their names are spelt, say nothing. */
function elementKey(element: Value): string {
  if (Array.isArray(element)) return `[${element.map(elementKey).join(',')}]`;
  if (!isObject(element)) return JSON.stringify(element);
  const members = Object.entries(element).map(
    ([name, value]) => `${JSON.stringify(nameKey(name))}:${elementKey(value)}`,
  );
  return `{${members.toSorted().join(',')}}`;
}

/** Tags that AWS sets itself are no one else's to change. */
const reserved = /^aws:/;

function tagParts(description: ResourceDescription, { column, before, wanted }: ColumnChange): Parts {
  const tagsOf = (value: Value): ReadonlyMap<string, string> => {
    const opened = openedJson(value);
    if (opened === null) return new Map();
    const pairs = Array.isArray(opened) ? opened.map(pairOf) : isObject(opened) ? Object.entries(opened) : undefined;
    if (pairs === undefined || pairs.some((pair) => pair === undefined))
      throw notThat(description, column, 'an object, or a list of Key and Value');
    return new Map(pairs.flatMap((pair) => (pair === undefined ? [] : [[pair[0], String(pair[1] ?? '')]])));
  };
  const [is, willBe] = [tagsOf(before), tagsOf(wanted)];
  return {
    added: [...willBe].flatMap(([Key, value]) => (is.get(Key) === value ? [] : [{ Key, Value: value }])),
    removed: [...is.keys()].flatMap((Key) => (willBe.has(Key) || reserved.test(Key) ? [] : [{ Key }])),
  };
}

function pairOf(tag: Value): readonly [string, Value] | undefined {
  if (!isObject(tag)) return undefined;
  const members = Object.entries(tag);
  const key = members.find(([name]) => /^key$/i.test(name))?.[1];
  const value = members.find(([name]) => /^value$/i.test(name))?.[1];
  return typeof key === 'string' ? [key, value ?? ''] : undefined;
}

function openedJson(value: Value): Value {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as Value;
  } catch {
    return value;
  }
}

function notThat(description: ResourceDescription, column: string, what: string): SkyqlError {
  return new SkyqlError('INVALID_VALUE', `${column} of ${resourceId(description)} is ${what}, as JSON.`, {
    hint: 'Nothing was changed.',
  });
}
