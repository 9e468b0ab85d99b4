import { describe, expect, it } from 'vitest';
import { items, parts } from '../../test/support/shop-provider.ts';
import type { ScanWish } from './access/choose-access.ts';
import { coveredReads } from './covered-reads.ts';
import type { Predicate } from './predicate.ts';

function wish(...predicates: readonly Predicate[]): ScanWish {
  return { description: items, columns: ['id'], predicates, parameters: [] };
}
const kindA: Predicate = { column: 'kind', operator: 'equals', values: ['a'] };
const north: Predicate = { column: 'region', operator: 'equals', values: ['north'] };
const ownId: Predicate = { column: 'id', operator: 'equals', values: ['i1'] };

function covered(...wishes: readonly ScanWish[]): readonly (readonly [number, number])[] {
  return [...coveredReads(new Map(wishes.entries()), new Map())];
}

describe('coveredReads', () => {
  it('leaves one of two reads that are alike', () => expect(covered(wish(kindA), wish(kindA))).toEqual([[0, 1]]));
  it('lets the wider read do', () => expect(covered(wish(), wish(kindA))).toEqual([[1, 0]]));
  it('names the widest of several', () =>
    expect(covered(wish(kindA, { ...kindA, column: 'name' }), wish(kindA), wish())).toEqual([
      [0, 2],
      [1, 2],
    ]));
  it('keeps a read of another place', () => expect(covered(wish(), wish(north))).toEqual([]));
  it('keeps a read of what is named', () => expect(covered(wish(), wish(ownId))).toEqual([]));
  it('keeps a read of another resource', () => expect(covered(wish(), { ...wish(), description: parts })).toEqual([]));
  it('keeps a read whose wider one waits for keys', () => {
    const wishes = new Map([wish(), wish(kindA)].entries());
    expect(coveredReads(wishes, new Map([[0, []]])).size).toBe(0);
  });
});
