import { numberOf, present, textOf } from '../../../kit/members.ts';
import type { RequestContext, ResourceHandler } from '../../../service.ts';
import { SandboxFault } from '../../../service.ts';
import { createVolume, deleteVolume } from '../volumes/change-volumes.ts';
import { ownVolume, ownVolumes } from '../volumes/volume-lookup.ts';
import type { VolumeStructure } from '../volumes/volume-record.ts';
import { changedProperties } from './changed-properties.ts';
import { replaceTags, tagSpecifications } from './tags.ts';

/** AWS::EC2::Volume. */
export const volumeType: ResourceHandler = {
  create({ Tags, ...properties }, context) {
    const { VolumeId } = createVolume({ ...properties, ...tagSpecifications('volume', Tags) }, context);
    return { status: 'SUCCESS', identifier: textOf(VolumeId) ?? '' };
  },
  read(identifier, context) {
    const volume = ownVolumes(context).get(identifier)?.volume;
    return (
      volume &&
      present({
        VolumeId: volume.VolumeId,
        AvailabilityZone: volume.AvailabilityZone,
        AvailabilityZoneId: volume.AvailabilityZoneId,
        Size: volume.Size,
        VolumeType: volume.VolumeType,
        Encrypted: volume.Encrypted,
        MultiAttachEnabled: volume.MultiAttachEnabled,
        SnapshotId: volume.SnapshotId || undefined,
        Iops: volume.Iops,
        Throughput: volume.Throughput,
        KmsKeyId: volume.KmsKeyId,
        Tags: volume.Tags,
      })
    );
  },
  update(identifier, properties, previous, context) {
    const changed = changedProperties(previous, properties, ['Size', 'VolumeType', 'Iops', 'Throughput', 'Tags']);
    const { volume } = ownVolume(context, identifier);
    const Size = numberOf(properties.Size) ?? volume.Size;
    if (Size < volume.Size)
      throw new SandboxFault('InvalidParameterValue', 'New size cannot be smaller than existing size');
    const modified: VolumeStructure = present({
      ...volume,
      Size,
      VolumeType: textOf(properties.VolumeType) ?? volume.VolumeType,
      Iops: numberOf(properties.Iops),
      Throughput: numberOf(properties.Throughput),
    } satisfies { [Member in keyof VolumeStructure]: VolumeStructure[Member] | undefined });
    ownVolumes(context).set(identifier, { volume: modified });
    if (changed.includes('Tags')) replaceTags(identifier, properties.Tags, context);
    return { status: 'SUCCESS', identifier };
  },
  delete(identifier, context) {
    deleteVolume({ VolumeId: identifier }, context);
    return { status: 'SUCCESS', identifier };
  },
  list: (_, context: RequestContext) =>
    [...ownVolumes(context).values()].map(({ volume }) => ({ VolumeId: volume.VolumeId })),
};
