import { describe, expect, it } from 'vitest';
import { faultOf } from '../../../kit/fault-of.ts';
import { textOf } from '../../../kit/members.ts';
import { deleteBucket } from '../../s3/buckets/buckets.ts';
import { headObject } from '../../s3/objects/get-object.ts';
import { putObject } from '../../s3/objects/put-object.ts';
import { createWorld, listOf, makeBucket, otherAccount, type World } from '../test-world.ts';
import { readObject } from './object-store.ts';

const minute = 60_000;
const Bucket = 'images';

function worldWithBucket(mode: 'real' | 'instant' = 'instant'): World {
  const world = createWorld(mode);
  makeBucket(world, Bucket);
  return world;
}

describe('storing and restoring an image', () => {
  it('puts an object into the bucket when the task is over', () => {
    const { bench, image: ImageId } = worldWithBucket('real');
    const key = `${ImageId}.bin`;
    expect(bench.call('CreateStoreImageTask', { ImageId, Bucket })).toEqual({ ObjectKey: key });
    const task = () =>
      listOf(bench.call('DescribeStoreImageTasks', { ImageIds: [ImageId] }), 'StoreImageTaskResults')[0];
    expect(readObject(Bucket, key, bench.context())).toBeUndefined();
    expect(task()).toMatchObject({ AmiId: ImageId, Bucket, S3objectKey: key, StoreTaskState: 'InProgress' });
    expect(faultOf(() => bench.call('CreateStoreImageTask', { ImageId, Bucket })).code).toBe('IncorrectState');
    bench.pass(5 * minute);
    expect(task()).toMatchObject({ ProgressPercentage: 50 });
    bench.pass(5 * minute);
    expect(task()).toMatchObject({ ProgressPercentage: 100, StoreTaskState: 'Completed' });
    expect(readObject(Bucket, key, bench.context())).toBeDefined();
    const Filters = [{ Name: 'task-state', Values: ['Completed'] }];
    expect(listOf(bench.call('DescribeStoreImageTasks', { Filters }), 'StoreImageTaskResults')).toHaveLength(1);
    bench.pass(32 * 24 * 60 * minute);
    expect(listOf(bench.call('DescribeStoreImageTasks'), 'StoreImageTaskResults')).toEqual([]);
  });

  it('brings it back with its name, description, tags and devices, on snapshots of its own', () => {
    const { bench, image: ImageId } = worldWithBucket();
    bench.call('CreateTags', { Resources: [ImageId], Tags: [{ Key: 'team', Value: 'web' }] });
    const [before] = listOf(bench.call('DescribeImages', { ImageIds: [ImageId] }), 'Images');
    const ObjectKey = textOf(bench.call('CreateStoreImageTask', { ImageId, Bucket }).ObjectKey) ?? '';
    const restore = { Bucket, ObjectKey };
    expect(faultOf(() => bench.call('CreateRestoreImageTask', restore)).code).toBe('InvalidAMIName.Duplicate');
    bench.call('DeregisterImage', { ImageId, DeleteAssociatedSnapshots: true });
    const id = textOf(bench.call('CreateRestoreImageTask', restore).ImageId) ?? '';
    const [after] = listOf(bench.call('DescribeImages', { ImageIds: [id] }), 'Images');
    expect(after).toMatchObject({ Name: 'golden-1', Description: 'golden', State: 'available', Tags: before?.Tags });
    expect(after).toMatchObject({
      Architecture: before?.Architecture,
      BlockDeviceMappings: [{ DeviceName: '/dev/xvda' }],
    });
    expect(after?.BlockDeviceMappings).not.toEqual(before?.BlockDeviceMappings);
  });

  it('fails when the bucket is gone by then', () => {
    const { bench, image: ImageId } = worldWithBucket('real');
    bench.call('CreateStoreImageTask', { ImageId, Bucket });
    deleteBucket({ Bucket }, bench.context());
    bench.pass(60 * minute);
    expect(listOf(bench.call('DescribeStoreImageTasks'), 'StoreImageTaskResults')).toMatchObject([
      { StoreTaskState: 'Failed', StoreTaskFailureReason: expect.stringContaining(Bucket) },
    ]);
  });

  it('leaves what S3 tells of the object, and objects that are no images alone', () => {
    const { bench, image: ImageId } = worldWithBucket();
    const S3ObjectTags = [{ Key: 'team', Value: 'web & data' }];
    const { ObjectKey } = bench.call('CreateStoreImageTask', { ImageId, Bucket, S3ObjectTags });
    const head = headObject({ Bucket, Key: ObjectKey ?? '' }, bench.context());
    expect(head).toMatchObject({ Metadata: { 'ami-name': 'golden-1', 'ami-owner-account': '111122223333' } });
    expect(head.TagCount).toBe(1);
    putObject({ Bucket, Key: 'other.bin', Body: Buffer.from('{"format":1}') }, bench.context());
    const restore = { Bucket, ObjectKey: 'other.bin' };
    expect(faultOf(() => bench.call('CreateRestoreImageTask', restore)).code).toBe('InvalidParameterValue');
  });

  it('stays with the owner, in a bucket of the region', () => {
    const { bench, image: ImageId, windows } = worldWithBucket();
    const store = (input: object, place = {}) =>
      faultOf(() => bench.call('CreateStoreImageTask', { ImageId, Bucket, ...input }, place)).code;
    expect(store({ ImageId: windows })).toBe('AuthFailure');
    expect(store({}, { account: otherAccount })).toBe('InvalidAMIID.NotFound');
    expect(store({ Bucket: 'elsewhere' })).toBe('InvalidParameterValue');
  });
});

describe('Windows fast launch', () => {
  it('is enabled for a Windows image, shown, and disabled', () => {
    const { bench, windows: ImageId, image } = createWorld('real');
    const state = () => listOf(bench.call('DescribeFastLaunchImages'), 'FastLaunchImages').map(({ State }) => State);
    expect(bench.call('EnableFastLaunch', { ImageId })).toMatchObject({
      State: 'enabling',
      SnapshotConfiguration: { TargetResourceCount: 5 },
      MaxParallelLaunches: 6,
    });
    bench.pass(120 * minute);
    expect(state()).toEqual(['enabled']);
    const Filters = [{ Name: 'state', Values: ['disabling'] }];
    expect(listOf(bench.call('DescribeFastLaunchImages', { Filters }), 'FastLaunchImages')).toEqual([]);
    bench.call('DisableFastLaunch', { ImageId });
    expect(state()).toEqual(['disabling']);
    bench.pass(120 * minute);
    expect(state()).toEqual([]);
    expect(faultOf(() => bench.call('EnableFastLaunch', { ImageId: image })).message).toContain('is not a Windows AMI');
    expect(faultOf(() => bench.call('EnableFastLaunch', { ImageId, MaxParallelLaunches: 2 })).message).toBe(
      'MaxParallelLaunches must be 6 or greater.',
    );
  });
});
