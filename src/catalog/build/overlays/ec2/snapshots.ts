import type { ServiceOverlay } from '../overlay.ts';
import { list } from '../parts.ts';
import { attribute, byIds, exact, maxValues, ownersOfRows, ownWord, taggedAs, tags, text } from './ec2-parts.ts';

export const snapshots: ServiceOverlay['resources'] = {
  snapshots: {
    title: 'snapshots',
    description:
      'Amazon EBS snapshots of your account; with `OwnerIds`, or by their ids, those shared with it and public ones, too.',
    identifier: ['snapshot_id'],
    columnTypes: { tags: 'object' },
    methods: { snapshots_Describe: 'SELECT', snapshot_Create: 'INSERT', snapshot_Delete: 'DELETE' },
    identifierInputs: {
      DeleteSnapshot: { snapshot_id: 'SnapshotId' },
      ModifySnapshotAttribute: { snapshot_id: 'SnapshotId' },
    },
    changes: {
      create: taggedAs('snapshot'),
      update: {
        create_volume_permissions: {
          kind: 'list',
          calls: [
            {
              method: 'snapshot_attribute_Modify',
              for: 'changed',
              input: { CreateVolumePermission: { Add: '$added', Remove: '$removed' } },
            },
          ],
        },
      },
    },
    columnOrder: ['snapshot_id', 'volume_id', 'state'],
    paths: [
      {
        operation: 'DescribeSnapshots',
        kind: 'list',
        result: 'Snapshots',
        // Public snapshots are tens of thousands; a given `OwnerIds` takes its place.
        fixed: { OwnerIds: 'self' },
        isPartUnless: ['OwnerIds'],
        parameters: [
          {
            name: 'OwnerIds',
            input: 'OwnerIds',
            columns: [['owner_id'], ['owner_alias']],
            required: false,
            batch: maxValues,
            words: { owner_id: ownersOfRows, owner_alias: [ownWord] },
          },
          { name: 'RestorableByUserIds', input: 'RestorableByUserIds', required: false, batch: maxValues },
        ],
        filters: [
          text('snapshot_id', 'snapshot-id'),
          text('description', 'description'),
          exact('encrypted', 'encrypted'),
          text('progress', 'progress'),
          text('state', 'status'),
          text('storage_tier', 'storage-tier'),
          text('volume_id', 'volume-id'),
          exact('volume_size', 'volume-size'),
          tags,
        ],
      },
      {
        operation: 'DescribeSnapshots',
        ...byIds('SnapshotId', 'snapshot_id', 'SnapshotIds'),
        result: 'Snapshots',
      },
      attribute('DescribeSnapshotAttribute', ['SnapshotId', 'snapshot_id'], 'createVolumePermission', 'ProductCodes'),
    ],
    relationships: { volume_id: 'aws.ec2.volumes.volume_id' },
  },
  snapshot_block_public_access_states: {
    title: 'snapshot_block_public_access_states',
    description: 'Whether the snapshots of an account can be shared with everyone in a region; a row a region.',
    identifier: ['region'],
    methods: { snapshot_block_public_access_state_Get: 'SELECT' },
    changes: {
      update: {
        state: {
          kind: 'value',
          calls: [
            {
              method: 'snapshot_block_public_access_Enable',
              for: ['block-all-sharing', 'block-new-sharing'],
              input: { State: '$value' },
            },
            { method: 'snapshot_block_public_access_Disable', for: ['unblocked'], input: {} },
          ],
        },
      },
    },
    paths: [list('GetSnapshotBlockPublicAccessState', '')],
  },
  volumes: {
    withoutHandlers: ['create'],
    methods: { volumes_Describe: 'SELECT', volume_Create: 'INSERT' },
    changes: { create: taggedAs('volume') },
    relationships: { snapshot_id: 'aws.ec2.snapshots.snapshot_id' },
  },
};
