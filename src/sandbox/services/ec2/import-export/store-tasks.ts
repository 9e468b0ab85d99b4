import type { WireStructure } from '../../../../aws/service-model.ts';
import { isoTime, numberOf, textOf, textsOf } from '../../../kit/members.ts';
import type { Tag } from '../../../kit/tags/tag.ts';
import { isReserved, tagsMember } from '../../../kit/tags/tag.ts';
import type { RequestContext, Table } from '../../../service.ts';
import { durations, messages, storeTasksShownFor } from '../assumptions.ts';
import { incorrectState, invalidCombination, invalidValue } from '../faults.ts';
import { compileFilters } from '../filters.ts';
import { checkIds } from '../ids.ts';
import { ownImage } from '../images/image-lookup.ts';
import { checkImageName, checkImageNameIsFree } from '../images/image-names.ts';
import type { BlockDeviceMapping, ImageStructure } from '../images/image-record.ts';
import { stateOf } from '../images/image-state.ts';
import { keepNewImage, newImage } from '../images/new-image.ts';
import { pages } from '../pages.ts';
import { makeSnapshot } from '../snapshots/make-snapshot.ts';
import { readTagSpecifications, tagging } from '../tags/tags.ts';
import { hasBucket, readObject, writeObject } from './object-store.ts';
import { readStoredImage, type StoredImage, writeStoredImage } from './stored-image.ts';

export const storeTasksTable = 'ec2.store-image-tasks';

/** A task that stores an image, under the image's id: EC2 shows the last one of each. */
interface StoreTaskRecord {
  readonly imageId: string;
  readonly bucket: string;
  readonly key: string;
  readonly start: number;
  /** What goes into the bucket when the time is over; not there any more then. */
  readonly stored?: StoredImage;
  /** S3 did not take the object. */
  readonly failed?: true;
  readonly tags: readonly Tag[];
}

function tasks(context: RequestContext): Table<StoreTaskRecord> {
  return context.table<StoreTaskRecord>(storeTasksTable);
}

/** The object appears in the bucket when the task is over. */
export function createStoreImageTask(input: WireStructure, context: RequestContext): WireStructure {
  const record = ownImage(context, textOf(input.ImageId) ?? '');
  const { image } = record;
  const bucket = textOf(input.Bucket) ?? '';
  checkBucket(bucket, context);
  const tags = tagging.read(input.S3ObjectTags);
  const state = stateOf(record, context.clock);
  if (state !== 'available') throw incorrectState(messages.imageNotReady(image.ImageId, state));
  if (image.RootDeviceType !== 'ebs') throw invalidValue(messages.notSnapshotBacked(image.ImageId));
  const running = tasks(context).get(image.ImageId);
  if (running && progressOf(running, context) < 1) throw incorrectState(messages.storesRunning(image.ImageId));
  const key = `${image.ImageId}.bin`;
  const uefi = record.uefiData === undefined ? {} : { uefiData: record.uefiData };
  const task: StoreTaskRecord = {
    imageId: image.ImageId,
    bucket,
    key,
    start: context.now,
    stored: { image, ...uefi },
    tags,
  };
  tasks(context).set(image.ImageId, task);
  finishStoreTasks(context);
  return { ObjectKey: key };
}

function checkBucket(bucket: string, context: RequestContext): void {
  if (!hasBucket(bucket, context)) throw invalidValue(messages.noBucket(bucket));
}

function progressOf(task: StoreTaskRecord, context: RequestContext): number {
  return task.stored === undefined ? 1 : context.clock.progress(task.start, durations.storeImage);
}

/** Puts the objects of the tasks whose time is over into their buckets. */
export function finishStoreTasks(context: RequestContext): void {
  for (const task of [...tasks(context).values()]) {
    const { stored, ...rest } = task;
    if (stored === undefined || progressOf(task, context) < 1) continue;
    const { image } = stored;
    const metadata: Readonly<Record<string, string>> = {
      'ami-name': image.Name,
      ...(image.Description === undefined ? {} : { 'ami-description': image.Description }),
      'ami-registered-date': image.CreationDate,
      'ami-owner-account': image.OwnerId,
      'ami-store-date': isoTime(task.start),
    };
    const { bucket, key, tags } = task;
    const content = writeStoredImage(stored);
    const written = writeObject({ bucket, key, content, metadata, tags }, context);
    tasks(context).set(task.imageId, written ? rest : { ...rest, failed: true });
  }
}

