import { isStructure } from '../../../../aws/protocols/structure-values.ts';
import type { WireStructure } from '../../../../aws/service-model.ts';
import { flagOf, present, structureOf, textOf, textsOf } from '../../../kit/members.ts';
import { tagsMember } from '../../../kit/tags/tag.ts';
import type { RequestContext, Table } from '../../../service.ts';
import { SandboxFault } from '../../../service.ts';
import { diskImage, durations, messages } from '../assumptions.ts';
import { invalidValue, missingParameter } from '../faults.ts';
import { compileFilters } from '../filters.ts';
import { usualKmsKey } from '../ids.ts';
import { pages } from '../pages.ts';
import { makeSnapshot } from '../snapshots/make-snapshot.ts';
import { readTagSpecifications } from '../tags/tags.ts';
import { type ImageTaskRecord, importSnapshotTasksTable } from './task-record.ts';

const formats = ['VHD', 'VMDK', 'RAW'];

function tasks(context: RequestContext): Table<ImageTaskRecord> {
  return context.table<ImageTaskRecord>(importSnapshotTasksTable);
}

export function importSnapshot(input: WireStructure, context: RequestContext): WireStructure {
  if (!isStructure(input.DiskContainer)) throw missingParameter('DiskContainer');
  const { Format, Url, UserBucket, Description } = input.DiskContainer;
  const { S3Bucket, S3Key } = structureOf(UserBucket);
  if (Url === undefined && (S3Bucket === undefined || S3Key === undefined)) throw missingParameter('DiskContainer.Url');
  const format = (textOf(Format) ?? 'VMDK').toUpperCase();
  if (!formats.includes(format)) throw invalidValue(`Value (${format}) for parameter Format is invalid.`);
  const tags = readTagSpecifications(input, ['import-snapshot-task']);
  const id = context.state.identifier('import-snap-', 17);
  const encrypted = flagOf(input.Encrypted) === true;
  const task = present({
    ImportTaskId: id,
    Description: textOf(input.Description),
    SnapshotTaskDetail: present({
      Description: textOf(Description),
      DiskImageSize: diskImage.bytes,
      Encrypted: encrypted,
      Format: format,
      KmsKeyId: encrypted
        ? (textOf(input.KmsKeyId) ?? usualKmsKey(context.partition, context.region, context.account))
        : undefined,
      Url: textOf(Url),
      UserBucket: S3Bucket === undefined ? undefined : { S3Bucket, S3Key },
    }),
    ...tagsMember(tags['import-snapshot-task']),
  });
  const record: ImageTaskRecord = { id, task, start: context.now };
  tasks(context).set(id, record);
  return show(record, context);
}

function progressOf(record: ImageTaskRecord, context: RequestContext): number {
  return record.ended === 'completed' ? 1 : context.clock.progress(record.start, durations.importSnapshot);
}

function show(record: ImageTaskRecord, context: RequestContext): WireStructure {
  const detail = structureOf(record.task.SnapshotTaskDetail);
  const withDetail = (members: WireStructure) => ({ ...record.task, SnapshotTaskDetail: { ...detail, ...members } });
  if (record.ended === 'deleted') return withDetail({ Status: 'deleted', StatusMessage: 'User initiated' });
  const progress = progressOf(record, context);
  if (progress >= 1) return withDetail({ Status: 'completed' });
  const StatusMessage = progress < 0.1 ? 'pending' : progress < 0.6 ? 'downloading/converting' : 'uploading';
  return withDetail({ Status: 'active', Progress: String(Math.floor(progress * 100)), StatusMessage });
}

/** Makes the snapshots of the imports whose time is over. */
export function finishSnapshotImports(context: RequestContext): void {
  for (const record of [...tasks(context).values()]) {
    if (record.ended !== undefined || progressOf(record, context) < 1) continue;
    const detail = structureOf(record.task.SnapshotTaskDetail);
    const snapshot = makeSnapshot(
      {
        size: diskImage.gigabytes,
        encrypted: detail.Encrypted === true,
        kmsKeyId: textOf(detail.KmsKeyId),
        description: textOf(record.task.Description) ?? `Created by AWS-VMImport service for ${record.id}`,
        milliseconds: 0,
      },
      context,
    );
    const task = { ...record.task, SnapshotTaskDetail: { ...detail, SnapshotId: snapshot.SnapshotId } };
    tasks(context).set(record.id, { ...record, task, ended: 'completed' });
  }
}

export function describeImportSnapshotTasks(input: WireStructure, context: RequestContext): WireStructure {
  const ids = textsOf(input.ImportTaskIds);
  const table = tasks(context);
  const records = ids.length > 0 ? ids.map((id) => table.get(id) ?? fail(id)) : table.values();
  const fits = compileFilters<ImageTaskRecord>(
    input,
    { 'task-state': (record) => textOf(structureOf(show(record, context).SnapshotTaskDetail).Status) },
    ({ task }) => task.Tags ?? [],
  );
  const page = pages.byKey('import-snapshot-tasks', records, { keyOf: ({ id }) => id, accepts: fits }, input);
  return { ImportSnapshotTasks: page.items.map((record) => show(record, context)), NextToken: page.nextToken };
}

function fail(id: string): never {
  throw new SandboxFault('InvalidConversionTaskId.Malformed', `The task ID '${id}' does not exist`);
}

/** For CancelImportTask; undefined when the task is none that imports a snapshot. */
export function cancelSnapshotImport(id: string, context: RequestContext): WireStructure | undefined {
  const record = tasks(context).get(id);
  if (!record) return undefined;
  const previous = textOf(structureOf(show(record, context).SnapshotTaskDetail).Status) ?? '';
  if (previous !== 'active') throw new SandboxFault('IncorrectState', messages.taskOver(id, previous));
  tasks(context).set(id, { ...record, ended: 'deleted' });
  return { ImportTaskId: id, PreviousState: previous, State: 'deleting' };
}
