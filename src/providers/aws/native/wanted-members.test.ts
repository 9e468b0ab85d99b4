import { expect, it } from 'vitest';
import type { ServiceModel } from '../../../aws/service-model.ts';
import { wantedMembers } from './wanted-members.ts';

const model = {
  service: 'shop',
  operations: {},
  shapes: {},
  paginators: {
    ListItems: { input_token: 'Token', output_token: 'NextToken' },
    ListOld: { input_token: 'Marker', output_token: 'NextMarker || Items[-1].Key', more_results: 'IsTruncated' },
  },
} as unknown as ServiceModel;

const columns = {
  id: 'Id',
  size: 'Stats.Size',
  owner: 'Arn#account',
  image: 'amis[region=$region].image',
  package: 'Package ?? $input.package',
  asked: '$input.Name',
  key: '$key',
  total: '$.Total',
  first: '$.Items.Id',
  whole: '$row',
};

it.each([
  ['ListItems', 'Items', ['id', 'size', 'owner', 'image'], ['Id', 'Stats', 'Arn', 'amis']],
  ['ListItems', 'Orders.Items', ['package', 'asked', 'key', 'total', 'none'], ['Package']],
  ['ListItems', 'Items', [], []],
  // Rows that are read whole: in themselves, by the answer's own path, as the answer itself, as values of a map, for the next page.
  ['ListItems', 'Items', ['id', 'whole'], undefined],
  ['ListItems', 'Items', ['id', 'first'], undefined],
  ['ListItems', '', ['id'], undefined],
  ['ListItems', 'Items.*', ['id'], undefined],
  ['ListOld', 'Items', ['id'], undefined],
])('%s of %s: %j', (operation, result, wanted, members) => {
  const found = wantedMembers(model, { operation, result, columns }, new Set(wanted));
  expect(found).toEqual(members && { path: result, members: new Set(members) });
});
