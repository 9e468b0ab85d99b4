import type { WireStructure } from '../../../../aws/service-model.ts';
import { textOf } from '../../../kit/members.ts';
import type { RequestContext } from '../../../service.ts';
import { SandboxFault } from '../../../service.ts';
import { durations, messages } from '../assumptions.ts';
import { checkIds } from '../ids.ts';
import { ownImages } from '../images/image-lookup.ts';
import { retainSnapshot } from '../recycle-bin/recycle-bin.ts';
import { readTagSpecifications } from '../tags/tags.ts';
import { type VolumeRecord, volumesTable } from '../volumes/volume-record.ts';
import { makeSnapshot } from './make-snapshot.ts';
import { showSnapshot } from './show-snapshot.ts';
import { ownSnapshot, ownSnapshots } from './snapshot-lookup.ts';

export function createSnapshot(input: WireStructure, context: RequestContext): WireStructure {
  const id = textOf(input.VolumeId) ?? '';
  checkIds('vol-', [id]);
  const tags = readTagSpecifications(input, ['snapshot']);
  const volume = context.table<VolumeRecord>(volumesTable).get(id)?.volume;
  if (!volume) throw new SandboxFault('InvalidVolume.NotFound', `The volume '${id}' does not exist.`);
  const milliseconds = durations.createSnapshot;
  const snapshot = makeSnapshot(
    {
      size: volume.Size,
      encrypted: volume.Encrypted,
      kmsKeyId: volume.KmsKeyId,
      description: textOf(input.Description) ?? '',
      volumeId: id,
      tags: tags.snapshot,
      milliseconds,
    },
    context,
  );
  return showSnapshot({ snapshot, making: { start: context.now, milliseconds } }, context);
}

/** A snapshot that an image uses cannot go. */
export function deleteSnapshot(input: WireStructure, context: RequestContext): WireStructure {
  const id = textOf(input.SnapshotId) ?? '';
  const record = ownSnapshot(context, id);
  for (const { image } of ownImages(context).values()) {
    if (image.BlockDeviceMappings.some(({ Ebs }) => Ebs?.SnapshotId === id)) {
      throw new SandboxFault('InvalidSnapshot.InUse', messages.snapshotInUse(id, image.ImageId));
    }
  }
  ownSnapshots(context).delete(id);
  retainSnapshot(record, context);
  return {};
}
