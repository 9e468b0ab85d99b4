import { describe, expect, it } from 'vitest';
import type { WireStructure } from '../../../../aws/service-model.ts';
import { faultOf } from '../../../kit/fault-of.ts';
import { textOf } from '../../../kit/members.ts';
import { createWorld, listOf, otherAccount, retainAll, type World } from '../test-world.ts';

const theirs = { account: otherAccount };

function idsOf({ bench }: World, input: WireStructure = {}, place = {}): readonly (string | undefined)[] {
  return listOf(bench.call('DescribeSnapshots', input, place), 'Snapshots').map(({ SnapshotId }) => textOf(SnapshotId));
}

describe('shared snapshots', () => {
  it('are seen and used by whom they are given to, without tags', () => {
    const world = createWorld();
    const { bench, snapshot: SnapshotId } = world;
    bench.call('CreateTags', { Resources: [SnapshotId], Tags: [{ Key: 'secret', Value: '1' }] });
    expect(idsOf(world, {}, theirs)).toEqual([]);
    expect(faultOf(() => bench.call('CopySnapshot', copy(SnapshotId), theirs)).code).toBe('InvalidSnapshot.NotFound');
    bench.call('ModifySnapshotAttribute', { SnapshotId, CreateVolumePermission: { Add: [{ UserId: otherAccount }] } });
    const [seen] = listOf(bench.call('DescribeSnapshots', { OwnerIds: ['111122223333'] }, theirs), 'Snapshots');
    expect(seen).toMatchObject({ SnapshotId, OwnerId: '111122223333' });
    expect(seen?.Tags).toBeUndefined();
    expect(idsOf(world, { RestorableByUserIds: ['self'] }, theirs)).toEqual([SnapshotId]);
    expect(idsOf(world, { RestorableByUserIds: ['all'] }, theirs)).toEqual([]);
    expect(idsOf(world, { RestorableByUserIds: [otherAccount] })).toEqual([SnapshotId]);
    const copied = textOf(bench.call('CopySnapshot', copy(SnapshotId), theirs).SnapshotId);
    expect(idsOf(world, { OwnerIds: ['self'] }, theirs)).toEqual([copied]);
    bench.call('ResetSnapshotAttribute', { SnapshotId, Attribute: 'createVolumePermission' });
    expect(idsOf(world, {}, theirs)).toEqual([copied]);
  });

  it('are public unless that is blocked', () => {
    const world = createWorld();
    const { bench, snapshot: SnapshotId } = world;
    const all = { SnapshotId, OperationType: 'add', GroupNames: ['all'] };
    bench.call('EnableSnapshotBlockPublicAccess', { State: 'block-new-sharing' });
    expect(faultOf(() => bench.call('ModifySnapshotAttribute', all)).code).toBe('OperationNotPermitted');
    bench.call('DisableSnapshotBlockPublicAccess');
    bench.call('ModifySnapshotAttribute', all);
    const answer = bench.call('DescribeSnapshotAttribute', { SnapshotId, Attribute: 'createVolumePermission' });
    expect(answer).toEqual({ SnapshotId, CreateVolumePermissions: [{ Group: 'all' }] });
    expect(idsOf(world, { RestorableByUserIds: ['all'] }, theirs)).toEqual([SnapshotId]);
    bench.call('EnableSnapshotBlockPublicAccess', { State: 'block-all-sharing' });
    expect(bench.call('GetSnapshotBlockPublicAccessState')).toEqual({
      State: 'block-all-sharing',
      ManagedBy: 'account',
    });
    expect(idsOf(world, {}, theirs)).toEqual([]);
  });

  it('are never public when they are encrypted, nor shared with the usual key', () => {
    const { bench, snapshot } = createWorld();
    const encrypted = (KmsKeyId?: string) =>
      textOf(bench.call('CopySnapshot', { ...copy(snapshot), Encrypted: true, KmsKeyId }).SnapshotId) ?? '';
    const share = (SnapshotId: string, input: WireStructure) =>
      faultOf(() => bench.call('ModifySnapshotAttribute', { SnapshotId, OperationType: 'add', ...input })).code;
    expect(share(encrypted('arn:aws:kms:us-east-1:111122223333:key/mine'), { GroupNames: ['all'] })).toBe(
      'OperationNotPermitted',
    );
    expect(share(encrypted(), { UserIds: [otherAccount] })).toBe('InvalidParameter');
  });
});

function copy(SourceSnapshotId: string) {
  return { SourceSnapshotId, SourceRegion: 'us-east-1' };
}

