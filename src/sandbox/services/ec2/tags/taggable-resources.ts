import { type Tag, tagsMember } from '../../../kit/tags/tag.ts';
import { type RequestContext, SandboxFault } from '../../../service.ts';
import { messages } from '../assumptions.ts';
import { imagesNotFound } from '../faults.ts';
import { type ImageRecord, imagesTable } from '../images/image-record.ts';
import { type UsageReportRecord, usageReportsTable } from '../images/usage-reports/usage-report-record.ts';
import {
  exportTasksTable,
  type ImageTaskRecord,
  importSnapshotTasksTable,
  importTasksTable,
} from '../import-export/task-record.ts';
import { type InstanceRecord, instancesTable } from '../instances/instance-record.ts';
import { type KeyPairRecord, keyPairsTable } from '../key-pairs/key-pair-record.ts';
import { type LaunchTemplateRecord, launchTemplatesTable } from '../launch-templates/launch-template-record.ts';
import { type SnapshotRecord, snapshotsTable } from '../snapshots/snapshot-record.ts';
import { type VolumeRecord, volumesTable } from '../volumes/volume-record.ts';

/** A kind of resource that has tags and records in the sandbox. */
export interface TaggableKind {
  readonly prefix: string;
  readonly type: string;
  tagged(context: RequestContext): Iterable<TaggedResource>;
  /** False when the account has no such resource. */
  retag(context: RequestContext, id: string, change: (tags: readonly Tag[]) => readonly Tag[]): boolean;
  notFound(id: string): SandboxFault;
}

export interface TaggedResource {
  readonly id: string;
  readonly type: string;
  readonly tags: readonly Tag[];
}

interface KindDescription<Kept, Part extends keyof Kept> {
  readonly prefix: string;
  readonly type: string;
  readonly table: string;
  /** The part of a record that its Describe operation shows, tags and all. */
  readonly part: Part;
  readonly id: keyof Kept[Part];
  /** Whether an empty set of tags is shown as such, where others leave it out. */
  readonly showsEmpty?: boolean;
  readonly notFound: (id: string) => SandboxFault;
}

type Described<Part extends PropertyKey> = { readonly [Each in Part]: { readonly Tags?: readonly Tag[] } };

function kind<Kept extends Described<Part>, Part extends keyof Kept & string>(
  description: KindDescription<Kept, Part>,
): TaggableKind {
  const { prefix, type, table: name, part, id: idMember, showsEmpty, notFound } = description;
  return {
    prefix,
    type,
    notFound,
    *tagged(context) {
      for (const { [part]: shown } of context.table<Kept>(name).values()) {
        const { Tags = [] } = shown;
        if (Tags.length > 0) yield { id: String(shown[idMember]), type, tags: Tags };
      }
    },
    retag(context, id, change) {
      const table = context.table<Kept>(name);
      const record = table.get(id);
      if (record === undefined) return false;
      const { Tags = [], ...rest } = record[part];
      const tags = change(Tags);
      table.set(id, { ...record, [part]: { ...rest, ...(showsEmpty ? { Tags: tags } : tagsMember(tags)) } });
      return true;
    },
  };
}

const noSuchTask = (id: string) =>
  new SandboxFault('InvalidConversionTaskId.Malformed', `The task ID '${id}' does not exist`);

export const taggableKinds: readonly TaggableKind[] = [
  kind<ImageRecord, 'image'>({
    prefix: 'ami-',
    type: 'image',
    table: imagesTable,
    part: 'image',
    id: 'ImageId',
    notFound: (id) => imagesNotFound([id]),
  }),
  kind<SnapshotRecord, 'snapshot'>({
    prefix: 'snap-',
    type: 'snapshot',
    table: snapshotsTable,
    part: 'snapshot',
    id: 'SnapshotId',
    notFound: (id) => new SandboxFault('InvalidSnapshot.NotFound', `The snapshot '${id}' does not exist.`),
  }),
  kind<VolumeRecord, 'volume'>({
    prefix: 'vol-',
    type: 'volume',
    table: volumesTable,
    part: 'volume',
    id: 'VolumeId',
    notFound: (id) => new SandboxFault('InvalidVolume.NotFound', `The volume '${id}' does not exist.`),
  }),
  kind<InstanceRecord, 'instance'>({
    prefix: 'i-',
    type: 'instance',
    table: instancesTable,
    part: 'instance',
    id: 'InstanceId',
    showsEmpty: true,
    notFound: (id) => new SandboxFault('InvalidInstanceID.NotFound', `The instance ID '${id}' does not exist`),
  }),
  kind<UsageReportRecord, 'report'>({
    prefix: 'amiur-',
    type: 'image-usage-report',
    table: usageReportsTable,
    part: 'report',
    id: 'ReportId',
    showsEmpty: true,
    notFound: (id) => new SandboxFault('InvalidImageUsageReportId.NotFound', `The report '${id}' does not exist.`),
  }),
  kind<LaunchTemplateRecord, 'template'>({
    prefix: 'lt-',
    type: 'launch-template',
    table: launchTemplatesTable,
    part: 'template',
    id: 'LaunchTemplateId',
    notFound: (id) => new SandboxFault('InvalidLaunchTemplateId.NotFound', messages.templateNotFound(id)),
  }),
  kind<KeyPairRecord, 'pair'>({
    prefix: 'key-',
    type: 'key-pair',
    table: keyPairsTable,
    part: 'pair',
    id: 'KeyPairId',
    notFound: (id) => new SandboxFault('InvalidKeyPair.NotFound', `The key pair ID '${id}' does not exist`),
  }),
  kind<ImageTaskRecord, 'task'>({
    prefix: 'import-snap-',
    type: 'import-snapshot-task',
    table: importSnapshotTasksTable,
    part: 'task',
    id: 'ImportTaskId',
    notFound: noSuchTask,
  }),
  kind<ImageTaskRecord, 'task'>({
    prefix: 'import-ami-',
    type: 'import-image-task',
    table: importTasksTable,
    part: 'task',
    id: 'ImportTaskId',
    notFound: noSuchTask,
  }),
  kind<ImageTaskRecord, 'task'>({
    prefix: 'export-ami-',
    type: 'export-image-task',
    table: exportTasksTable,
    part: 'task',
    id: 'ExportImageTaskId',
    notFound: noSuchTask,
  }),
];
