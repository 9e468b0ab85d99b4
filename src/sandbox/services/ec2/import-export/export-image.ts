import type { WireStructure } from '../../../../aws/service-model.ts';
import { present, structureOf, textOf, textsOf } from '../../../kit/members.ts';
import { tagsMember } from '../../../kit/tags/tag.ts';
import type { RequestContext } from '../../../service.ts';
import { SandboxFault } from '../../../service.ts';
import { durations, messages } from '../assumptions.ts';
import { invalidValue, missingParameter } from '../faults.ts';
import { compileFilters } from '../filters.ts';
import { usableImage } from '../images/image-lookup.ts';
import { pages } from '../pages.ts';
import { readTagSpecifications } from '../tags/tags.ts';
import { exportTasksTable, type ImageTaskRecord } from './task-record.ts';

const formats = ['VMDK', 'RAW', 'VHD'];

export function exportImage(input: WireStructure, context: RequestContext): WireStructure {
  const format = textOf(input.DiskImageFormat) ?? '';
  if (!formats.includes(format)) throw invalidValue(`Value (${format}) for parameter DiskImageFormat is invalid.`);
  const { S3Bucket, S3Prefix } = structureOf(input.S3ExportLocation);
  if (textOf(S3Bucket) === undefined) throw missingParameter('S3ExportLocation.S3Bucket');
  const tags = readTagSpecifications(input, ['export-image-task']);
  const { image } = usableImage(context, textOf(input.ImageId) ?? '');
  const id = context.state.identifier('export-ami-', 17);
  const task = present({
    ExportImageTaskId: id,
    ImageId: image.ImageId,
    Description: textOf(input.Description),
    S3ExportLocation: present({ S3Bucket, S3Prefix }),
    ...tagsMember(tags['export-image-task']),
  });
  const record: ImageTaskRecord = { id, task, start: context.now };
  context.table<ImageTaskRecord>(exportTasksTable).set(id, record);
  // The answer of the request says how it was asked for; later answers leave that out.
  return { ...show(record, context), DiskImageFormat: format, RoleName: textOf(input.RoleName) ?? 'vmimport' };
}

function show(record: ImageTaskRecord, context: RequestContext): WireStructure {
  if (record.ended === 'deleted') return { ...record.task, Status: 'deleted' };
  const progress = context.clock.progress(record.start, durations.exportImage);
  if (progress >= 1) return { ...record.task, Status: 'completed' };
  const message = progress < 0.1 ? 'validating' : progress < 0.8 ? 'converting' : 'uploading';
  return { ...record.task, Status: 'active', Progress: String(Math.floor(progress * 100)), StatusMessage: message };
}

export function describeExportImageTasks(input: WireStructure, context: RequestContext): WireStructure {
  const ids = textsOf(input.ExportImageTaskIds);
  const table = context.table<ImageTaskRecord>(exportTasksTable);
  const records = ids.length > 0 ? ids.map((id) => table.get(id) ?? fail(id)) : table.values();
  const fits = compileFilters<ImageTaskRecord>(
    input,
    { 'task-state': (record) => textOf(show(record, context).Status), 'export-image-task-id': ({ id }) => id },
    ({ task }) => task.Tags ?? [],
  );
  const page = pages.byKey('export-image-tasks', records, { keyOf: ({ id }) => id, accepts: fits }, input);
  return { ExportImageTasks: page.items.map((record) => show(record, context)), NextToken: page.nextToken };
}

function fail(id: string): never {
  throw new SandboxFault('InvalidExportTaskID.NotFound', `The export task ID '${id}' does not exist`);
}

export function cancelExportTask(input: WireStructure, context: RequestContext): WireStructure {
  const id = textOf(input.ExportTaskId) ?? '';
  const table = context.table<ImageTaskRecord>(exportTasksTable);
  const record = table.get(id) ?? fail(id);
  const status = textOf(show(record, context).Status) ?? '';
  if (status !== 'active') throw new SandboxFault('IncorrectState', messages.taskOver(id, status));
  table.set(id, { ...record, ended: 'deleted' });
  return {};
}
