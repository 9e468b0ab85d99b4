import type { Clock, RequestContext, Table } from '../../../service.ts';
import { messages } from '../assumptions.ts';
import { invalid, resourceNotFound } from '../faults.ts';
import { keyOf } from '../names.ts';
import {
  type ImageRecord,
  type ImageVersionRecord,
  type ImageVersionStatus,
  imagesTable,
  imageVersionsTable,
} from '../records.ts';

function isOver({ change }: ImageVersionRecord, clock: Clock): boolean {
  return change === undefined || clock.progress(change.start, change.milliseconds) >= 1;
}

export function versionStatusOf(record: ImageVersionRecord, clock: Clock): ImageVersionStatus {
  return record.change && !isOver(record, clock) ? record.change.through : record.status;
}

/** The versions of all images by ARN. One whose deletion is over is gone when it is asked for. */
export function versionsTable(
  context: RequestContext,
): Pick<Table<ImageVersionRecord>, 'get' | 'has' | 'set' | 'delete'> {
  const table = context.table<ImageVersionRecord>(imageVersionsTable);
  const get = (arn: string) => {
    const record = table.get(arn);
    if (record?.change?.through !== 'DELETING' || !isOver(record, context.clock)) return record;
    table.delete(arn);
    return undefined;
  };
  return {
    get,
    has: (arn) => get(arn) !== undefined,
    set: (arn, record) => table.set(arn, record),
    delete: (arn) => table.delete(arn),
  };
}

export function versionArn(imageArn: string, version: number): string {
  return `${imageArn.replace(':image/', ':image-version/')}/${version}`;
}

/** Oldest first. */
export function versionsOf(imageName: string, context: RequestContext): readonly ImageVersionRecord[] {
  // The image's own record and not a look at all versions of all images: there may be many.
  const image = context.table<ImageRecord>(imagesTable).get(keyOf(imageName));
  if (!image) return [];
  const versions = versionsTable(context);
  const numbers = Array.from({ length: image.lastVersion }, (_, index) => index + 1);
  return numbers.flatMap((number) => versions.get(versionArn(image.image.ImageArn, number)) ?? []);
}

/** For an image that goes: its record must still be there. */
export function deleteVersionsOf(imageName: string, context: RequestContext): void {
  for (const { version } of versionsOf(imageName, context)) versionsTable(context).delete(version.ImageVersionArn);
}

interface VersionChoice {
  readonly version?: number | undefined;
  readonly alias?: string | undefined;
}

/** The version of that number or alias, the latest when the choice is empty. */
export function chosenVersion(
  imageName: string,
  imageArn: string,
  choice: VersionChoice,
  context: RequestContext,
): ImageVersionRecord {
  const versions = versionsOf(imageName, context);
  const { version, alias } = choice;
  if (version !== undefined && alias !== undefined) throw invalid(messages.versionAndAlias);
  if (alias !== undefined) {
    const found = versions.find(({ aliases }) => aliases.includes(alias));
    if (!found) throw resourceNotFound(messages.aliasNotFound(imageName, alias));
    return found;
  }
  if (version !== undefined) {
    const found = versions.find((record) => record.version.Version === version);
    if (!found) throw resourceNotFound(messages.versionNotFound(versionArn(imageArn, version)));
    return found;
  }
  const latest = versions.at(-1);
  if (!latest) throw resourceNotFound(messages.noVersions(imageName));
  return latest;
}