export function describeStoreImageTasks(input: WireStructure, context: RequestContext): WireStructure {
  const ids = textsOf(input.ImageIds);
  checkIds('ami-', ids);
  if (ids.length > 0 && numberOf(input.MaxResults) !== undefined) {
    throw invalidCombination(messages.idsWithPage('imageIdsSet'));
  }
  const stateOfTask = (task: StoreTaskRecord) =>
    task.failed ? 'Failed' : progressOf(task, context) < 1 ? 'InProgress' : 'Completed';
  const fits = compileFilters<StoreTaskRecord>(
    input,
    { 'task-state': stateOfTask, bucket: ({ bucket }) => bucket },
    () => [],
  );
  // "When you specify the ImageIds parameter, any filters that you specify are ignored."
  const accepts = (task: StoreTaskRecord) =>
    context.now - task.start <= storeTasksShownFor && (ids.length > 0 ? ids.includes(task.imageId) : fits(task));
  const page = pages.byKey(
    'store-image-tasks',
    tasks(context).values(),
    { keyOf: ({ imageId }) => imageId, accepts },
    input,
  );
  return {
    StoreImageTaskResults: page.items.map((task) => ({
      AmiId: task.imageId,
      TaskStartTime: isoTime(task.start),
      Bucket: task.bucket,
      S3objectKey: task.key,
      ProgressPercentage: Math.floor(progressOf(task, context) * 100),
      StoreTaskState: stateOfTask(task),
      ...(task.failed ? { StoreTaskFailureReason: messages.noBucket(task.bucket) } : {}),
    })),
    NextToken: page.nextToken,
  };
}

/** Makes an image, with snapshots of its own, out of an object that a store task wrote. */
export function createRestoreImageTask(input: WireStructure, context: RequestContext): WireStructure {
  const bucket = textOf(input.Bucket) ?? '';
  const key = textOf(input.ObjectKey) ?? '';
  checkBucket(bucket, context);
  const requested = readTagSpecifications(input, ['image', 'snapshot']);
  const bytes = readObject(bucket, key, context);
  const stored = bytes === undefined ? undefined : readStoredImage(bytes);
  if (!stored) throw invalidValue(messages.noStoredImage(bucket, key));
  const name = textOf(input.Name) ?? stored.image.Name;
  checkImageName(name);
  checkImageNameIsFree(name, context);
  const made = newImage(name, context);
  const {
    ImageOwnerAlias: _,
    LastLaunchedTime: __,
    DeprecationTime: ___,
    ImageWatermarks: ____,
    ...kept
  } = stored.image;
  const image: ImageStructure = {
    ...kept,
    ...made,
    BlockDeviceMappings: kept.BlockDeviceMappings.map((mapping) =>
      restoredMapping(mapping, made.ImageId, requested.snapshot, context),
    ),
    ...tagsMember(tagging.merge(ownTags(stored.image), requested.image ?? [])),
  };
  return keepNewImage(image, durations.restoreImage, stored.uefiData, context);
}

/** The tags of the stored image come back, but for AWS's own. */
function ownTags({ Tags = [] }: ImageStructure) {
  return Tags.filter((tag) => !isReserved(tag));
}

function restoredMapping(
  mapping: BlockDeviceMapping,
  image: string,
  tags: readonly Tag[] | undefined,
  context: RequestContext,
): BlockDeviceMapping {
  if (!mapping.Ebs?.SnapshotId) return mapping;
  const snapshot = makeSnapshot(
    {
      size: mapping.Ebs.VolumeSize ?? 8,
      encrypted: mapping.Ebs.Encrypted === true,
      description: `Created by CreateRestoreImageTask for ${image}`,
      tags,
      milliseconds: durations.restoreImage,
    },
    context,
  );
  return { ...mapping, Ebs: { ...mapping.Ebs, SnapshotId: snapshot.SnapshotId, Encrypted: snapshot.Encrypted } };
}
