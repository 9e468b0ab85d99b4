import { isStructure } from '../../../../aws/protocols/structure-values.ts';
import type { WireStructure, WireValue } from '../../../../aws/service-model.ts';
import { flagOf, numberOf, present, structuresOf, textOf } from '../../../kit/members.ts';
import { usualKmsKey } from '../ids.ts';
import type { BlockDeviceMapping, EbsBlockDevice } from './image-record.ts';

/** The mappings of a request, without what they leave out. */
export function readMappings(value: WireValue | undefined): readonly BlockDeviceMapping[] {
  return structuresOf(value).map((mapping) =>
    present({
      DeviceName: textOf(mapping.DeviceName),
      VirtualName: textOf(mapping.VirtualName),
      NoDevice: textOf(mapping.NoDevice),
      Ebs: isStructure(mapping.Ebs) ? readEbs(mapping.Ebs) : undefined,
    }),
  );
}

function readEbs(ebs: WireStructure): EbsBlockDevice {
  return present({
    SnapshotId: textOf(ebs.SnapshotId),
    VolumeSize: numberOf(ebs.VolumeSize),
    VolumeType: textOf(ebs.VolumeType),
    DeleteOnTermination: flagOf(ebs.DeleteOnTermination),
    Encrypted: flagOf(ebs.Encrypted),
    KmsKeyId: textOf(ebs.KmsKeyId),
    Iops: numberOf(ebs.Iops),
    Throughput: numberOf(ebs.Throughput),
    VolumeInitializationRate: numberOf(ebs.VolumeInitializationRate),
  });
}

/** Later mappings change earlier ones of the same device; `NoDevice` takes one out. */
export function mergeMappings(
  earlier: readonly BlockDeviceMapping[],
  later: readonly BlockDeviceMapping[],
): readonly BlockDeviceMapping[] {
  const merged = new Map(earlier.map((mapping) => [mapping.DeviceName, mapping]));
  for (const mapping of later) {
    const before = merged.get(mapping.DeviceName);
    if (mapping.NoDevice !== undefined) merged.delete(mapping.DeviceName);
    else if (before?.Ebs && mapping.Ebs) {
      merged.set(mapping.DeviceName, { ...before, Ebs: { ...before.Ebs, ...mapping.Ebs } });
    } else merged.set(mapping.DeviceName, mapping);
  }
  return [...merged.values()];
}

export type CompleteEbs = EbsBlockDevice & {
  readonly VolumeSize: number;
  readonly VolumeType: string;
  readonly Encrypted: boolean;
};

/** What EBS fills in for a volume that a mapping describes. */
export function completeEbs(
  ebs: EbsBlockDevice,
  place: { readonly partition: string; readonly region: string; readonly account: string },
): CompleteEbs {
  const type = ebs.VolumeType ?? 'gp2';
  const encrypted = ebs.Encrypted ?? ebs.KmsKeyId !== undefined;
  const complete: CompleteEbs = {
    ...ebs,
    VolumeSize: ebs.VolumeSize ?? 8,
    VolumeType: type,
    DeleteOnTermination: ebs.DeleteOnTermination ?? true,
    Encrypted: encrypted,
    KmsKeyId: encrypted ? (ebs.KmsKeyId ?? usualKmsKey(place.partition, place.region, place.account)) : undefined,
    Iops: ebs.Iops ?? (type === 'gp3' ? 3000 : undefined),
    Throughput: ebs.Throughput ?? (type === 'gp3' ? 125 : undefined),
  };
  return present(complete);
}
