import type { WireStructure } from '../../../aws/service-model.ts';
import { filterForm, wildcardMatcher } from '../../../data/wildcard-matcher.ts';
import type { SandboxFault } from '../../service.ts';
import { structuresOf, textOf, textsOf } from '../members.ts';
import type { Tag } from '../tags/tag.ts';

type FieldValue = string | number | boolean | undefined;

/** What a filter compares: the value or values of an item under the filter's name; of what an item has not, nothing fits. */
export type FilterValue = FieldValue | readonly FieldValue[];
export type FilterFields<Item> = Readonly<Record<string, (item: Item) => FilterValue>>;

/** How a service takes filters, and what it says of those that it does not know. */
export interface FilterRules {
  /** The member of a request that lists its filters. */
  readonly filters: string;
  /** The members of a filter. */
  readonly name: string;
  readonly values: string;
  /** Whether values have `*` and `?`; otherwise they are compared whole. */
  readonly wildcards?: boolean;
  /** Filters whose values may end with `*`, for what begins so, and begin with one as well, for what contains the text between. */
  readonly starred?: readonly string[];
  readonly unknown: (name: string, known: readonly string[]) => SandboxFault;
  /** For a filter without a name, where that is not a filter that nobody knows. */
  readonly nameless?: () => SandboxFault;
  /** The most values that the filters of one request may have. Any number where absent. */
  readonly mostValues?: number;
  readonly tooManyValues?: () => SandboxFault;
  /** The most characters of a value, and the error of a longer one. Any number where absent. */
  readonly longestValue?: number;
  readonly valueTooLong?: (name: string) => SandboxFault;
}

type Accepts<Item> = (item: Item) => boolean;

/**
 * Makes one test of a request's filters: an item passes when it fits every filter by any of its values, in their case. A
 * filter without values lets nothing pass. `tag-key`, `tag-value` and `tag:...` are filters where `tagsOf` is given.
 */
export type Filtering = <Item>(
  input: WireStructure,
  fields: FilterFields<Item>,
  tagsOf?: (item: Item) => readonly Tag[],
) => Accepts<Item>;

export function filteringBy(rules: FilterRules): Filtering {
  return (input, fields, tagsOf) => {
    const filters = structuresOf(input[rules.filters]).map((filter) => ({
      name: textOf(filter[rules.name]) ?? '',
      values: textsOf(filter[rules.values]),
    }));
    const count = filters.reduce((sum, { values }) => sum + values.length, 0);
    if (rules.tooManyValues !== undefined && count > (rules.mostValues ?? count)) throw rules.tooManyValues();
    const { longestValue = Number.POSITIVE_INFINITY, valueTooLong } = rules;
    const tests = filters.map(({ name, values }) => {
      if (valueTooLong !== undefined && values.some((value) => value.length > longestValue)) throw valueTooLong(name);
      if (name === '' && rules.nameless !== undefined) throw rules.nameless();
      const valuesOf = (tagsOf && tagField(name, tagsOf)) ?? (Object.hasOwn(fields, name) ? fields[name] : undefined);
      if (valuesOf === undefined) throw rules.unknown(name, Object.keys(fields));
      if (rules.wildcards) return valueTest(valuesOf, wildcardTest(values));
      return valueTest(valuesOf, rules.starred?.includes(name) ? starredTest(values) : exactTest(values));
    });
    return (item) => tests.every((test) => test(item));
  };
}

function tagField<Item>(
  name: string,
  tagsOf: (item: Item) => readonly Tag[],
): ((item: Item) => readonly string[]) | undefined {
  if (name === 'tag-key') return (item) => tagsOf(item).map(({ Key }) => Key);
  if (name === 'tag-value') return (item) => tagsOf(item).map(({ Value }) => Value);
  if (!name.startsWith('tag:')) return undefined;
  const key = name.slice('tag:'.length);
  return (item) => tagsOf(item).flatMap(({ Key, Value }) => (Key === key ? [Value] : []));
}

function valueTest<Item>(
  valuesOf: (item: Item) => FieldValue | readonly FieldValue[],
  fits: Accepts<string>,
): Accepts<Item> {
  const passes = (value: FieldValue) => value !== undefined && fits(String(value));
  return (item) => {
    const found = valuesOf(item);
    return isList(found) ? found.some(passes) : passes(found);
  };
}

function isList(value: FieldValue | readonly FieldValue[]): value is readonly FieldValue[] {
  return typeof value === 'object';
}

function exactTest(values: readonly string[]): Accepts<string> {
  const wanted = new Set(values);
  return (value) => wanted.has(value);
}

/** A `*` anywhere else is a character as others. */
function starredTest(values: readonly string[]): Accepts<string> {
  const isExact = exactTest(values);
  const patterns = values.filter((value) => /^\*?[^*]+\*$/.test(value));
  return (text) =>
    isExact(text) ||
    patterns.some((pattern) =>
      pattern.startsWith('*') ? text.includes(pattern.slice(1, -1)) : text.startsWith(pattern.slice(0, -1)),
    );
}

function wildcardTest(values: readonly string[]): Accepts<string> {
  const isPattern = (value: string) => /[*?\\]/.test(value);
  const isExact = exactTest(values.filter((value) => !isPattern(value)));
  const patterns = values.filter(isPattern).map((value) => wildcardMatcher(value, filterForm));
  return (value) => isExact(value) || patterns.some((matches) => matches(value));
}
