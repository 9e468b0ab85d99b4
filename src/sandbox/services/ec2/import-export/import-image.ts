import type { WireStructure } from '../../../../aws/service-model.ts';
import { flagOf, isoTime, present, structureOf, structuresOf, textOf, textsOf } from '../../../kit/members.ts';
import { tagsMember } from '../../../kit/tags/tag.ts';
import type { RequestContext } from '../../../service.ts';
import { SandboxFault } from '../../../service.ts';
import { diskImage, durations, messages } from '../assumptions.ts';
import { invalidValue, missingParameter } from '../faults.ts';
import { compileFilters } from '../filters.ts';
import { usualKmsKey } from '../ids.ts';
import { ownImages } from '../images/image-lookup.ts';
import type { BlockDeviceMapping, ImageStructure } from '../images/image-record.ts';
import { pages } from '../pages.ts';
import { makeSnapshot } from '../snapshots/make-snapshot.ts';
import { readTagSpecifications } from '../tags/tags.ts';
import { cancelSnapshotImport } from './import-snapshot.ts';
import { type ImageTaskRecord, importTasksTable } from './task-record.ts';

export function importImage(input: WireStructure, context: RequestContext): WireStructure {
  const containers = structuresOf(input.DiskContainers);
  if (containers.length === 0) throw missingParameter('DiskContainers');
  const architecture = textOf(input.Architecture) ?? 'x86_64';
  if (!['i386', 'x86_64', 'arm64'].includes(architecture)) {
    throw invalidValue(`Value (${architecture}) for parameter Architecture is invalid.`);
  }
  const tags = readTagSpecifications(input, ['import-image-task']);
  const id = context.state.identifier('import-ami-', 17);
  const encrypted = flagOf(input.Encrypted) === true;
  const windows = textOf(input.Platform)?.toLowerCase() === 'windows';
  const task = present({
    ImportTaskId: id,
    Architecture: architecture,
    Description: textOf(input.Description),
    Encrypted: encrypted,
    Hypervisor: textOf(input.Hypervisor),
    KmsKeyId: encrypted
      ? (textOf(input.KmsKeyId) ?? usualKmsKey(context.partition, context.region, context.account))
      : undefined,
    LicenseType: textOf(input.LicenseType) ?? 'BYOL',
    Platform: windows ? 'Windows' : 'Linux',
    UsageOperation: textOf(input.UsageOperation),
    BootMode: textOf(input.BootMode),
    SnapshotDetails: containers.map(snapshotDetail),
    ...tagsMember(tags['import-image-task']),
  });
  const record: ImageTaskRecord = { id, task, start: context.now };
  context.table<ImageTaskRecord>(importTasksTable).set(id, record);
  const { BootMode: _, ...shown } = show(record, context);
  return shown;
}

function snapshotDetail(container: WireStructure, index: number): WireStructure {
  const { S3Bucket, S3Key } = structureOf(container.UserBucket);
  return present({
    DeviceName: textOf(container.DeviceName) ?? `/dev/sd${String.fromCharCode('a'.charCodeAt(0) + index)}1`,
    Description: textOf(container.Description),
    Format: textOf(container.Format)?.toUpperCase() ?? 'VMDK',
    DiskImageSize: diskImage.bytes,
    SnapshotId: textOf(container.SnapshotId),
    Url: textOf(container.Url),
    UserBucket: S3Bucket === undefined ? undefined : { S3Bucket, S3Key },
  });
}

function progressOf(record: ImageTaskRecord, context: RequestContext): number {
  return record.ended === 'completed' ? 1 : context.clock.progress(record.start, durations.importImage);
}

function show(record: ImageTaskRecord, context: RequestContext): WireStructure {
  if (record.ended === 'deleted') return { ...record.task, Status: 'deleted', StatusMessage: 'User initiated' };
  const progress = progressOf(record, context);
  if (progress >= 1) return { ...record.task, Status: 'completed' };
  const message = progress < 0.05 ? 'pending' : progress < 0.5 ? 'converting' : progress < 0.9 ? 'updating' : 'booting';
  return { ...record.task, Status: 'active', Progress: String(Math.floor(progress * 100)), StatusMessage: message };
}

