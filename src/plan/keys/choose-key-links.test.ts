import { describe, expect, it } from 'vitest';
import { items, parts } from '../../../test/support/shop-provider.ts';
import type { ScanWish } from '../access/choose-access.ts';
import type { KeyLink, QueryOutline } from '../outline/query-outline.ts';
import type { Predicate } from '../predicate.ts';
import { chooseKeyLinks } from './choose-key-links.ts';

const wish = (
  description: ScanWish['description'],
  columns: readonly string[],
  ...predicates: Predicate[]
): ScanWish => ({
  description,
  columns,
  predicates,
  parameters: [],
});
const fromRead = (target: number, column: string, read: number): KeyLink => ({
  target,
  column,
  sources: [{ kind: 'read', read, sql: 'id' }],
});
const fromValues = (target: number, column: string, ...values: string[]): KeyLink => ({
  target,
  column,
  sources: [{ kind: 'values', values }],
});
const one: Predicate = { column: 'id', operator: 'equals', values: ['i1'] };

function chosen(feeds: readonly KeyLink[], wishes: Readonly<Record<number, ScanWish>>): readonly KeyLink[] {
  const plan: QueryOutline = { reads: [], feeds };
  const byId = new Map(Object.entries(wishes).map(([id, own]) => [Number(id), own]));
  return [...chooseKeyLinks(plan, byId).values()].flat();
}

describe('chooseKeyLinks', () => {
  it('feeds what cannot be read without keys, from whatever there is', () => {
    const feed = fromRead(2, 'item_id', 1);
    expect(chosen([feed], { 1: wish(items, ['id']), 2: wish(parts, ['label']) })).toEqual([feed]);
    expect(chosen([feed], { 2: wish(parts, ['label']) })).toEqual([feed]);
  });

  it('feeds where keys save calls, and not where they do not', () => {
    const feed = fromRead(2, 'id', 1);
    const target = wish(items, ['id', 'tags']);
    expect(chosen([feed], { 1: wish(items, ['id'], one), 2: target })).toEqual([feed]);
    expect(chosen([feed], { 1: wish(items, ['id']), 2: wish(items, ['id', 'name']) })).toEqual([]);
  });

  it('takes constants wherever they save anything', () => {
    const feed = fromValues(1, 'id', 'i1', 'i2');
    expect(chosen([feed], { 1: wish(items, ['id', 'name']) })).toEqual([feed]);
    expect(chosen([feed], { 1: wish(items, ['id', 'name'], one) })).toEqual([]);
  });

  it('takes regions from the other side of a join', () => {
    const feed = fromRead(2, 'region', 1);
    expect(chosen([feed], { 1: wish(items, ['region']), 2: wish(items, ['id', 'region']) })).toEqual([feed]);
  });

  it('never runs in circles, and feeds a column once', () => {
    const there = fromRead(2, 'item_id', 1);
    const back = fromRead(1, 'item_id', 2);
    expect(chosen([there, back], { 1: wish(parts, ['label']), 2: wish(parts, ['label']) })).toHaveLength(1);
    const twice = [fromRead(3, 'item_id', 1), fromRead(3, 'item_id', 2)];
    expect(chosen(twice, { 1: wish(items, ['id']), 2: wish(items, ['id']), 3: wish(parts, ['label']) })).toHaveLength(
      1,
    );
  });
});
