import type { RequestContext } from '../../../service.ts';
import type { SnapshotRecord, SnapshotStructure } from './snapshot-record.ts';

/** As DescribeSnapshots shows it now to its owner. */
export function showSnapshot({ snapshot, making }: SnapshotRecord, context: RequestContext): SnapshotStructure {
  const progress = making ? context.clock.progress(making.start, making.milliseconds) : 1;
  if (progress >= 1) return snapshot;
  const { CompletionTime: _, ...rest } = snapshot;
  return { ...rest, State: 'pending', Progress: `${Math.floor(progress * 100)}%` };
}
