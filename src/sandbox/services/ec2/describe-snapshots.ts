import type { WireStructure } from '../../../aws/service-model.ts';
import type { RequestContext } from '../../service.ts';
import { SandboxFault } from '../../service.ts';
import { numberOf, textsOf } from '../members.ts';
import { messages } from './assumptions.ts';
import { invalidCombination } from './faults.ts';
import { compileFilters } from './filters.ts';
import { checkIds } from './ids.ts';
import { cutPage } from './paging.ts';
import { type SnapshotRecord, type SnapshotStructure, snapshotsTable } from './snapshot-record.ts';

export function describeSnapshots(input: WireStructure, context: RequestContext): WireStructure {
  const ids = textsOf(input.SnapshotIds);
  if (ids.length > 0 && numberOf(input.MaxResults) !== undefined) {
    throw invalidCombination(messages.idsWithPage('snapshotIdsSet'));
  }
  checkIds('snap-', ids);
  const table = context.table<SnapshotRecord>(snapshotsTable);
  for (const id of ids) if (!table.has(id)) throw snapshotNotFound(id);
  const records = ids.length > 0 ? ids.flatMap((id) => table.get(id) ?? []) : table.values();
  const show = (record: SnapshotRecord) => showSnapshot(record, context);
  const fits = compileFilters<SnapshotRecord>(
    input,
    {
      description: ({ snapshot }) => snapshot.Description,
      encrypted: ({ snapshot }) => snapshot.Encrypted,
      'owner-alias': () => undefined,
      'owner-id': ({ snapshot }) => snapshot.OwnerId,
      progress: (record) => show(record).Progress,
      'snapshot-id': ({ snapshot }) => snapshot.SnapshotId,
      'start-time': ({ snapshot }) => snapshot.StartTime,
      status: (record) => show(record).State,
      'storage-tier': ({ snapshot }) => snapshot.StorageTier,
      'transfer-type': () => 'standard',
      'volume-id': ({ snapshot }) => snapshot.VolumeId,
      'volume-size': ({ snapshot }) => snapshot.VolumeSize,
    },
    ({ snapshot }) => snapshot.Tags ?? [],
  );
  const owners = textsOf(input.OwnerIds);
  const owned = owners.length === 0 || owners.includes('self') || owners.includes(context.account);
  const page = cutPage(
    'snapshots',
    records,
    ({ snapshot }) => snapshot.SnapshotId,
    (record) => owned && fits(record),
    input,
  );
  return { Snapshots: page.items.map(show), NextToken: page.nextToken };
}

export function showSnapshot({ snapshot, making }: SnapshotRecord, context: RequestContext): SnapshotStructure {
  const progress = making ? context.clock.progress(making.start, making.milliseconds) : 1;
  if (progress >= 1) return snapshot;
  const { CompletionTime: _, ...rest } = snapshot;
  return { ...rest, State: 'pending', Progress: `${Math.floor(progress * 100)}%` };
}

export function snapshotNotFound(id: string): SandboxFault {
  return new SandboxFault('InvalidSnapshot.NotFound', `The snapshot '${id}' does not exist.`);
}
