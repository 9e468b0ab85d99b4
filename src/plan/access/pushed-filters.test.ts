import { describe, expect, it } from 'vitest';
import { items } from '../../../test/support/shop-provider.ts';
import type { AccessPath } from '../../catalog/resource-description.ts';
import type { Value } from '../../data/value.ts';
import type { Predicate } from '../predicate.ts';
import { normalizedPredicates, pushedFilters } from './pushed-filters.ts';

const list = items.accessPaths.find(({ method }) => method === 'list_items') as AccessPath;
const kind = (...values: string[]): Predicate => ({ column: 'kind', operator: 'equals', values });

describe('pushedFilters', () => {
  it.each<[readonly Predicate[], readonly string[]]>([
    [[kind('a')], ['kind']],
    [[kind('a', 'b', 'c')], []],
    [[{ column: 'kind', operator: 'prefix', values: ['a'] }], []],
    [[{ ...kind('a'), key: 'inner' }], []],
    [[{ column: 'size', operator: 'equals', values: [1] }], []],
    [
      [
        { column: 'name', operator: 'prefix', values: ['a'] },
        { column: 'name', operator: 'contains', values: ['b'] },
      ],
      ['name'],
    ],
  ])('%j pushes %j', (predicates, columns) => {
    expect(pushedFilters(list, predicates).map(({ column }) => column)).toEqual(columns);
  });

  it.each<[readonly (readonly [Value, Value])[], readonly [Value, Value]]>([
    [[['2026-11-01T00:00:00.000Z', null]], ['2026-11-01T00:00:00.000Z', null]],
    [
      [
        ['2026-11-01T00:00:00.000Z', null],
        [null, '2026-12-01T00:00:00.000Z'],
      ],
      ['2026-11-01T00:00:00.000Z', '2026-12-01T00:00:00.000Z'],
    ],
    // Ends that cross leave no row: an API might refuse them.
    [
      [
        ['2026-12-01T00:00:00.000Z', null],
        [null, '2026-11-01T00:00:00.000Z'],
      ],
      ['2026-12-01T00:00:00.000Z', null],
    ],
    [
      [
        [null, 3],
        [5, null],
      ],
      [5, null],
    ],
    [
      [
        [null, 5],
        [5, null],
      ],
      [5, 5],
    ],
  ])('hands over both ends of a range: %j is %j', (ranges, values) => {
    const made = { column: 'made', operators: ['range'], maxValues: 1 } as const;
    const predicates = ranges.map((own): Predicate => ({ column: 'made', operator: 'range', values: own }));
    expect(pushedFilters({ ...list, filters: [made] }, predicates)).toEqual([
      { column: 'made', key: undefined, operator: 'range', values },
    ]);
  });
});

describe('normalizedPredicates', () => {
  const range = (lower: string | null, upper: string | null): Predicate => ({
    column: 'name',
    operator: 'range',
    values: [lower, upper],
  });
  it('finds the prefix in DuckDB’s two bounds', () => {
    expect(normalizedPredicates([range('abc', null), range(null, 'abd')])).toContainEqual({
      column: 'name',
      operator: 'prefix',
      values: ['abc'],
    });
    for (const other of [range(null, 'abe'), { ...range(null, 'abd'), column: 'kind' }, range('abc', null)]) {
      expect(normalizedPredicates([range('abc', null), other]).some(({ operator }) => operator === 'prefix')).toBe(
        false,
      );
    }
  });
  it('puts equalities first, ranges last, and each once', () => {
    const contains: Predicate = { column: 'name', operator: 'contains', values: ['b'] };
    expect(normalizedPredicates([range('a', null), contains, kind('a'), kind('a')])).toEqual([
      kind('a'),
      contains,
      range('a', null),
    ]);
  });
});
