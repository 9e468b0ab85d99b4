import { describe, expect, it } from 'vitest';
import { createdIdentifier } from './created-identifier.ts';

const call = { columns: {}, result: '' };

describe('createdIdentifier', () => {
  it.each([
    ['at the top', ['snapshot_id'], {}, { SnapshotId: 'snap-1', VolumeId: 'vol-1' }, ['snap-1']],
    ['inside the one thing', ['backup_arn'], {}, { BackupDetails: { BackupArn: 'arn:1' } }, ['arn:1']],
    [
      'inside the only element of a list',
      ['instance_id'],
      {},
      { Instances: [{ InstanceId: 'i-1' }], OwnerId: 'o' },
      ['i-1'],
    ],
    ['by the end of its name', ['arn'], {}, { imageBuildVersionArn: 'arn:1', clientToken: 't' }, ['arn:1']],
    ['as the input named it', ['profile_name'], { ProfileName: 'p' }, {}, ['p']],
    ['in several parts', ['key_id', 'grant_id'], { KeyId: 'k' }, { GrantId: 'g', GrantToken: 't' }, ['k', 'g']],
    ['not at all where a part is missing', ['key_id', 'grant_id'], {}, { GrantId: 'g' }, undefined],
    ['not at all where nothing identifies', [], {}, { Id: 'x' }, undefined],
    ['not among several things', ['id'], {}, { A: { Id: '1' }, B: { Id: '2' } }, undefined],
  ])('%s', (_, identifier, input, output, expected) => {
    expect(createdIdentifier({ identifier }, call, input, output)).toEqual(expected);
  });

  it('is where the columns of the method say', () => {
    const columns = { arn: '$.summary.arn' };
    expect(createdIdentifier({ identifier: ['arn'] }, { columns, result: '' }, {}, { summary: { arn: 'a' } })).toEqual([
      'a',
    ]);
  });
});
