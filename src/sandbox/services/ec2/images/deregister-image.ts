import type { WireStructure } from '../../../../aws/service-model.ts';
import { flagOf, textOf } from '../../../kit/members.ts';
import type { RequestContext } from '../../../service.ts';
import { messages } from '../assumptions.ts';
import { notPermitted } from '../faults.ts';
import { retain } from '../recycle-bin/recycle-bin.ts';
import { type SnapshotRecord, snapshotsTable } from '../snapshots/snapshot-record.ts';
import { type DeregisteredImage, deregisteredTable, ownImage, ownImages } from './image-lookup.ts';
import { isProtected } from './image-state.ts';

export function deregisterImage(input: WireStructure, context: RequestContext): WireStructure {
  const id = textOf(input.ImageId) ?? '';
  const record = ownImage(context, id);
  if (isProtected(record, context.clock)) throw notPermitted(messages.protectedImage(id));
  ownImages(context).delete(id);
  context.table<DeregisteredImage>(deregisteredTable).set(id, { id, time: context.now });
  const retained = retain(record, context);
  if (flagOf(input.DeleteAssociatedSnapshots) !== true) return { Return: true };
  const ids = record.image.BlockDeviceMappings.flatMap(({ Ebs }) => (Ebs?.SnapshotId ? [Ebs.SnapshotId] : []));
  const results = ids.map((SnapshotId) => ({
    SnapshotId,
    ReturnCode: retained ? 'skipped' : deleteSnapshot(SnapshotId, context),
  }));
  return { Return: true, DeleteSnapshotResults: results };
}

/** Snapshots that other images use stay. */
function deleteSnapshot(id: string, context: RequestContext): string {
  for (const { image } of ownImages(context).values()) {
    if (image.BlockDeviceMappings.some(({ Ebs }) => Ebs?.SnapshotId === id)) return 'skipped';
  }
  return context.table<SnapshotRecord>(snapshotsTable).delete(id) ? 'success' : 'client-error';
}
