import type { WireStructure } from '../../../../aws/service-model.ts';
import { contextIn } from '../../../kit/context-in.ts';
import { flagOf, structureOf, textOf, textsOf } from '../../../kit/members.ts';
import { tagsMember } from '../../../kit/tags/tag.ts';
import type { RequestContext } from '../../../service.ts';
import { durations, messages } from '../assumptions.ts';
import { invalidCombination, invalidValue } from '../faults.ts';
import { ownInstance } from '../instances/instance-lookup.ts';
import { isRegion } from '../regions/regions.ts';
import { readTagSpecifications, tagging } from '../tags/tags.ts';
import { type VolumeRecord, volumesTable } from '../volumes/volume-record.ts';
import { makeSnapshot } from './make-snapshot.ts';
import { showSnapshot } from './show-snapshot.ts';
import { usableSnapshot } from './snapshot-lookup.ts';

/** Copies a snapshot into the region of the request. */
export function copySnapshot(input: WireStructure, context: RequestContext): WireStructure {
  const sourceRegion = textOf(input.SourceRegion) ?? '';
  if (!isRegion(sourceRegion)) throw invalidValue(messages.badRegion(sourceRegion));
  const encrypted = flagOf(input.Encrypted) === true;
  const kmsKeyId = textOf(input.KmsKeyId);
  if (kmsKeyId !== undefined && !encrypted) throw invalidCombination(messages.kmsWithoutEncryption);
  const tags = readTagSpecifications(input, ['snapshot']);
  const { snapshot } = usableSnapshot(
    contextIn(context, { region: sourceRegion }),
    textOf(input.SourceSnapshotId) ?? '',
  );
  const copy = makeSnapshot(
    {
      size: snapshot.VolumeSize,
      encrypted: encrypted || snapshot.Encrypted,
      kmsKeyId,
      description:
        textOf(input.Description) ??
        `[Copied ${snapshot.SnapshotId} from ${sourceRegion}] ${snapshot.Description ?? ''}`.trim(),
      tags: tags.snapshot,
      milliseconds: durations.copyImage,
    },
    context,
  );
  return { SnapshotId: copy.SnapshotId, ...tagsMember(tags.snapshot) };
}

/** A snapshot of each volume of an instance, at one point in time. */
export function createSnapshots(input: WireStructure, context: RequestContext): WireStructure {
  const specification = structureOf(input.InstanceSpecification);
  const { instance } = ownInstance(context, textOf(specification.InstanceId) ?? '');
  const excluded = textsOf(specification.ExcludeDataVolumeIds);
  const withoutRoot = flagOf(specification.ExcludeBootVolume) === true;
  const tags = readTagSpecifications(input, ['snapshot']);
  const volumes = context.table<VolumeRecord>(volumesTable);
  const milliseconds = durations.createSnapshot;
  const snapshots = instance.BlockDeviceMappings.flatMap(({ DeviceName, Ebs }): readonly WireStructure[] => {
    const volume = volumes.get(Ebs.VolumeId)?.volume;
    const isRoot = DeviceName === instance.RootDeviceName;
    if (!volume || excluded.includes(volume.VolumeId) || (withoutRoot && isRoot)) return [];
    const copied = input.CopyTagsFromSource === 'volume' ? (volume.Tags ?? []) : [];
    const snapshot = makeSnapshot(
      {
        size: volume.Size,
        encrypted: volume.Encrypted,
        kmsKeyId: volume.KmsKeyId,
        description: textOf(input.Description) ?? '',
        volumeId: volume.VolumeId,
        tags: tagging.merge(copied, tags.snapshot ?? []),
        milliseconds,
      },
      context,
    );
    const record = { snapshot, making: { start: context.now, milliseconds } };
    const { Description, Encrypted, VolumeId, State, VolumeSize, StartTime, Progress, OwnerId, SnapshotId, Tags } =
      showSnapshot(record, context);
    return [
      {
        Description,
        Encrypted,
        VolumeId,
        State,
        VolumeSize,
        StartTime,
        Progress,
        OwnerId,
        SnapshotId,
        Tags: Tags ?? [],
      },
    ];
  });
  return { Snapshots: snapshots };
}
