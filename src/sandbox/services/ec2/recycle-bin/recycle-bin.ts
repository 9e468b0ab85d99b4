import type { WireStructure } from '../../../../aws/service-model.ts';
import { isoTime, present, textOf, textsOf } from '../../../kit/members.ts';
import type { Tag } from '../../../kit/tags/tag.ts';
import type { RequestContext } from '../../../service.ts';
import { type RetentionRule, type RuleTag, retentionRulesTable } from '../../rbin/retention-rule.ts';
import { day } from '../assumptions.ts';
import { imagesNotFound } from '../faults.ts';
import { checkIds } from '../ids.ts';
import { deregisteredTable, ownImages } from '../images/image-lookup.ts';
import type { ImageRecord } from '../images/image-record.ts';
import { pages } from '../pages.ts';
import { showSnapshot } from '../snapshots/show-snapshot.ts';
import { ownSnapshots, snapshotNotFound } from '../snapshots/snapshot-lookup.ts';
import type { SnapshotRecord } from '../snapshots/snapshot-record.ts';

const binTable = 'ec2.recycle-bin';
const snapshotBinTable = 'ec2.snapshot-recycle-bin';
interface Binned<Kept> {
  readonly record: Kept;
  readonly entered: number;
  readonly leaves: number;
}

/** Puts a resource into a bin when a retention rule says so; false when none does. */
function retainIn<Kept>(
  bin: { readonly table: string; readonly type: 'EC2_IMAGE' | 'EBS_SNAPSHOT' },
  id: string,
  record: Kept,
  tags: readonly Tag[],
  context: RequestContext,
): boolean {
  const has = (wanted: RuleTag) =>
    tags.some(({ Key, Value }) => Key === wanted.Key && (wanted.Value === undefined || Value === wanted.Value));
  const fits = (rule: RetentionRule) =>
    (rule.resourceType ?? 'EC2_IMAGE') === bin.type &&
    (rule.tags.length === 0 || rule.tags.some(has)) &&
    !(rule.excludedTags ?? []).some(has);
  const rules = [...context.table<RetentionRule>(retentionRulesTable).values()].filter(fits);
  if (rules.length === 0) return false;
  const leaves = context.now + Math.max(...rules.map((rule) => rule.days)) * day;
  context.table<Binned<Kept>>(bin.table).set(id, { record, entered: context.now, leaves });
  return true;
}

/** Puts a deregistered image into the Recycle Bin; false when no rule keeps it. */
export function retain(record: ImageRecord, context: RequestContext): boolean {
  const { ImageId, Tags = [] } = record.image;
  return retainIn({ table: binTable, type: 'EC2_IMAGE' }, ImageId, record, Tags, context);
}

/** Puts a deleted snapshot into the Recycle Bin; false when no rule keeps it. */
export function retainSnapshot(record: SnapshotRecord, context: RequestContext): boolean {
  const { SnapshotId, Tags = [] } = record.snapshot;
  return retainIn({ table: snapshotBinTable, type: 'EBS_SNAPSHOT' }, SnapshotId, record, Tags, context);
}

function* binned<Kept>(table: string, context: RequestContext): Generator<Binned<Kept>> {
  for (const item of context.table<Binned<Kept>>(table).values()) if (item.leaves > context.now) yield item;
}

/** Takes a resource out of its bin; undefined when it is not there any more. */
function takeOut<Kept>(table: string, id: string, context: RequestContext): Kept | undefined {
  const bin = context.table<Binned<Kept>>(table);
  const item = bin.get(id);
  if (!item || item.leaves <= context.now) return undefined;
  bin.delete(id);
  return item.record;
}

export function listImagesInRecycleBin(input: WireStructure, context: RequestContext): WireStructure {
  const ids = textsOf(input.ImageIds);
  checkIds('ami-', ids);
  const idOf = ({ record }: Binned<ImageRecord>) => record.image.ImageId;
  const accepts = (item: Binned<ImageRecord>) => ids.length === 0 || ids.includes(idOf(item));
  const page = pages.byKey('recycle-bin', binned<ImageRecord>(binTable, context), { keyOf: idOf, accepts }, input);
  const images = page.items.map(({ record, entered, leaves }) =>
    present({
      ImageId: record.image.ImageId,
      Name: record.image.Name,
      Description: record.image.Description,
      RecycleBinEnterTime: isoTime(entered),
      RecycleBinExitTime: isoTime(leaves),
    }),
  );
  return { Images: images, NextToken: page.nextToken };
}

export function restoreImageFromRecycleBin(input: WireStructure, context: RequestContext): WireStructure {
  const id = textOf(input.ImageId) ?? '';
  checkIds('ami-', [id]);
  const record = takeOut<ImageRecord>(binTable, id, context);
  if (!record) throw imagesNotFound([id]);
  context.table(deregisteredTable).delete(id);
  ownImages(context).set(id, record);
  return { Return: true };
}

export function listSnapshotsInRecycleBin(input: WireStructure, context: RequestContext): WireStructure {
  const ids = textsOf(input.SnapshotIds);
  checkIds('snap-', ids);
  const idOf = ({ record }: Binned<SnapshotRecord>) => record.snapshot.SnapshotId;
  const accepts = (item: Binned<SnapshotRecord>) => ids.length === 0 || ids.includes(idOf(item));
  const page = pages.byKey(
    'snapshot-bin',
    binned<SnapshotRecord>(snapshotBinTable, context),
    { keyOf: idOf, accepts },
    input,
  );
  const snapshots = page.items.map(({ record, entered, leaves }) =>
    present({
      SnapshotId: record.snapshot.SnapshotId,
      VolumeId: record.snapshot.VolumeId,
      Description: record.snapshot.Description,
      RecycleBinEnterTime: isoTime(entered),
      RecycleBinExitTime: isoTime(leaves),
    }),
  );
  return { Snapshots: snapshots, NextToken: page.nextToken };
}

export function restoreSnapshotFromRecycleBin(input: WireStructure, context: RequestContext): WireStructure {
  const id = textOf(input.SnapshotId) ?? '';
  checkIds('snap-', [id]);
  const record = takeOut<SnapshotRecord>(snapshotBinTable, id, context);
  if (!record) throw snapshotNotFound(id);
  ownSnapshots(context).set(id, record);
  const { SnapshotId, Description, Encrypted, OwnerId, Progress, StartTime, State, VolumeId, VolumeSize } =
    showSnapshot(record, context);
  return { SnapshotId, Description, Encrypted, OwnerId, Progress, StartTime, State, VolumeId, VolumeSize };
}
