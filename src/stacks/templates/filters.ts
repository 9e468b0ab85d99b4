import { isObject } from '../../data/is-object.ts';
import { jsonInText } from '../../data/json-in-text.ts';
import { jsonPointer } from '../../data/json-pointer.ts';
import type { Value } from '../../data/value.ts';
import { textOfValue } from './values.ts';

/** What is given to a filter beside its value: `get('a', default=1)`. */
export interface FilterArguments {
  readonly positional: readonly Value[];
  readonly named: Readonly<Record<string, Value>>;
}

/** Throws an Error whose message says what is wrong with the value. */
export type Filter = (value: Value, given: FilterArguments) => Value;

/** The filters that stacks have beside Jinja's own, by the names that stackql-deploy has them under. */
export const filters: Readonly<Record<string, Filter>> = {
  from_json: (value) => parsed(value, 'from_json'),
  tojson: (value) => JSON.stringify(value),
  base64_encode: (value) => Buffer.from(textOfValue(value), 'utf8').toString('base64'),
  generate_patch_document: (value) =>
    JSON.stringify(
      Object.entries(objectOf(value, 'generate_patch_document')).map(([name, member]) => ({
        op: 'add',
        path: jsonPointer([name]),
        value: jsonInText(member),
      })),
    ),
  to_aws_tag_filters: (value) =>
    JSON.stringify(
      listOf(value, 'to_aws_tag_filters').map((tag) => {
        const { Key, Value: own } = objectOf(tag, 'to_aws_tag_filters');
        return { Key: Key ?? null, Values: [own ?? ''] };
      }),
    ),
  merge_lists: (value, { positional: [other = []] }) => {
    const all = [...listOf(value, 'merge_lists'), ...listOf(other, 'merge_lists')];
    return [...new Map(all.map((item) => [JSON.stringify(item), item])).values()];
  },
  merge_objects: (value, { positional: [other = {}] }) => ({
    ...objectOf(value, 'merge_objects'),
    ...objectOf(other, 'merge_objects'),
  }),
  get: (value, { positional, named }) => {
    const key = named.key ?? positional[0] ?? null;
    const fallback = named.default ?? positional[1] ?? null;
    if (key === null) throw new Error('get takes a key.');
    if (typeof value !== 'object' || value === null) return fallback;
    const members = value as Readonly<Record<string, Value>>;
    return (Object.hasOwn(members, String(key)) ? members[String(key)] : undefined) ?? fallback;
  },
  replace: (value, { positional, named }) => {
    const from = named.from ?? named.old ?? positional[0];
    const to = named.to ?? named.new ?? positional[1];
    if (from === undefined || to === undefined) throw new Error('replace takes from and to.');
    return textOfValue(value).replaceAll(String(from), () => String(to));
  },
  format: (value, { positional, named }) => formatted(textOfValue(value), positional, named),
};

/** What filters take by name; of `format` that may be anything. A map that says something else is a value. */
export const namedArguments: Readonly<Record<string, readonly string[] | 'any'>> = {
  get: ['key', 'default'],
  replace: ['from', 'to', 'old', 'new'],
  format: 'any',
};

/** `%s`, `%d`, `%05d`, `%.2f`, `%(name)s`, `%%`. */
function formatted(text: string, values: readonly Value[], named: Readonly<Record<string, Value>>): string {
  let next = 0;
  return text.replace(/%(?:\((\w+)\))?(0?)(\d*)(?:\.(\d+))?([sdifr%])/g, (_, name, zero, width, digits, kind) => {
    if (kind === '%') return '%';
    const value = name === undefined ? values[next++] : named[name];
    if (value === undefined) throw new Error('format has fewer values than its text asks for.');
    const shown = kind === 's' || kind === 'r' ? textOfValue(value) : numberOf(value, kind, digits);
    return shown.padStart(Number(width || 0), zero === '0' ? '0' : ' ');
  });
}

function numberOf(value: Value, kind: string, digits: string | undefined): string {
  const number = Number(value);
  if (!Number.isFinite(number)) throw new Error(`format takes a number for %${kind}, not ${textOfValue(value)}.`);
  return kind === 'f' ? number.toFixed(Number(digits ?? 6)) : String(Math.trunc(number));
}

function parsed(value: Value, filter: string): Value {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as Value;
  } catch {
    throw new Error(`${filter} takes JSON, and what it got is none.`);
  }
}

function listOf(value: Value, filter: string): readonly Value[] {
  const list = parsed(value, filter);
  if (Array.isArray(list)) return list as readonly Value[];
  throw new Error(`${filter} takes a list.`);
}

function objectOf(value: Value, filter: string): Readonly<Record<string, Value>> {
  const object = parsed(value, filter);
  if (isObject(object)) return object;
  throw new Error(`${filter} takes an object.`);
}