describe('snapshots', () => {
  it('are made of all volumes of an instance, or of all but some', () => {
    const { bench, instance: InstanceId, volume: VolumeId } = createWorld();
    bench.call('AttachVolume', { InstanceId, VolumeId, Device: '/dev/sdf' });
    const make = (specification: WireStructure) =>
      listOf(
        bench.call('CreateSnapshots', { InstanceSpecification: { InstanceId, ...specification } }),
        'Snapshots',
      ).map(({ VolumeSize }) => VolumeSize);
    expect(make({})).toEqual([8, 10]);
    expect(make({ ExcludeBootVolume: true })).toEqual([10]);
    expect(make({ ExcludeDataVolumeIds: [VolumeId] })).toEqual([8]);
  });

  it('come back from the Recycle Bin', () => {
    const world = createWorld();
    const { bench, snapshot: SnapshotId } = world;
    retainAll(world);
    bench.call('DeleteSnapshot', { SnapshotId });
    expect(idsOf(world)).not.toContain(SnapshotId);
    expect(listOf(bench.call('ListSnapshotsInRecycleBin'), 'Snapshots')).toMatchObject([{ SnapshotId }]);
    bench.call('RestoreSnapshotFromRecycleBin', { SnapshotId });
    expect(idsOf(world)).toContain(SnapshotId);
  });

  it('are imported from disks', () => {
    const world = createWorld('real');
    const { bench } = world;
    const before = idsOf(world).length;
    const { ImportTaskId } = bench.call('ImportSnapshot', { DiskContainer: { Format: 'RAW', Url: 's3://a/b' } });
    const task = () => listOf(bench.call('DescribeImportSnapshotTasks'), 'ImportSnapshotTasks')[0];
    expect(task()).toMatchObject({ ImportTaskId, SnapshotTaskDetail: { Status: 'active', Format: 'RAW' } });
    expect(idsOf(world)).toHaveLength(before);
    bench.pass(3_600_000);
    expect(idsOf(world)).toHaveLength(before + 1);
    expect(task()).toMatchObject({ SnapshotTaskDetail: { Status: 'completed', SnapshotId: expect.any(String) } });
    expect(faultOf(() => bench.call('CancelImportTask', { ImportTaskId })).code).toBe('IncorrectState');
  });
});

describe('volumes', () => {
  it('are made, attached, become part of the next image, and come off again', () => {
    const { bench, instance: InstanceId, volume: VolumeId } = createWorld();
    expect(bench.call('AttachVolume', { InstanceId, VolumeId, Device: '/dev/sdf' })).toMatchObject({
      State: 'attaching',
    });
    expect(faultOf(() => bench.call('AttachVolume', { InstanceId, VolumeId, Device: '/dev/sdg' })).code).toBe(
      'VolumeInUse',
    );
    const { ImageId } = bench.call('CreateImage', { InstanceId, Name: 'with-data' });
    const [image] = listOf(bench.call('DescribeImages', { ImageIds: [String(ImageId)] }), 'Images');
    expect(image?.BlockDeviceMappings).toMatchObject([
      { DeviceName: '/dev/xvda', Ebs: { VolumeSize: 8 } },
      { DeviceName: '/dev/sdf', Ebs: { VolumeSize: 10, DeleteOnTermination: false } },
    ]);
    bench.call('DetachVolume', { VolumeId });
    expect(listOf(bench.call('DescribeVolumes', { VolumeIds: [VolumeId] }), 'Volumes')).toMatchObject([
      { State: 'available', Attachments: [] },
    ]);
    const elsewhere = textOf(bench.call('CreateVolume', { AvailabilityZone: 'us-east-1b', Size: 1 }).VolumeId) ?? '';
    const attach = { InstanceId, VolumeId: elsewhere, Device: '/dev/sdf' };
    expect(faultOf(() => bench.call('AttachVolume', attach)).code).toBe('InvalidVolume.ZoneMismatch');
  });

  it('take their size from a snapshot, and are not smaller', () => {
    const { bench, snapshot: SnapshotId } = createWorld();
    const make = (input: WireStructure) => bench.call('CreateVolume', { AvailabilityZone: 'us-east-1a', ...input });
    expect(make({ SnapshotId })).toMatchObject({ Size: 10, SnapshotId, State: 'creating' });
    expect(faultOf(() => make({ SnapshotId, Size: 9 })).code).toBe('InvalidParameterValue');
    expect(faultOf(() => make({})).code).toBe('MissingParameter');
  });
});
