import { describe, expect, it } from 'vitest';
import type { PlannedChange } from '../providers/change.ts';
import { changeTable } from './change-table.ts';

const deletion = (connection: string): PlannedChange => ({
  kind: 'delete',
  resource: { provider: 'aws', service: 'ec2', resource: 'images' },
  scope: { connection, region: 'us-east-1' },
  method: 'image_Deregister',
  identifier: 'ami-1',
  values: {},
  wait: true,
  permissions: [],
  note: 'delete ami-1',
});

describe('changeTable', () => {
  it('tells by which connection where there is more than one', () => {
    const row = { identifier: 'ami-1', region: 'us-east-1', change: 'delete ami-1' };
    expect(changeTable([deletion('build')]).rows).toEqual([row]);
    expect(changeTable([deletion('build')], true).rows).toEqual([{ ...row, connection: 'build' }]);
    const both = changeTable([deletion('build'), deletion('production')]);
    expect(both.rows).toEqual([
      { ...row, connection: 'build' },
      { ...row, connection: 'production' },
    ]);
    expect(both.columns.map(({ name }) => name)).toEqual(['identifier', 'connection', 'region', 'change']);
  });
});
