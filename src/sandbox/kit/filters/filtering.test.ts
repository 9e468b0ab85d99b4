import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SandboxFault } from '../../service.ts';
import type { Tag } from '../tags/tag.ts';
import { type FilterFields, filteringBy } from './filtering.ts';

interface Item {
  readonly name?: string;
  readonly size: number;
  readonly zones: readonly string[];
  readonly tags: readonly Tag[];
}

const fields: FilterFields<Item> = {
  name: (item) => item.name,
  size: (item) => item.size,
  zone: (item) => item.zones,
};

const words = {
  filters: 'Filters',
  name: 'Name',
  values: 'Values',
  unknown: (name: string, known: readonly string[]) => new SandboxFault('Unknown', `${name}: ${known.join(', ')}`),
};
const exactly = filteringBy(words);
const withWildcards = filteringBy({
  ...words,
  wildcards: true,
  nameless: () => new SandboxFault('Nameless', 'No name.'),
  mostValues: 200,
  tooManyValues: () => new SandboxFault('TooMany', 'Too many values.'),
});

interface Filter {
  readonly Name?: string;
  readonly Values?: readonly string[];
}

const tagsOf = (item: Item) => item.tags;
const inputOf = (filters: readonly Filter[]) => ({
  Filters: filters.map(({ Name, Values }) => ({ Name, Values })),
});
const fits = (filters: readonly Filter[], item: Partial<Item>) =>
  withWildcards(inputOf(filters), fields, tagsOf)({ size: 8, zones: [], tags: [], ...item });

const text = fc.constantFrom('a', 'b', 'ab', 'A', '1', '2');
const pattern = fc.constantFrom('a', 'b', 'a*', '?b', '*', '\\*', '1', '2');
const item: fc.Arbitrary<Item> = fc.record(
  {
    name: text,
    size: fc.integer({ min: 1, max: 2 }),
    zones: fc.array(text, { maxLength: 2 }),
    tags: fc.uniqueArray(fc.record({ Key: text, Value: text }), { selector: ({ Key }) => Key, maxLength: 2 }),
  },
  { requiredKeys: ['size', 'zones', 'tags'] },
);
const filters = fc.array(
  fc.record({
    Name: fc.constantFrom('name', 'size', 'zone', 'tag-key', 'tag:a', 'tag:A'),
    Values: fc.array(pattern, { maxLength: 3 }),
  }),
  { maxLength: 3 },
);

/** What the filter's name stands for, said again without the kit. */
function valuesOf({ name, size, zones, tags }: Item, filter: string): readonly string[] {
  if (filter === 'name') return name === undefined ? [] : [name];
  if (filter === 'size') return [String(size)];
  if (filter === 'zone') return zones;
  if (filter === 'tag-key') return tags.map(({ Key }) => Key);
  return tags.filter(({ Key }) => `tag:${Key}` === filter).map(({ Value }) => Value);
}

const meanings: Readonly<Record<string, (value: string) => boolean>> = {
  'a*': (value) => value.startsWith('a'),
  '?b': (value) => value.length === 2 && value.endsWith('b'),
  '*': () => true,
  '\\*': (value) => value === '*',
};

describe('filters', () => {
  it.each([
    ['with wildcards', withWildcards, (value: string, wanted: string) => meanings[wanted]?.(value) ?? value === wanted],
    ['compared whole', exactly, (value: string, wanted: string) => value === wanted],
  ])('let an item pass that fits each of them by one of its values, %s', (_, compile, matches) => {
    fc.assert(
      fc.property(fc.array(item, { maxLength: 8 }), filters, (items, given) => {
        const expected = items.filter((each) =>
          given.every(({ Name, Values }) =>
            Values.some((wanted) => valuesOf(each, Name).some((value) => matches(value, wanted))),
          ),
        );
        expect(items.filter(compile(inputOf(given), fields, tagsOf))).toEqual(expected);
      }),
    );
  });

  it('let nothing pass a filter without values, nor an absent value pass any', () => {
    expect(fits([{ Name: 'name', Values: [] }], { name: 'golden' })).toBe(false);
    expect(fits([{ Name: 'name' }], { name: 'golden' })).toBe(false);
    expect(fits([{ Name: 'name', Values: ['*'] }], {})).toBe(false);
  });

  it.each([
    [[{ Name: 'nme', Values: ['x'] }], 'Unknown', 'nme: name, size, zone'],
    [[{ Name: 'constructor', Values: ['x'] }], 'Unknown', 'constructor: name, size, zone'],
    [[{ Values: ['x'] }], 'Nameless', 'No name.'],
    [[{ Name: 'name', Values: Array.from({ length: 201 }, String) }], 'TooMany', 'Too many values.'],
  ])('refuse %j', (given, code, message) => {
    expect(() => fits(given, {})).toThrowError(expect.objectContaining({ code, message }));
  });

  it('know no tags where items have none', () => {
    const compile = () => exactly(inputOf([{ Name: 'tag:team', Values: ['web'] }]), fields);
    expect(compile).toThrowError(expect.objectContaining({ code: 'Unknown' }));
    expect(() => exactly(inputOf([{ Values: ['x'] }]), fields)).toThrowError(': name, size, zone');
  });
});
