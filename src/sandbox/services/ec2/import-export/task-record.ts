import type { WireStructure } from '../../../../aws/service-model.ts';
import type { Tag } from '../../../kit/tags/tag.ts';

export const importTasksTable = 'ec2.import-image-tasks';
export const importSnapshotTasksTable = 'ec2.import-snapshot-tasks';
export const exportTasksTable = 'ec2.export-image-tasks';

/** A task that imports or exports an image. */
export interface ImageTaskRecord {
  readonly id: string;
  /** As its Describe operation shows it, but for status and progress. */
  readonly task: WireStructure & { readonly Tags?: readonly Tag[] };
  readonly start: number;
  /** How it stands whatever the clock says: `completed` when its result is made, `deleted` when it was cancelled. */
  readonly ended?: 'completed' | 'deleted';
}
