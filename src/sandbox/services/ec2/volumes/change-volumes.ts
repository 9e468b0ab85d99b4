import type { WireStructure } from '../../../../aws/service-model.ts';
import { flagOf, isoTime, numberOf, present, textOf } from '../../../kit/members.ts';
import { tagsMember } from '../../../kit/tags/tag.ts';
import type { RequestContext } from '../../../service.ts';
import { SandboxFault } from '../../../service.ts';
import { messages } from '../assumptions.ts';
import { incorrectState, invalidCombination, invalidValue, missingParameter } from '../faults.ts';
import { completeEbs, readMappings } from '../images/block-device-mappings.ts';
import { ownInstance, ownInstances } from '../instances/instance-lookup.ts';
import { instanceStateOf } from '../instances/instance-state.ts';
import { zonesOf } from '../regions/regions.ts';
import { usableSnapshot } from '../snapshots/snapshot-lookup.ts';
import { readTagSpecifications } from '../tags/tags.ts';
import { checkVolume } from './check-volume.ts';
import { ownVolume, ownVolumes } from './volume-lookup.ts';
import type { VolumeAttachment, VolumeRecord } from './volume-record.ts';

/** An empty volume, or one of a snapshot with its size and encryption at least. */
export function createVolume(input: WireStructure, context: RequestContext): WireStructure {
  if (input.AvailabilityZone !== undefined && input.AvailabilityZoneId !== undefined) {
    throw invalidCombination('Specify either AvailabilityZone or AvailabilityZoneId, not both.');
  }
  const zone = zonesOf(context.region).find(
    ({ name, id }) => name === textOf(input.AvailabilityZone) || id === textOf(input.AvailabilityZoneId),
  );
  if (!zone) {
    const asked = textOf(input.AvailabilityZone) ?? textOf(input.AvailabilityZoneId);
    if (asked === undefined) throw missingParameter('AvailabilityZone');
    throw new SandboxFault('InvalidZone.NotFound', `The zone '${asked}' does not exist.`);
  }
  const snapshotId = textOf(input.SnapshotId);
  const snapshot = snapshotId === undefined ? undefined : usableSnapshot(context, snapshotId).snapshot;
  const size = numberOf(input.Size) ?? snapshot?.VolumeSize;
  if (size === undefined) throw missingParameter('size/snapshot');
  if (snapshot && size < snapshot.VolumeSize) {
    throw invalidValue(`The volume size is invalid for snapshots: ${size} is smaller than ${snapshot.VolumeSize}.`);
  }
  const tags = readTagSpecifications(input, ['volume']);
  const [mapping] = readMappings([{ Ebs: { ...input, VolumeSize: size } }]);
  const encrypted = snapshot?.Encrypted === true ? true : flagOf(input.Encrypted);
  const ebs = completeEbs({ ...mapping?.Ebs, ...(encrypted === undefined ? {} : { Encrypted: encrypted }) }, context);
  const multiAttach = flagOf(input.MultiAttachEnabled) ?? false;
  const { Iops: iops, Throughput: throughput, KmsKeyId: kmsKeyId } = mapping?.Ebs ?? {};
  checkVolume(ebs, { iops, throughput, kmsKeyId, encrypted, multiAttach });
  const volume: VolumeRecord['volume'] = present({
    VolumeId: context.state.identifier('vol-', 17),
    Size: size,
    VolumeType: ebs.VolumeType,
    State: 'available',
    CreateTime: isoTime(context.now),
    AvailabilityZone: zone.name,
    AvailabilityZoneId: zone.id,
    Encrypted: ebs.Encrypted,
    MultiAttachEnabled: multiAttach,
    SnapshotId: snapshotId ?? '',
    Iops: ebs.Iops,
    Throughput: ebs.Throughput,
    KmsKeyId: ebs.KmsKeyId,
    Attachments: [],
    ...tagsMember(tags.volume),
  });
  ownVolumes(context).set(volume.VolumeId, { volume });
  return { ...volume, State: 'creating' };
}

export function deleteVolume(input: WireStructure, context: RequestContext): WireStructure {
  const { volume } = ownVolume(context, textOf(input.VolumeId) ?? '');
  const [attached] = volume.Attachments;
  if (attached) throw new SandboxFault('VolumeInUse', messages.attachedVolume(volume.VolumeId, attached.InstanceId));
  ownVolumes(context).delete(volume.VolumeId);
  return {};
}

export function attachVolume(input: WireStructure, context: RequestContext): WireStructure {
  const { volume } = ownVolume(context, textOf(input.VolumeId) ?? '');
  const record = ownInstance(context, textOf(input.InstanceId) ?? '');
  const { instance } = record;
  const [attached] = volume.Attachments;
  if (attached) throw new SandboxFault('VolumeInUse', `${volume.VolumeId} is already attached to an instance`);
  const state = instanceStateOf(record, context.clock);
  if (state !== 'running' && state !== 'stopped') {
    throw incorrectState(`Instance '${instance.InstanceId}' is not 'running'.`);
  }
  if (instance.Placement.AvailabilityZone !== volume.AvailabilityZone) {
    const message = `The volume '${volume.VolumeId}' is not in the same availability zone as instance '${instance.InstanceId}'`;
    throw new SandboxFault('InvalidVolume.ZoneMismatch', message);
  }
  const device = textOf(input.Device) ?? '';
  if (instance.BlockDeviceMappings.some(({ DeviceName }) => DeviceName === device)) {
    throw invalidValue(messages.deviceTaken(device));
  }
  const time = isoTime(context.now);
  const attachment: VolumeAttachment = {
    VolumeId: volume.VolumeId,
    InstanceId: instance.InstanceId,
    Device: device,
    State: 'attached',
    AttachTime: time,
    DeleteOnTermination: false,
  };
  const mapping = {
    DeviceName: device,
    Ebs: { VolumeId: volume.VolumeId, Status: 'attached' as const, AttachTime: time, DeleteOnTermination: false },
  };
  ownVolumes(context).set(volume.VolumeId, { volume: { ...volume, State: 'in-use', Attachments: [attachment] } });
  const BlockDeviceMappings = [...instance.BlockDeviceMappings, mapping];
  ownInstances(context).set(instance.InstanceId, { ...record, instance: { ...instance, BlockDeviceMappings } });
  return { ...attachment, State: 'attaching' };
}

export function detachVolume(input: WireStructure, context: RequestContext): WireStructure {
  const { volume } = ownVolume(context, textOf(input.VolumeId) ?? '');
  const [attachment] = volume.Attachments;
  if (!attachment) throw incorrectState(`Volume '${volume.VolumeId}' is in the 'available' state.`);
  const asked = textOf(input.InstanceId);
  if (asked !== undefined && asked !== attachment.InstanceId) {
    const message = `The volume '${volume.VolumeId}' is not attached to instance '${asked}'`;
    throw new SandboxFault('InvalidAttachment.NotFound', message);
  }
  ownVolumes(context).set(volume.VolumeId, { volume: { ...volume, State: 'available', Attachments: [] } });
  const record = ownInstances(context).get(attachment.InstanceId);
  if (record) {
    const BlockDeviceMappings = record.instance.BlockDeviceMappings.filter(
      ({ Ebs }) => Ebs.VolumeId !== volume.VolumeId,
    );
    const instance = { ...record.instance, BlockDeviceMappings };
    ownInstances(context).set(attachment.InstanceId, { ...record, instance });
  }
  return { ...attachment, State: 'detaching' };
}
