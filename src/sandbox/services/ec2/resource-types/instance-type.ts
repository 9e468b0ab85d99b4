import type { WireStructure, WireValue } from '../../../../aws/service-model.ts';
import { flagOf, present, structureOf, structuresOf, textOf } from '../../../kit/members.ts';
import { failed, notFound } from '../../../kit/resource-steps.ts';
import type { RequestContext, ResourceHandler, ResourceProperties, ResourceStep } from '../../../service.ts';
import { terminateInstances } from '../instances/change-instances.ts';
import { modifyInstanceAttribute } from '../instances/instance-attributes.ts';
import { ownInstance, ownInstances } from '../instances/instance-lookup.ts';
import type { InstanceRecord } from '../instances/instance-record.ts';
import { instanceStateOf, stateMember } from '../instances/instance-state.ts';
import { usualOptions } from '../instances/instance-view.ts';
import { publicAddressOf } from '../instances/public-address.ts';
import { runInstances } from '../instances/run-instances.ts';
import { ownVolumes } from '../volumes/volume-lookup.ts';
import { changedProperties } from './changed-properties.ts';
import { replaceTags, tagSpecifications } from './tags.ts';

/** AWS::EC2::Instance. Its create handler waits until the instance runs, its delete handler until it is terminated. */
export const instanceType: ResourceHandler = {
  create(properties, context) {
    const [instance] = structuresOf(runInstances(launchOf(properties), context).Instances);
    return { status: 'IN_PROGRESS', identifier: textOf(instance?.InstanceId) ?? '' };
  },
  read(identifier, context) {
    const record = ownInstances(context).get(identifier);
    return record && isThere(record, context) ? propertiesOf(record, context) : undefined;
  },
  update(identifier, properties, previous, context) {
    for (const name of changedProperties(previous, properties, [...Object.keys(attributes), 'Tags'])) {
      if (name === 'Tags') replaceTags(identifier, properties.Tags, context);
      else change(identifier, name, properties[name], context);
    }
    return { status: 'SUCCESS', identifier };
  },
  delete(identifier, context) {
    const record = ownInstances(context).get(identifier);
    if (record === undefined || !isThere(record, context)) return notFound('AWS::EC2::Instance', identifier);
    terminateInstances({ InstanceIds: [identifier] }, context);
    return { status: 'IN_PROGRESS', identifier };
  },
  continue({ operation, identifier = '' }, context): ResourceStep {
    const record = ownInstances(context).get(identifier);
    const state = record && instanceStateOf(record, context.clock);
    if (operation === 'DELETE') {
      return { status: state === undefined || state === 'terminated' ? 'SUCCESS' : 'IN_PROGRESS', identifier };
    }
    if (state === 'running') return { status: 'SUCCESS', identifier };
    if (state === 'pending') return { status: 'IN_PROGRESS', identifier };
    return failed('NotStabilized', `The instance ${identifier} is ${state ?? 'gone'}.`, identifier);
  },
  list: (_, context) =>
    [...ownInstances(context).values()]
      .filter((record) => isThere(record, context))
      .map(({ instance }) => ({ InstanceId: instance.InstanceId })),
};

function isThere(record: InstanceRecord, { clock }: RequestContext): boolean {
  return instanceStateOf(record, clock) !== 'terminated';
}

/** The request to RunInstances, whose members are mostly called as the properties. */
function launchOf({ Tags, AvailabilityZone, Tenancy, IamInstanceProfile, Monitoring, ...same }: ResourceProperties) {
  return present({
    ...same,
    MinCount: 1,
    MaxCount: 1,
    Placement: present({ AvailabilityZone, Tenancy }),
    IamInstanceProfile: IamInstanceProfile === undefined ? undefined : { Name: IamInstanceProfile },
    Monitoring: Monitoring === undefined ? undefined : { Enabled: Monitoring },
    ...tagSpecifications('instance', Tags),
  });
}

/** Property -> whether AWS stops the instance to change it. */
const attributes: Readonly<Record<string, boolean>> = {
  InstanceType: true,
  UserData: true,
  EbsOptimized: true,
  DisableApiTermination: false,
  InstanceInitiatedShutdownBehavior: false,
  SourceDestCheck: false,
  SecurityGroupIds: false,
};

