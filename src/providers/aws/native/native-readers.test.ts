import { expect, it } from 'vitest';
import type { ServiceModel } from '../../../aws/service-model.ts';
import { nativeReaders } from './native-readers.ts';
import type { NativeScan } from './scan-native.ts';

const model = { service: 'shop', operations: {}, shapes: {}, paginators: {} } as unknown as ServiceModel;
const columns = { id: 'Id', size: 'Size', place: 'Places[region=$region].Name' };
const path = { call: { api: 'native', service: 'shop', operation: 'ListItems', result: 'Items', columns } };

function readers(wanted: readonly string[], region: string, schema?: object) {
  const request = { columns: wanted, filters: [], scope: { connection: 'one', region } };
  return nativeReaders({ path, description, schema, request } as unknown as NativeScan, model);
}

const description = { identifier: ['id'], columns: [] };
const output = {
  Items: [
    {
      Id: 'i1',
      Size: 3,
      Places: [
        { region: 'north', Name: 'n' },
        { region: 'south', Name: 's' },
      ],
    },
  ],
};

it('are made once for the scans that want the same of the same operation', () => {
  expect(readers(['size'], 'north')).toBe(readers(['size'], 'north'));
  const schema = {};
  expect(readers(['size'], 'north', schema)).not.toBe(readers(['size'], 'north'));
  expect(readers(['size'], 'north', schema)).toBe(readers(['size'], 'north', schema));
});

it('are others for other columns and other regions', () => {
  const [north, south] = [readers(['place'], 'north'), readers(['place'], 'south')];
  expect(north.rows(output, {})).toEqual([{ id: 'i1', place: ['n'] }]);
  expect(south.rows(output, {})).toEqual([{ id: 'i1', place: ['s'] }]);
  expect(readers(['size'], 'north').rows(output, {})).toEqual([{ id: 'i1', size: 3 }]);
  expect(readers(['size'], 'north').members?.members).toEqual(new Set(['Id', 'Size']));
});
