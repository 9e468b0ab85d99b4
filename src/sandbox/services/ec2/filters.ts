import type { WireStructure } from '../../../aws/service-model.ts';
import { structuresOf, textOf, textsOf } from '../../kit/members.ts';
import type { Tag } from '../../kit/tags/tag.ts';
import { SandboxFault } from '../../service.ts';
import { messages, mostFilterValues } from './assumptions.ts';
import { invalidValue } from './faults.ts';

type FieldValue = string | number | boolean | undefined;

/** What a filter compares: the value or values of an item under the filter's name. */
export type FilterFields<Item> = Readonly<Record<string, (item: Item) => FieldValue | readonly FieldValue[]>>;

type Test = (value: string) => boolean;

/**
 * One test out of a request's `Filters`: an item passes when it fits every filter by any of its values. A filter without values lets nothing pass.
 * Throws InvalidParameterValue for a filter that the operation does not know.
 */
export function compileFilters<Item>(
  input: WireStructure,
  fields: FilterFields<Item>,
  tagsOf: (item: Item) => readonly Tag[],
): (item: Item) => boolean {
  const filters = structuresOf(input.Filters);
  if (filters.reduce((count, filter) => count + textsOf(filter.Values).length, 0) > mostFilterValues) {
    throw new SandboxFault('FilterLimitExceeded', messages.tooManyFilterValues);
  }
  const tests = filters.map((filter) => compileFilter(filter, fields, tagsOf));
  return (item) => tests.every((test) => test(item));
}

function compileFilter<Item>(
  filter: WireStructure,
  fields: FilterFields<Item>,
  tagsOf: (item: Item) => readonly Tag[],
): (item: Item) => boolean {
  const name = textOf(filter.Name);
  if (name === undefined || name === '') throw invalidValue(messages.filterWithoutName);
  const test = compileValues(textsOf(filter.Values));
  if (name === 'tag-key') return (item) => tagsOf(item).some((tag) => test(tag.Key));
  if (name.startsWith('tag:')) {
    const key = name.slice('tag:'.length);
    return (item) => tagsOf(item).some((tag) => tag.Key === key && test(tag.Value));
  }
  const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (!field) throw invalidValue(messages.unknownFilter(name));
  return (item) => {
    const found = field(item);
    return isList(found) ? found.some((value) => passes(value, test)) : passes(found, test);
  };
}

function isList(value: FieldValue | readonly FieldValue[]): value is readonly FieldValue[] {
  return typeof value === 'object';
}

function passes(value: FieldValue, test: Test): boolean {
  return value !== undefined && test(String(value));
}

function compileValues(values: readonly string[]): Test {
  const exact = new Set(values.filter((value) => !/[*?\\]/.test(value)));
  const patterns = values.filter((value) => /[*?\\]/.test(value)).map(compilePattern);
  if (patterns.length === 0) return (value) => exact.has(value);
  return (value) => exact.has(value) || patterns.some((pattern) => pattern.test(value));
}

/** `*` stands for any text, `?` for one character, a backslash takes the next character literally. */
export function compilePattern(text: string): RegExp {
  const source = text.replace(/\\(.)|[\s\S]/g, (found: string, escaped: string | undefined) => {
    if (escaped !== undefined) return escapeCharacter(escaped);
    if (found === '*') return '[\\s\\S]*';
    if (found === '?') return '[\\s\\S]';
    return escapeCharacter(found);
  });
  return new RegExp(`^${source}$`, 'u');
}

function escapeCharacter(character: string): string {
  return /[\^$\\.*+?()[\]{}|/]/.test(character) ? `\\${character}` : character;
}
