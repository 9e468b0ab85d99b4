import { describe, expect, it } from 'vitest';
import { boxes, deals, items, labels, owners, parts, tickets } from '../../../test/support/shop-provider.ts';
import type { AccessPath, ResourceDescription } from '../../catalog/resource-description.ts';
import { resourceId } from '../../catalog/resource-id.ts';
import type { Predicate } from '../predicate.ts';
import { choosePath } from './choose-path.ts';
import type { DescribedScan } from './described-scan.ts';

const equals = (column: string, ...values: string[]): Predicate => ({ column, operator: 'equals', values });
const known = new Map([items, boxes, owners].map((description) => [resourceId(description), description]));

function choose(description: ResourceDescription, scan: Partial<DescribedScan> = {}) {
  return choosePath({ description, columns: [], predicates: [], parameters: [], parents: known, ...scan });
}

/** What is listed for what: `boxes(item_id -> ItemId)`. */
function parentsOf(description: ResourceDescription, ...predicates: Predicate[]): readonly string[] {
  return choose(description, { predicates }).parents.map(
    ({ description: own, parameters }) =>
      `${own.name}(${parameters.map(({ parameter, column }) => `${column} -> ${parameter.name}`).join(', ')})`,
  );
}

describe('chooseParents', () => {
  it('lists nothing where the statement gives the values', () => {
    expect(parentsOf(boxes)).toEqual(['items(id -> ItemId)']);
    expect(parentsOf(boxes, equals('item_id', 'i1'))).toEqual([]);
    expect(parentsOf(items)).toEqual([]);
  });

  it('takes what one row holds from that row, and crosses only what is unrelated', () => {
    expect(parentsOf(labels)).toEqual(['boxes(item_id -> ItemId, code -> BoxCode)']);
    expect(parentsOf(deals)).toEqual(['items(id -> ItemId)', 'owners(name -> Owner)']);
    expect(parentsOf(deals, equals('owner', 'o1'))).toEqual(['items(id -> ItemId)']);
  });

  it('lets a value that the statement gives narrow the parent of the others', () => {
    const [boxesOfOne] = choose(labels, { predicates: [equals('item_id', 'i1', 'i2')] }).parents;
    expect(boxesOfOne?.scan.predicates).toEqual([equals('item_id', 'i1', 'i2')]);
    expect(boxesOfOne?.choice).toMatchObject({ path: { method: 'list_boxes' }, parents: [] });
    expect(choose(labels).parents[0]?.choice.parents.map(({ description }) => description.name)).toEqual(['items']);
  });

  it('narrows the parent by what is said of its values and of the place, and by nothing else', () => {
    const like: Predicate = { column: 'item_id', operator: 'prefix', values: ['i'] };
    const north = equals('region', 'north');
    const [parent] = choose(boxes, { predicates: [like, north, equals('colour', 'red')] }).parents;
    expect(parent?.scan.predicates).toEqual([{ ...like, column: 'id' }, north]);
    const byName: Predicate = { ...like, column: 'itemid' };
    expect(choose(boxes, { predicates: [byName] }).parents[0]?.scan.predicates).toEqual([{ ...like, column: 'id' }]);
    const [, owner] = choose(deals, { predicates: [north] }).parents;
    expect(owner?.scan.predicates).toEqual([]);
  });

  it('narrows the parent by what is said of columns that its rows share with those read for them', () => {
    const path = {
      ...tickets.accessPaths[0],
      columns: ['item_id', 'number', 'kind'],
      parameters: [
        {
          name: 'ItemId',
          columns: [['item_id']],
          required: true,
          batch: 1,
          parent: { resource: 'fake.shop.items', column: 'id', sharedColumns: ['kind', 'size'] },
        },
      ],
    } as AccessPath;
    const kind = { name: 'kind', type: 'string', description: '' } as const;
    const ofKind = { ...tickets, columns: [...tickets.columns, kind], accessPaths: [path] };
    const red = equals('kind', 'red');
    const { parents, calls } = choose(ofKind, { predicates: [red, equals('number', '1')] });
    expect(parents[0]?.scan.predicates).toEqual([red]);
    expect(parents[0]?.choice.filters).toMatchObject([{ column: 'kind', operator: 'equals', values: ['red'] }]);
    expect(parents[0]?.sharedColumns).toEqual(['kind']);
    expect(calls).toBeLessThan(choose(ofKind).calls);
    // What is not of one type on either side is compared nowhere but in the database.
    const otherwise = { ...ofKind, columns: [...tickets.columns, { ...kind, type: 'integer' as const }] };
    expect(choose(otherwise, { predicates: [red] }).parents[0]?.scan.predicates).toEqual([]);
  });

  it('assumes no more rows of what can be listed at once when it is listed parent by parent', () => {
    const atOnce = { ...boxes.accessPaths[0], method: 'list_all', columns: ['item_id'], parameters: [] } as AccessPath;
    const both = { ...boxes, accessPaths: [...boxes.accessPaths, atOnce] };
    const rows = choose(both, { columns: ['item_id'] }).rows;
    expect(choose(both, { columns: ['item_id', 'code', 'colour'] })).toMatchObject({
      path: { method: 'list_boxes' },
      rows,
    });
  });

  it('counts the parents, and fewer of them under a LIMIT and where one call takes several', () => {
    const { calls, rows } = choose(boxes);
    expect(calls).toBeGreaterThan(100);
    expect(rows).toBeGreaterThan(100);
    expect(choose(boxes, { limit: 5 }).calls).toBeLessThan(10);
    expect(choose(tickets).calls).toBeLessThan(calls);
    expect(choose(boxes, { predicates: [equals('item_id', 'i1')] }).calls).toBeLessThan(calls);
  });

  it('refuses what has no parent, whose parent is not known, and what would wait for itself', () => {
    const missing = expect.objectContaining({ code: 'MISSING_PARAMETER' });
    expect(() => choose(parts)).toThrowError(missing);
    expect(() => choose(boxes, { parents: new Map() })).toThrowError(
      expect.objectContaining({ hint: expect.stringContaining('fake.shop.items.id has values of ItemId') }),
    );
    const inCircles = (parent: string): ResourceDescription => ({
      ...boxes,
      accessPaths: boxes.accessPaths.slice(0, 1).map((path) => ({
        ...path,
        parameters: path.parameters.map((own) => ({ ...own, parent: { resource: parent, column: 'item_id' } })),
      })),
    });
    const circle = new Map([
      ['fake.shop.labels', { ...inCircles('fake.shop.boxes'), name: 'labels' }],
      ['fake.shop.boxes', inCircles('fake.shop.labels')],
    ]);
    expect(() => choose(inCircles('fake.shop.labels'), { parents: circle })).toThrowError(missing);
    const itself = new Map([['fake.shop.boxes', inCircles('fake.shop.boxes')]]);
    expect(() => choose(inCircles('fake.shop.boxes'), { parents: itself })).toThrowError(missing);
  });

  it('waits for three parents at most, one after the other', () => {
    const level = (number: number): ResourceDescription => ({
      ...boxes,
      name: `level_${number}`,
      accessPaths: boxes.accessPaths.slice(0, 1).map((path) => ({
        ...path,
        parameters: path.parameters.map((own) => ({
          ...own,
          parent: number === 1 ? own.parent : { resource: `fake.shop.level_${number - 1}`, column: 'code' },
        })),
      })),
    });
    const parents = new Map([
      ...known,
      ...[1, 2, 3].map((number) => [`fake.shop.level_${number}`, level(number)] as const),
    ]);
    expect(choose(level(3), { parents }).parents).toHaveLength(1);
    expect(() => choose(level(4), { parents })).toThrowError(expect.objectContaining({ code: 'MISSING_PARAMETER' }));
  });
});
