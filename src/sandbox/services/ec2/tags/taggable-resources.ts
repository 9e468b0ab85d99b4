import { type RequestContext, SandboxFault } from '../../../service.ts';
import { messages } from '../assumptions.ts';
import { imagesNotFound } from '../faults.ts';
import { type ImageRecord, imagesTable, type Tag } from '../images/image-record.ts';
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
import { tagsMember } from './tags.ts';

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

interface KindDescription<Kept> {
  readonly prefix: string;
  readonly type: string;
  readonly table: string;
  readonly idOf: (record: Kept) => string;
  readonly tagsOf: (record: Kept) => readonly Tag[] | undefined;
  readonly withTags: (record: Kept, tags: { readonly Tags?: readonly Tag[] }) => Kept;
  readonly notFound: (id: string) => SandboxFault;
}

function kind<Kept>(description: KindDescription<Kept>): TaggableKind {
  const { prefix, type, table: name, idOf, tagsOf, withTags, notFound } = description;
  return {
    prefix,
    type,
    notFound,
    *tagged(context) {
      for (const record of context.table<Kept>(name).values()) {
        const tags = tagsOf(record);
        if (tags && tags.length > 0) yield { id: idOf(record), type, tags };
      }
    },
    retag(context, id, change) {
      const table = context.table<Kept>(name);
      const record = table.get(id);
      if (record === undefined) return false;
      table.set(id, withTags(record, tagsMember(change(tagsOf(record) ?? []))));
      return true;
    },
  };
}

function withoutTags<Structure extends { readonly Tags?: readonly Tag[] }>({ Tags: _, ...rest }: Structure) {
  return rest;
}

const taskKind = (prefix: string, type: string, table: string): TaggableKind =>
  kind<ImageTaskRecord>({
    prefix,
    type,
    table,
    idOf: (record) => record.id,
    tagsOf: (record) => record.task.Tags,
    withTags: (record, tags) => ({ ...record, task: { ...withoutTags(record.task), ...tags } }),
    notFound: (id) => new SandboxFault('InvalidConversionTaskId.Malformed', `The task ID '${id}' does not exist`),
  });

export const taggableKinds: readonly TaggableKind[] = [
  kind<ImageRecord>({
    prefix: 'ami-',
    type: 'image',
    table: imagesTable,
    idOf: (record) => record.image.ImageId,
    tagsOf: (record) => record.image.Tags,
    withTags: (record, tags) => ({ ...record, image: { ...withoutTags(record.image), ...tags } }),
    notFound: (id) => imagesNotFound([id]),
  }),
  kind<SnapshotRecord>({
    prefix: 'snap-',
    type: 'snapshot',
    table: snapshotsTable,
    idOf: (record) => record.snapshot.SnapshotId,
    tagsOf: (record) => record.snapshot.Tags,
    withTags: (record, tags) => ({ ...record, snapshot: { ...withoutTags(record.snapshot), ...tags } }),
    notFound: (id) => new SandboxFault('InvalidSnapshot.NotFound', `The snapshot '${id}' does not exist.`),
  }),
  kind<VolumeRecord>({
    prefix: 'vol-',
    type: 'volume',
    table: volumesTable,
    idOf: (record) => record.volume.VolumeId,
    tagsOf: (record) => record.volume.Tags,
    withTags: (record, tags) => ({ ...record, volume: { ...withoutTags(record.volume), ...tags } }),
    notFound: (id) => new SandboxFault('InvalidVolume.NotFound', `The volume '${id}' does not exist.`),
  }),
  kind<InstanceRecord>({
    prefix: 'i-',
    type: 'instance',
    table: instancesTable,
    idOf: (record) => record.instance.InstanceId,
    tagsOf: (record) => record.instance.Tags,
    withTags: (record, tags) => ({ ...record, instance: { ...record.instance, Tags: tags.Tags ?? [] } }),
    notFound: (id) => new SandboxFault('InvalidInstanceID.NotFound', `The instance ID '${id}' does not exist`),
  }),
  kind<UsageReportRecord>({
    prefix: 'amiur-',
    type: 'image-usage-report',
    table: usageReportsTable,
    idOf: (record) => record.report.ReportId,
    tagsOf: (record) => record.report.Tags,
    withTags: (record, tags) => ({ ...record, report: { ...record.report, Tags: tags.Tags ?? [] } }),
    notFound: (id) => new SandboxFault('InvalidImageUsageReportId.NotFound', `The report '${id}' does not exist.`),
  }),
  kind<LaunchTemplateRecord>({
    prefix: 'lt-',
    type: 'launch-template',
    table: launchTemplatesTable,
    idOf: (record) => record.template.LaunchTemplateId,
    tagsOf: (record) => record.template.Tags,
    withTags: (record, tags) => ({ ...record, template: { ...withoutTags(record.template), ...tags } }),
    notFound: (id) => new SandboxFault('InvalidLaunchTemplateId.NotFound', messages.templateNotFound(id)),
  }),
  kind<KeyPairRecord>({
    prefix: 'key-',
    type: 'key-pair',
    table: keyPairsTable,
    idOf: (record) => record.pair.KeyPairId,
    tagsOf: (record) => record.pair.Tags,
    withTags: (record, tags) => ({ ...record, pair: { ...withoutTags(record.pair), ...tags } }),
    notFound: (id) => new SandboxFault('InvalidKeyPair.NotFound', `The key pair ID '${id}' does not exist`),
  }),
  taskKind('import-snap-', 'import-snapshot-task', importSnapshotTasksTable),
  taskKind('import-ami-', 'import-image-task', importTasksTable),
  taskKind('export-ami-', 'export-image-task', exportTasksTable),
];
