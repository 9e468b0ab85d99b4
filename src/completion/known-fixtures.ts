import { openCatalog } from '../catalog/open-catalog.ts';
import { withOtherNames } from '../naming/with-other-names.ts';
import type { Known, KnownFunction } from './known.ts';

const functions =
  'sum avg min max lower upper coalesce json_extract now date_trunc list string_agg row_number strftime'.split(' ');

/** What a session may know, for tests. */
export const known: Known = {
  catalogs: [withOtherNames(openCatalog('aws'))],
  use: [],
  regions: async () => ['us-east-1', 'eu-west-1'],
  connections: async () => ['prod', "o'brien"],
  tables: async () => [
    { name: 'wanted', kind: 'table', columns: ['id', 'vpc_id', 'order'].map((name) => ({ name, type: 'VARCHAR' })) },
  ],
  functions: async () => [
    ...functions.map((name): KnownFunction => ({ name, kind: 'scalar', description: '' })),
    { name: 'count', kind: 'aggregate', description: 'Counts rows.' },
    { name: 'read_csv', kind: 'table', description: '' },
  ],
  settings: async () => [{ name: 'threads', description: 'How many threads there are.' }],
  parameters: async () => ['team'],
};
