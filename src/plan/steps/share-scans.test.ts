import { describe, expect, it } from 'vitest';
import { items, parts } from '../../../test/support/shop-provider.ts';
import type { DescribedScan } from '../access/described-scan.ts';
import type { Predicate } from '../predicate.ts';
import { sharedScans } from './share-scans.ts';

function scan(...predicates: readonly Predicate[]): DescribedScan {
  return { description: items, columns: ['id'], predicates, parameters: [] };
}
const kindA: Predicate = { column: 'kind', operator: 'equals', values: ['a'] };
const north: Predicate = { column: 'region', operator: 'equals', values: ['north'] };
const ownId: Predicate = { column: 'id', operator: 'equals', values: ['i1'] };

function sharing(...scans: readonly DescribedScan[]): readonly (readonly [number, number])[] {
  return [...sharedScans(new Map(scans.entries()), new Map())];
}

describe('sharedScans', () => {
  it('leaves one of two reads that are alike', () => expect(sharing(scan(kindA), scan(kindA))).toEqual([[0, 1]]));
  it('lets the wider read do', () => expect(sharing(scan(), scan(kindA))).toEqual([[1, 0]]));
  it('names the widest of several', () =>
    expect(sharing(scan(kindA, { ...kindA, column: 'name' }), scan(kindA), scan())).toEqual([
      [0, 2],
      [1, 2],
    ]));
  it('keeps a read of another place', () => expect(sharing(scan(), scan(north))).toEqual([]));
  it('keeps a read of what is named', () => expect(sharing(scan(), scan(ownId))).toEqual([]));
  it('keeps a read of another resource', () => expect(sharing(scan(), { ...scan(), description: parts })).toEqual([]));
  it('keeps a read whose wider one waits for keys', () => {
    const scans = new Map([scan(), scan(kindA)].entries());
    expect(sharedScans(scans, new Map([[0, []]])).size).toBe(0);
  });
});