/** Makes the images of the imports whose time is over: nothing else tells the sandbox that they are. */
export function finishImports(context: RequestContext): void {
  const tasks = context.table<ImageTaskRecord>(importTasksTable);
  for (const record of [...tasks.values()]) {
    if (record.ended !== undefined || progressOf(record, context) < 1) continue;
    const image = importedImage(record, context);
    ownImages(context).set(image.ImageId, { image, launchPermissions: [] });
    const details = structuresOf(record.task.SnapshotDetails).map((detail, index) => ({
      ...detail,
      SnapshotId: image.BlockDeviceMappings[index]?.Ebs?.SnapshotId,
      Status: 'completed',
    }));
    const task = { ...record.task, ImageId: image.ImageId, SnapshotDetails: details };
    tasks.set(record.id, { ...record, task, ended: 'completed' });
  }
}

function importedImage({ id, task, start }: ImageTaskRecord, context: RequestContext): ImageStructure {
  const windows = task.Platform === 'Windows';
  const encrypted = task.Encrypted === true;
  const mappings = structuresOf(task.SnapshotDetails).map((detail): BlockDeviceMapping => {
    const snapshot = makeSnapshot(
      {
        size: diskImage.gigabytes,
        encrypted,
        kmsKeyId: textOf(task.KmsKeyId),
        description: `Created by AWS-VMImport service for ${id}`,
        milliseconds: 0,
      },
      context,
    );
    return {
      DeviceName: textOf(detail.DeviceName) ?? '/dev/sda1',
      Ebs: {
        SnapshotId: snapshot.SnapshotId,
        VolumeSize: diskImage.gigabytes,
        VolumeType: 'gp2',
        DeleteOnTermination: false,
        Encrypted: encrypted,
      },
    };
  });
  const architecture = task.Architecture === 'arm64' ? 'arm64' : task.Architecture === 'i386' ? 'i386' : 'x86_64';
  return present({
    ImageId: context.state.identifier('ami-', 17),
    Name: id,
    OwnerId: context.account,
    State: 'available',
    CreationDate: isoTime(Math.min(context.now, start + context.clock.lasting(durations.importImage))),
    ImageLocation: `${context.account}/${id}`,
    Public: false,
    Architecture: architecture,
    ImageType: 'machine',
    PlatformDetails: windows ? 'Windows BYOL' : 'Linux/UNIX',
    UsageOperation: textOf(task.UsageOperation) ?? (windows ? 'RunInstances:0800' : 'RunInstances'),
    BlockDeviceMappings: mappings,
    EnaSupport: true,
    Hypervisor: 'xen',
    RootDeviceName: mappings[0]?.DeviceName ?? '/dev/sda1',
    RootDeviceType: 'ebs',
    VirtualizationType: 'hvm',
    Platform: windows ? 'windows' : undefined,
    Description: textOf(task.Description) ?? `AWS-VMImport service: ${windows ? 'Windows' : 'Linux'}`,
    BootMode: task.BootMode === 'uefi' ? 'uefi' : task.BootMode === 'legacy-bios' ? 'legacy-bios' : undefined,
    DeregistrationProtection: 'disabled',
  } satisfies { [Member in keyof ImageStructure]: ImageStructure[Member] | undefined });
}

export function describeImportImageTasks(input: WireStructure, context: RequestContext): WireStructure {
  const ids = textsOf(input.ImportTaskIds);
  const table = context.table<ImageTaskRecord>(importTasksTable);
  const records = ids.length > 0 ? ids.map((id) => table.get(id) ?? fail(id)) : table.values();
  const status = (record: ImageTaskRecord) => textOf(show(record, context).Status);
  const fits = compileFilters<ImageTaskRecord>(
    input,
    { 'task-state': status, 'import-task-id': ({ id }) => id },
    ({ task }) => task.Tags ?? [],
  );
  const page = pages.byKey('import-image-tasks', records, { keyOf: ({ id }) => id, accepts: fits }, input);
  return { ImportImageTasks: page.items.map((record) => show(record, context)), NextToken: page.nextToken };
}

function fail(id: string): never {
  throw new SandboxFault('InvalidConversionTaskId.Malformed', `The task ID '${id}' does not exist`);
}

export function cancelImportTask(input: WireStructure, context: RequestContext): WireStructure {
  const id = textOf(input.ImportTaskId) ?? '';
  const cancelled = cancelSnapshotImport(id, context);
  if (cancelled) return cancelled;
  const table = context.table<ImageTaskRecord>(importTasksTable);
  const record = table.get(id) ?? fail(id);
  const previous = textOf(show(record, context).Status) ?? '';
  if (previous !== 'active') throw new SandboxFault('IncorrectState', messages.taskOver(id, previous));
  table.set(id, { ...record, ended: 'deleted' });
  return { ImportTaskId: id, PreviousState: previous, State: 'deleting' };
}