/** The instance is stopped for it where it has to be, and then as it was. */
function change(id: string, name: string, value: WireValue | undefined, context: RequestContext): void {
  const before = ownInstance(context, id);
  const { change: _, ...settled } = before;
  if (attributes[name] === true) ownInstances(context).set(id, { ...settled, state: 'stopped' });
  try {
    const given = name === 'SecurityGroupIds' ? { Groups: value } : { [name]: { Value: value ?? usual[name] } };
    modifyInstanceAttribute({ InstanceId: id, ...given }, context);
  } finally {
    const { state, change: process } = before;
    const after = ownInstance(context, id);
    ownInstances(context).set(id, { ...after, state, ...(process === undefined ? {} : { change: process }) });
  }
}

/** What a property is that a patch takes away. */
const usual: Readonly<Record<string, WireValue>> = {
  UserData: '',
  EbsOptimized: false,
  DisableApiTermination: false,
  InstanceInitiatedShutdownBehavior: 'stop',
  SourceDestCheck: true,
};

function propertiesOf(record: InstanceRecord, context: RequestContext): ResourceProperties {
  const { instance, attributes: further } = record;
  const address = publicAddressOf(record, context.clock);
  const { Code, Name } = stateMember(instanceStateOf(record, context.clock));
  const { AvailabilityZone, Tenancy } = structureOf(instance.Placement);
  return present({
    InstanceId: instance.InstanceId,
    ImageId: instance.ImageId,
    InstanceType: instance.InstanceType,
    KeyName: instance.KeyName,
    AvailabilityZone,
    Tenancy,
    SubnetId: instance.SubnetId,
    VpcId: instance.VpcId,
    SecurityGroupIds: structuresOf(instance.SecurityGroups).map(({ GroupId }) => GroupId ?? null),
    PrivateIp: instance.PrivateIpAddress,
    PrivateIpAddress: instance.PrivateIpAddress,
    PrivateDnsName: instance.PrivateDnsName,
    PublicIp: address?.PublicIpAddress,
    PublicDnsName: address?.PublicDnsName ?? '',
    EbsOptimized: instance.EbsOptimized,
    SourceDestCheck: instance.SourceDestCheck,
    MetadataOptions: metadataOptionsOf(instance.MetadataOptions),
    KernelId: instance.KernelId,
    RamdiskId: instance.RamdiskId,
    IamInstanceProfile: textOf(structureOf(instance.IamInstanceProfile).Arn)?.replace(/^.*\//, ''),
    EnclaveOptions: usualOptions.EnclaveOptions,
    HibernationOptions: usualOptions.HibernationOptions,
    PrivateDnsNameOptions: usualOptions.PrivateDnsNameOptions,
    Monitoring: textOf(structureOf(instance.Monitoring).State) === 'enabled',
    DisableApiTermination: flagOf(further?.disableApiTermination) ?? false,
    InstanceInitiatedShutdownBehavior: further?.shutdownBehavior ?? 'stop',
    UserData: further?.userData,
    BlockDeviceMappings: instance.BlockDeviceMappings.map(({ DeviceName, Ebs }) => ({
      DeviceName,
      Ebs: ebsOf(Ebs.VolumeId, Ebs.DeleteOnTermination, context),
    })),
    Tags: instance.Tags,
    State: { Code: String(Code), Name },
  });
}

/** The type has no state of its options. */
function metadataOptionsOf(options: WireValue | undefined): WireStructure {
  const { State: _state, ...own } = structureOf(options);
  return own;
}

function ebsOf(volumeId: string, DeleteOnTermination: boolean, context: RequestContext): WireStructure {
  const volume = ownVolumes(context).get(volumeId)?.volume;
  return present({
    DeleteOnTermination,
    Encrypted: volume?.Encrypted,
    Iops: volume?.Iops,
    KmsKeyId: volume?.KmsKeyId,
    SnapshotId: volume?.SnapshotId || undefined,
    VolumeSize: volume?.Size,
    VolumeType: volume?.VolumeType,
  });
}
