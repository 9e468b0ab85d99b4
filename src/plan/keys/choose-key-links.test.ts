import { describe, expect, it } from 'vitest';
import { items, parts } from '../../../test/support/shop-provider.ts';
import type { DescribedScan } from '../access/described-scan.ts';
import type { KeyLink, QueryOutline } from '../outline/query-outline.ts';
import type { Predicate } from '../predicate.ts';
import { chooseKeyLinks } from './choose-key-links.ts';

const scan = (
  description: DescribedScan['description'],
  columns: readonly string[],
  ...predicates: Predicate[]
): DescribedScan => ({
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

function chosen(keyLinks: readonly KeyLink[], scans: Readonly<Record<number, DescribedScan>>): readonly KeyLink[] {
  const plan: QueryOutline = { reads: [], keyLinks };
  const byId = new Map(Object.entries(scans).map(([id, own]) => [Number(id), own]));
  return [...chooseKeyLinks(plan, byId).values()].flat();
}

describe('chooseKeyLinks', () => {
  it('keyLinks what cannot be read without keys, from whatever there is', () => {
    const link = fromRead(2, 'item_id', 1);
    expect(chosen([link], { 1: scan(items, ['id']), 2: scan(parts, ['label']) })).toEqual([link]);
    expect(chosen([link], { 2: scan(parts, ['label']) })).toEqual([link]);
  });

  it('keyLinks where keys save calls, and not where they do not', () => {
    const link = fromRead(2, 'id', 1);
    const target = scan(items, ['id', 'tags']);
    expect(chosen([link], { 1: scan(items, ['id'], one), 2: target })).toEqual([link]);
    expect(chosen([link], { 1: scan(items, ['id']), 2: scan(items, ['id', 'name']) })).toEqual([]);
  });

  it('takes constants wherever they save anything', () => {
    const link = fromValues(1, 'id', 'i1', 'i2');
    expect(chosen([link], { 1: scan(items, ['id', 'name']) })).toEqual([link]);
    expect(chosen([link], { 1: scan(items, ['id', 'name'], one) })).toEqual([]);
  });

  it('links all columns that a read needs together, of several reads too', () => {
    const pairs = {
      ...parts,
      accessPaths: parts.accessPaths.map((path) => ({
        ...path,
        parameters: [...path.parameters, { name: 'Number', columns: [['number']], required: true, batch: 1 }],
      })),
    };
    const links = [fromRead(3, 'item_id', 1), fromRead(3, 'number', 2)];
    const sources = { 1: scan(items, ['id']), 2: scan(items, ['size']) };
    expect(chosen(links, { ...sources, 3: scan(pairs, ['label']) })).toEqual(links);
    expect(chosen(links.slice(1), { ...sources, 3: scan(pairs, ['label']) })).toEqual([]);
  });

  it('links a parameter that no column holds, whatever it costs', () => {
    const link = fromRead(2, 'Colour', 1);
    const [list] = items.accessPaths;
    const coloured = {
      ...items,
      accessPaths:
        list === undefined
          ? []
          : [{ ...list, parameters: [{ name: 'Colour', columns: [], required: false, batch: 1 }] }],
    };
    const target = { ...scan(coloured, ['id', 'Colour']), parameters: ['Colour'] };
    expect(chosen([link], { 1: scan(items, ['id']), 2: target })).toEqual([link]);
    expect(chosen([link], { 1: scan(items, ['id']), 2: { ...target, columns: ['id'] } })).toEqual([]);
  });

  it('takes regions from the other side of a join', () => {
    const link = fromRead(2, 'region', 1);
    expect(chosen([link], { 1: scan(items, ['region']), 2: scan(items, ['id', 'region']) })).toEqual([link]);
  });

  it('never runs in circles, and keyLinks a column once', () => {
    const there = fromRead(2, 'item_id', 1);
    const back = fromRead(1, 'item_id', 2);
    expect(chosen([there, back], { 1: scan(parts, ['label']), 2: scan(parts, ['label']) })).toHaveLength(1);
    const twice = [fromRead(3, 'item_id', 1), fromRead(3, 'item_id', 2)];
    expect(chosen(twice, { 1: scan(items, ['id']), 2: scan(items, ['id']), 3: scan(parts, ['label']) })).toHaveLength(
      1,
    );
  });
});
