import type { Clock, RequestContext, Table } from '../../service.ts';
import { messages, namesIgnoreCase } from './assumptions.ts';
import { invalid, resourceNotFound } from './faults.ts';
import { type Change, type ImageRecord, type ImageStatus, imagesTable } from './records.ts';
import { deleteVersionsOf } from './version-store.ts';

export function keyOf(name: string): string {
  return namesIgnoreCase ? name.toLowerCase() : name;
}

/** `arn:aws:sagemaker:us-east-1:123456789012:image/my-image` */
export function sagemakerArn(kind: string, name: string, context: RequestContext): string {
  const { partition, region, account } = context;
  return `arn:${partition}:sagemaker:${region}:${account}:${kind}/${name.toLowerCase()}`;
}

export function isOver(change: Change<string> | undefined, clock: Clock): boolean {
  return change === undefined || clock.progress(change.start, change.milliseconds) >= 1;
}

export function imageStatusOf({ status, change }: ImageRecord, clock: Clock): ImageStatus {
  return change && !isOver(change, clock) ? change.through : status;
}

/** The images, without those whose deletion is over: these go with their versions. */
export function imagesOf(context: RequestContext): Table<ImageRecord> {
  const table = context.table<ImageRecord>(imagesTable);
  for (const { image, change } of [...table.values()]) {
    if (change?.through !== 'DELETING' || !isOver(change, context.clock)) continue;
    table.delete(keyOf(image.ImageName));
    deleteVersionsOf(image.ImageName, context);
  }
  return table;
}

export function imageNamed(name: string, context: RequestContext): ImageRecord {
  const record = imagesOf(context).get(keyOf(name));
  if (!record) throw resourceNotFound(messages.imageNotFound(sagemakerArn('image', name, context)));
  return record;
}

/** The image for a change: none while another goes on. */
export function settledImage(name: string, context: RequestContext): ImageRecord {
  const record = imageNamed(name, context);
  if (!isOver(record.change, context.clock)) throw invalid(messages.invalidState(record.image.ImageName));
  return record;
}

export function imageWithArn(arn: string, context: RequestContext): ImageRecord | undefined {
  const name = arn.slice(arn.lastIndexOf('/') + 1);
  const record = imagesOf(context).get(keyOf(name));
  return record?.image.ImageArn === arn ? record : undefined;
}

export function setImage(record: ImageRecord, context: RequestContext): void {
  context.table<ImageRecord>(imagesTable).set(keyOf(record.image.ImageName), record);
}
