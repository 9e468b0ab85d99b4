import { arnIn } from '../../../kit/arn-in.ts';
import type { Clock, RequestContext, Table } from '../../../service.ts';
import { messages } from '../assumptions.ts';
import { invalid, resourceNotFound } from '../faults.ts';
import { keyOf } from '../names.ts';
import { type Change, type ImageRecord, type ImageStatus, imagesTable } from '../records.ts';
import { deleteVersionsOf } from './version-store.ts';

export { keyOf };

/** `arn:aws:sagemaker:us-east-1:123456789012:image/my-image` */
export function sagemakerArn(kind: string, name: string, context: RequestContext): string {
  return arnIn(context, 'sagemaker', `${kind}/${name.toLowerCase()}`);
}

export function isOver(change: Change<string> | undefined, clock: Clock): boolean {
  return change === undefined || clock.progress(change.start, change.milliseconds) >= 1;
}

export function imageStatusOf({ status, change }: ImageRecord, clock: Clock): ImageStatus {
  return change && !isOver(change, clock) ? change.through : status;
}

/** The images. One whose deletion is over is gone when it is asked for, with its versions. */
export function imagesOf(context: RequestContext): Pick<Table<ImageRecord>, 'get' | 'has' | 'values'> {
  const table = context.table<ImageRecord>(imagesTable);
  const isGone = ({ change }: ImageRecord) => change?.through === 'DELETING' && isOver(change, context.clock);
  const get = (key: string) => {
    const record = table.get(key);
    if (!record || !isGone(record)) return record;
    deleteVersionsOf(record.image.ImageName, context);
    table.delete(key);
    return undefined;
  };
  return {
    get,
    has: (key) => get(key) !== undefined,
    *values() {
      for (const record of table.values()) if (!isGone(record)) yield record;
    },
  };
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
