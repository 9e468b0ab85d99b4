import type { WireStructure } from '../../../aws/service-model.ts';
import type { RequestContext } from '../../service.ts';
import { isoTime, present, textOf, textsOf } from '../members.ts';
import { day } from './assumptions.ts';
import { imagesNotFound } from './faults.ts';
import { checkIds } from './ids.ts';
import { deregisteredTable, ownImages } from './image-lookup.ts';
import type { ImageRecord, Tag } from './image-record.ts';
import { cutPage } from './paging.ts';

const binTable = 'ec2.recycle-bin';
/** Retention rules of Recycle Bin for images, under any key. */
export const retentionRulesTable = 'ec2.retention-rules';

export interface RetentionRule {
  readonly days: number;
  /** Any of these tags makes an image fit; a rule without tags fits all. */
  readonly tags: readonly Tag[];
}

interface BinnedImage {
  readonly record: ImageRecord;
  readonly entered: number;
  readonly leaves: number;
}

/** Puts a deregistered image into the Recycle Bin when a retention rule says so; false when none does. */
export function retain(record: ImageRecord, context: RequestContext): boolean {
  const fits = ({ tags }: RetentionRule) =>
    tags.length === 0 ||
    tags.some(({ Key, Value }) => record.image.Tags?.some((tag) => tag.Key === Key && tag.Value === Value));
  const rules = [...context.table<RetentionRule>(retentionRulesTable).values()].filter(fits);
  if (rules.length === 0) return false;
  const leaves = context.now + Math.max(...rules.map((rule) => rule.days)) * day;
  context.table<BinnedImage>(binTable).set(record.image.ImageId, { record, entered: context.now, leaves });
  return true;
}

function* binned(context: RequestContext): Generator<BinnedImage> {
  for (const item of context.table<BinnedImage>(binTable).values()) if (item.leaves > context.now) yield item;
}

export function listImagesInRecycleBin(input: WireStructure, context: RequestContext): WireStructure {
  const ids = textsOf(input.ImageIds);
  checkIds('ami-', ids);
  const idOf = ({ record }: BinnedImage) => record.image.ImageId;
  const page = cutPage(
    'recycle-bin',
    binned(context),
    idOf,
    (item) => ids.length === 0 || ids.includes(idOf(item)),
    input,
  );
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
  const bin = context.table<BinnedImage>(binTable);
  const item = bin.get(id);
  if (!item || item.leaves <= context.now) throw imagesNotFound([id]);
  bin.delete(id);
  context.table(deregisteredTable).delete(id);
  ownImages(context).set(id, item.record);
  return { Return: true };
}
