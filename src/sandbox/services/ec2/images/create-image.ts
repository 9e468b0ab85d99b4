import type { WireStructure } from '../../../../aws/service-model.ts';
import { present, textOf } from '../../../kit/members.ts';
import type { Tag } from '../../../kit/tags/tag.ts';
import { tagsMember } from '../../../kit/tags/tag.ts';
import type { RequestContext } from '../../../service.ts';
import { durations, messages } from '../assumptions.ts';
import { incorrectState } from '../faults.ts';
import { ownInstance } from '../instances/instance-lookup.ts';
import type { InstanceRecord } from '../instances/instance-record.ts';
import { instanceStateOf } from '../instances/instance-state.ts';
import { makeSnapshot } from '../snapshots/make-snapshot.ts';
import { readTagSpecifications } from '../tags/tags.ts';
import { type VolumeRecord, volumesTable } from '../volumes/volume-record.ts';
import { type CompleteEbs, completeEbs, mergeMappings, readMappings } from './block-device-mappings.ts';
import { checkImageName, checkImageNameIsFree } from './image-names.ts';
import type { BlockDeviceMapping, ImageStructure } from './image-record.ts';
import { keepNewImage, newImage } from './new-image.ts';

/** Makes an image of an instance: a snapshot of each of its volumes, and everything else as the instance's own image had it. */
export function createImage(input: WireStructure, context: RequestContext): WireStructure {
  const name = textOf(input.Name) ?? '';
  checkImageName(name);
  const tags = readTagSpecifications(input, ['image', 'snapshot']);
  const record = ownInstance(context, textOf(input.InstanceId) ?? '');
  const state = instanceStateOf(record, context.clock);
  if (state !== 'running' && state !== 'stopped') {
    throw incorrectState(messages.instanceState(record.instance.InstanceId, state));
  }
  checkImageNameIsFree(name, context);
  const made = newImage(name, context);
  const mappings = mergeMappings(volumeMappings(record, context), readMappings(input.BlockDeviceMappings));
  const image: ImageStructure = present({
    ...inherited(record.image),
    ...made,
    Description: textOf(input.Description),
    BlockDeviceMappings: mappings.map((mapping) =>
      snapshotMapping(mapping, record, made.ImageId, tags.snapshot, context),
    ),
    SourceInstanceId: record.instance.InstanceId,
    SourceImageId: record.image.ImageId,
    SourceImageRegion: context.region,
    ...tagsMember(tags.image),
  });
  return keepNewImage(image, durations.createImage, undefined, context);
}

/** What an image made from another keeps of it. */
export function inherited(image: ImageStructure) {
  return present({
    Architecture: image.Architecture,
    ImageType: image.ImageType,
    PlatformDetails: image.PlatformDetails,
    UsageOperation: image.UsageOperation,
    Platform: image.Platform,
    EnaSupport: image.EnaSupport,
    Hypervisor: image.Hypervisor,
    RootDeviceName: image.RootDeviceName,
    RootDeviceType: image.RootDeviceType,
    VirtualizationType: image.VirtualizationType,
    SriovNetSupport: image.SriovNetSupport,
    BootMode: image.BootMode,
    TpmSupport: image.TpmSupport,
    ImdsSupport: image.ImdsSupport,
    KernelId: image.KernelId,
    RamdiskId: image.RamdiskId,
    ProductCodes: image.ProductCodes,
    ImageWatermarks: image.ImageWatermarks,
  });
}

function volumeMappings(record: InstanceRecord, context: RequestContext): readonly BlockDeviceMapping[] {
  const volumes = context.table<VolumeRecord>(volumesTable);
  return record.instance.BlockDeviceMappings.flatMap(({ DeviceName, Ebs }) => {
    const volume = volumes.get(Ebs.VolumeId)?.volume;
    if (!volume) return [];
    const ebs: CompleteEbs = present({
      VolumeSize: volume.Size,
      VolumeType: volume.VolumeType,
      DeleteOnTermination: Ebs.DeleteOnTermination,
      Encrypted: volume.Encrypted,
      KmsKeyId: volume.KmsKeyId,
      Iops: volume.Iops,
      Throughput: volume.Throughput,
    });
    return [{ DeviceName, Ebs: ebs }];
  });
}

/** A device of the instance becomes a snapshot of its volume; others stay as the request has them. */
function snapshotMapping(
  mapping: BlockDeviceMapping,
  record: InstanceRecord,
  image: string,
  tags: readonly Tag[] | undefined,
  context: RequestContext,
): BlockDeviceMapping {
  if (!mapping.Ebs) return mapping;
  const ebs = completeEbs(mapping.Ebs, context);
  const device = record.instance.BlockDeviceMappings.find(({ DeviceName }) => DeviceName === mapping.DeviceName);
  if (!device) return { ...mapping, Ebs: ebs };
  const snapshot = makeSnapshot(
    {
      size: ebs.VolumeSize,
      encrypted: ebs.Encrypted,
      kmsKeyId: ebs.KmsKeyId,
      description: `Created by CreateImage(${record.instance.InstanceId}) for ${image}`,
      volumeId: device.Ebs.VolumeId,
      tags,
      milliseconds: durations.createImage,
    },
    context,
  );
  const { KmsKeyId: _, ...shown } = ebs;
  return { ...mapping, Ebs: { ...shown, SnapshotId: snapshot.SnapshotId } };
}
