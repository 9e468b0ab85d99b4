import type { Clock, RequestContext, Table } from '../../service.ts';
import { messages } from './assumptions.ts';
import { invalid, resourceNotFound } from './faults.ts';
import { type ImageVersionRecord, type ImageVersionStatus, imageVersionsTable } from './records.ts';

function isOver({ change }: ImageVersionRecord, clock: Clock): boolean {
  return change === undefined || clock.progress(change.start, change.milliseconds) >= 1;
}

export function versionStatusOf(record: ImageVersionRecord, clock: Clock): ImageVersionStatus {
  return record.change && !isOver(record, clock) ? record.change.through : record.status;
}

/** The versions of all images, without those whose deletion is over. */
export function versionsTable(context: RequestContext): Table<ImageVersionRecord> {
  const table = context.table<ImageVersionRecord>(imageVersionsTable);
  for (const record of [...table.values()]) {
    if (record.change?.through === 'DELETING' && isOver(record, context.clock)) {
      table.delete(record.version.ImageVersionArn);
    }
  }
  return table;
}

/** Oldest first. */
export function versionsOf(imageName: string, context: RequestContext): readonly ImageVersionRecord[] {
  return [...versionsTable(context).values()]
    .filter((record) => record.imageName === imageName)
    .sort((left, right) => left.version.Version - right.version.Version);
}

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
    if (!found)
      throw resourceNotFound(messages.versionNotFound(`${imageArn.replace(':image/', ':image-version/')}/${version}`));
    return found;
  }
  const latest = versions.at(-1);
  if (!latest) throw resourceNotFound(messages.noVersions(imageName));
  return latest;
}
