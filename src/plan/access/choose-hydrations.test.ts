import { describe, expect, it } from 'vitest';
import { boxes, items, lots } from '../../../test/support/shop-provider.ts';
import type { AccessPath, ResourceDescription } from '../../catalog/resource-description.ts';
import { hydrations } from './choose-hydrations.ts';

function path({ accessPaths }: ResourceDescription, method: string): AccessPath {
  const found = accessPaths.find((own) => own.method === method);
  if (found === undefined) throw new Error(`There is no ${method}.`);
  return found;
}

describe('hydrations', () => {
  it('takes the path that has the most of what is missing, and of equals the one that takes more keys', () => {
    const list = path(items, 'list_items');
    expect(hydrations(list, items.accessPaths, ['id', 'size'])).toEqual({
      hydrations: [
        {
          path: 'batch_sizes(Ids)',
          method: 'batch_sizes',
          parameter: 'Ids',
          keys: ['id'],
          batch: 4,
          columns: ['size'],
        },
      ],
      unread: [],
    });
    expect(hydrations(list, items.accessPaths, ['size', 'tags']).hydrations).toMatchObject([{ method: 'get_item' }]);
    expect(hydrations(list, items.accessPaths, ['id', 'nothing'])).toEqual({ hydrations: [], unread: ['nothing'] });
  });

  it('says where another API answers than the one that lists', () => {
    const batch = path(items, 'batch_sizes');
    const other: AccessPath = { ...batch, call: { api: 'cloud-control', type: 'AWS::Shop::Item', handler: 'read' } };
    const [own, another] = [batch, other].map(
      (one) => hydrations(path(items, 'list_items'), [one], ['size']).hydrations[0],
    );
    expect(own?.isAnotherApi).toBeUndefined();
    expect(another?.isAnotherApi).toBe(true);
  });

  it('gives several parameters each its own columns of the row', () => {
    const gets = [path(boxes, 'describe_box')];
    expect(hydrations(path(boxes, 'list_boxes'), gets, ['weight']).hydrations).toEqual([
      {
        path: 'describe_box(ItemId, Code)',
        method: 'describe_box',
        parameter: 'ItemId',
        keys: ['item_id'],
        further: [{ parameter: 'Code', keys: ['code'] }],
        batch: 1,
        columns: ['weight'],
      },
    ]);
  });

  it('hands over lists only where the answers tell whose they are', () => {
    const batch = path(lots, 'batch_prices');
    const blind = { ...batch, columns: ['price'] };
    const [one] = hydrations(path(lots, 'list_lots'), [batch], ['price']).hydrations;
    const [other] = hydrations(path(lots, 'list_lots'), [blind], ['price']).hydrations;
    expect([one?.batch, other?.batch]).toEqual([3, 1]);
  });

  it('puts the parameter that takes lists first, whatever the order', () => {
    const scalar = { name: 'Cluster', columns: [['code']], required: true, batch: 1 };
    const batch = path(lots, 'batch_prices');
    const mixed = { ...batch, parameters: [scalar, ...batch.parameters] };
    expect(hydrations(path(lots, 'list_lots'), [mixed], ['price']).hydrations).toMatchObject([
      { parameter: 'Keys', batch: 3, further: [{ parameter: 'Cluster', keys: ['code'] }] },
    ]);
  });

  it('leaves out a path one of whose parameters no column of the row gives', () => {
    const needy = {
      ...path(boxes, 'describe_box'),
      parameters: [...path(boxes, 'describe_box').parameters, { name: 'Other', columns: [], required: true, batch: 1 }],
    };
    expect(hydrations(path(boxes, 'list_boxes'), [needy], ['weight'])).toEqual({ hydrations: [], unread: ['weight'] });
  });

  it('goes through the answer of another call where the rows lack the keys, and asks that for them', () => {
    const list = { ...path(items, 'list_items'), columns: ['id'] };
    const named = { ...path(items, 'get_item'), method: 'get_name', columns: ['id', 'name', 'kind'] };
    const sized: AccessPath = {
      ...path(items, 'get_item'),
      method: 'describe_item',
      columns: ['size', 'made'],
      parameters: [{ name: 'Name', columns: [['name']], required: true, batch: 1 }],
    };
    expect(hydrations(list, [list, sized, named], ['kind', 'size', 'nothing'])).toEqual({
      hydrations: [
        {
          path: 'get_name(data__Identifier)',
          method: 'get_name',
          parameter: 'data__Identifier',
          keys: ['id'],
          batch: 1,
          columns: ['name', 'kind'],
        },
        {
          path: 'describe_item(Name)',
          method: 'describe_item',
          parameter: 'Name',
          keys: ['name'],
          batch: 1,
          columns: ['size'],
          isAfterOthers: true,
        },
      ],
      unread: ['nothing'],
    });
    // Where nothing is missing, nothing is asked by a detour.
    expect(hydrations(list, [list, sized, named], ['kind']).hydrations).toHaveLength(1);
  });
});
