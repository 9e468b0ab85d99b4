import { describe, expect, it } from 'vitest';
import { items, parts } from '../../../test/support/shop-provider.ts';
import type { ResourceDescription } from '../../catalog/resource-description.ts';
import type { Predicate } from '../predicate.ts';
import { choosePath } from './choose-path.ts';
import { combinationsOf } from './combinations-of.ts';
import type { DescribedScan } from './described-scan.ts';

const equals = (column: string, ...values: string[]): Predicate => ({ column, operator: 'equals', values });

function choose(description: ResourceDescription, scan: Partial<DescribedScan>) {
  const choice = choosePath({ description, columns: [], predicates: [], parameters: [], ...scan });
  return { ...choice, method: choice.path.method, hydrated: choice.hydrations.map(({ method }) => method) };
}

describe('choosePath', () => {
  it('lists where the list has the columns', () => {
    expect(choose(items, { columns: ['id', 'name'] })).toMatchObject({
      method: 'list_items',
      hydrated: [],
      unread: [],
    });
  });

  it('gets where the keys are known, but not where a list is cheaper than so many keys', () => {
    expect(choose(items, { columns: ['id', 'name'], predicates: [equals('id', 'i1')] })).toMatchObject({
      method: 'get_item',
      calls: 1,
    });
    const keys = Array.from({ length: 1000 }, (_, index) => `i${index}`);
    expect(choose(items, { columns: ['id', 'name'], predicates: [equals('id', ...keys)] })).toMatchObject({
      method: 'list_items',
    });
  });

  it('hydrates what the list lacks by the path that has the most of it', () => {
    expect(choose(items, { columns: ['name', 'size'] }).hydrated).toHaveLength(1);
    expect(choose(items, { columns: ['name', 'size', 'tags', 'made'] }).hydrated).toEqual(['get_item']);
  });

  it('counts fewer calls under filters and limits', () => {
    const whole = choose(items, { columns: ['name', 'tags'] }).calls;
    expect(choose(items, { columns: ['name', 'tags'], predicates: [equals('kind', 'a')] }).calls).toBeLessThan(whole);
    expect(choose(items, { columns: ['name', 'tags'], limit: 1 }).calls).toBeLessThanOrEqual(2);
  });

  it('says which columns no path reads', () => {
    expect(choose(items, { columns: ['name', 'nothing'] }).unread).toEqual(['nothing']);
  });

  it('refuses a read that lacks its keys, and says how to give them', () => {
    expect(() => choose(parts, { columns: ['label'] })).toThrowError(
      expect.objectContaining({ code: 'MISSING_PARAMETER', hint: expect.stringContaining("item_id = '...'") }),
    );
    expect(choose(parts, { columns: ['label'], predicates: [equals('item_id', 'i1', 'i2')] })).toMatchObject({
      method: 'list_parts',
    });
  });

  it('never leaves out a parameter that the statement gives a value', () => {
    const scan = {
      columns: ['name'],
      parameters: ['data__Identifier'],
      predicates: [equals('data__Identifier', 'i1')],
    };
    expect(choose(items, scan)).toMatchObject({ method: 'get_item' });
    expect(() => choose(parts, { ...scan, columns: ['label'] })).toThrowError(
      expect.objectContaining({ code: 'UNKNOWN_PARAMETER' }),
    );
  });
});

it('combinationsOf gives every combination', () => {
  expect(combinationsOf([['a', 'b'], ['c']])).toEqual([
    ['a', 'c'],
    ['b', 'c'],
  ]);
  expect(combinationsOf([])).toEqual([[]]);
});
