import type { WireStructure, WireValue } from '../../../../aws/service-model.ts';
import { flagOf, structureOf, structuresOf, textOf, textsOf } from '../../../kit/members.ts';
import type { RequestContext } from '../../../service.ts';
import { SandboxFault } from '../../../service.ts';
import { invalidValue } from '../faults.ts';
import { ownInstance, ownInstances } from './instance-lookup.ts';
import type { InstanceAttributes, InstanceRecord, InstanceStructure } from './instance-record.ts';
import { instanceStateOf } from './instance-state.ts';

type Reader = (record: InstanceRecord) => WireStructure;

const value = (of: WireValue | undefined): WireStructure => (of === undefined ? {} : { Value: of });

const readers: Readonly<Record<string, Reader>> = {
  instanceType: ({ instance }) => ({ InstanceType: value(instance.InstanceType) }),
  kernel: ({ instance }) => ({ KernelId: value(instance.KernelId) }),
  ramdisk: ({ instance }) => ({ RamdiskId: value(instance.RamdiskId) }),
  userData: ({ attributes }) => ({ UserData: value(attributes?.userData) }),
  disableApiTermination: ({ attributes }) => ({
    DisableApiTermination: value(attributes?.disableApiTermination ?? false),
  }),
  disableApiStop: ({ attributes }) => ({ DisableApiStop: value(attributes?.disableApiStop ?? false) }),
  instanceInitiatedShutdownBehavior: ({ attributes }) => ({
    InstanceInitiatedShutdownBehavior: value(attributes?.shutdownBehavior ?? 'stop'),
  }),
  rootDeviceName: ({ instance }) => ({ RootDeviceName: value(instance.RootDeviceName) }),
  blockDeviceMapping: ({ instance }) => ({ BlockDeviceMappings: instance.BlockDeviceMappings }),
  productCodes: ({ instance }) => ({ ProductCodes: structuresOf(instance.ProductCodes) }),
  sourceDestCheck: ({ instance }) => ({ SourceDestCheck: value(instance.SourceDestCheck) }),
  groupSet: ({ instance }) => ({ Groups: structuresOf(instance.SecurityGroups) }),
  ebsOptimized: ({ instance }) => ({ EbsOptimized: value(instance.EbsOptimized) }),
  sriovNetSupport: ({ instance }) => ({ SriovNetSupport: value(instance.SriovNetSupport) }),
  enaSupport: ({ instance }) => ({ EnaSupport: value(instance.EnaSupport) }),
  enclaveOptions: () => ({ EnclaveOptions: { Enabled: false } }),
};

export function describeInstanceAttribute(input: WireStructure, context: RequestContext): WireStructure {
  const record = ownInstance(context, textOf(input.InstanceId) ?? '');
  const name = textOf(input.Attribute) ?? '';
  const read = Object.hasOwn(readers, name) ? readers[name] : undefined;
  if (!read) throw invalidValue(`Value (${name}) for parameter attribute is invalid. Unknown attribute.`);
  return { InstanceId: record.instance.InstanceId, ...read(record) };
}

/** What is to change: of the instance as DescribeInstances shows it, and of the attributes that it does not show. */
interface Change {
  readonly instance?: Partial<InstanceStructure>;
  readonly attributes?: InstanceAttributes;
  /** Whether the instance must be stopped for it. */
  readonly stopped?: true;
}

type Changer = (given: WireValue, record: InstanceRecord) => Change;

const flag = (given: WireValue) => (typeof given === 'string' ? given === 'true' : flagOf(given) === true);

const changers: Readonly<Record<string, Changer>> = {
  instanceType: (given, { instance }) => ({
    instance: { InstanceType: textOf(given) ?? instance.InstanceType },
    stopped: true,
  }),
  kernel: (given) => ({ instance: { KernelId: given }, stopped: true }),
  ramdisk: (given) => ({ instance: { RamdiskId: given }, stopped: true }),
  userData: (given) => ({
    attributes: {
      userData: given instanceof Uint8Array ? Buffer.from(given).toString('base64') : (textOf(given) ?? ''),
    },
    stopped: true,
  }),
  disableApiTermination: (given) => ({ attributes: { disableApiTermination: flag(given) } }),
  disableApiStop: (given) => ({ attributes: { disableApiStop: flag(given) } }),
  instanceInitiatedShutdownBehavior: (given) => {
    if (given !== 'stop' && given !== 'terminate') {
      throw invalidValue(`Value (${textOf(given)}) for parameter instanceInitiatedShutdownBehavior is invalid.`);
    }
    return { attributes: { shutdownBehavior: given } };
  },
  sourceDestCheck: (given) => ({ instance: { SourceDestCheck: flag(given) } }),
  ebsOptimized: (given) => ({ instance: { EbsOptimized: flag(given) }, stopped: true }),
  sriovNetSupport: (given) => ({ instance: { SriovNetSupport: given }, stopped: true }),
  enaSupport: (given) => ({ instance: { EnaSupport: flag(given) }, stopped: true }),
};

const members: Readonly<Record<string, string>> = {
  InstanceType: 'instanceType',
  Kernel: 'kernel',
  Ramdisk: 'ramdisk',
  UserData: 'userData',
  DisableApiTermination: 'disableApiTermination',
  DisableApiStop: 'disableApiStop',
  InstanceInitiatedShutdownBehavior: 'instanceInitiatedShutdownBehavior',
  SourceDestCheck: 'sourceDestCheck',
  EbsOptimized: 'ebsOptimized',
  SriovNetSupport: 'sriovNetSupport',
  EnaSupport: 'enaSupport',
};

/** One attribute a request. */
export function modifyInstanceAttribute(input: WireStructure, context: RequestContext): WireStructure {
  const record = ownInstance(context, textOf(input.InstanceId) ?? '');
  const { instance } = record;
  const groups = textsOf(input.Groups);
  const mappings = structuresOf(input.BlockDeviceMappings);
  const named = Object.keys(members).filter((member) => input[member] !== undefined);
  const count = named.length + (groups.length > 0 ? 1 : 0) + (mappings.length > 0 ? 1 : 0) + (input.Attribute ? 1 : 0);
  if (count === 0) throw new SandboxFault('InvalidParameterCombination', 'No attributes specified.');
  if (count > 1) {
    throw new SandboxFault('InvalidParameterCombination', 'Fields for multiple attribute types specified.');
  }
  if (groups.length > 0) {
    const SecurityGroups = groups.map((GroupId) => ({ GroupId, GroupName: GroupId }));
    ownInstances(context).set(instance.InstanceId, { ...record, instance: { ...instance, SecurityGroups } });
    return {};
  }
  if (mappings.length > 0) {
    const BlockDeviceMappings = changedMappings(instance, mappings);
    ownInstances(context).set(instance.InstanceId, { ...record, instance: { ...instance, BlockDeviceMappings } });
    return {};
  }
  const [member = ''] = named;
  const attribute = textOf(input.Attribute) ?? members[member] ?? '';
  const changer = Object.hasOwn(changers, attribute) ? changers[attribute] : undefined;
  const given = named.length > 0 ? structureOf(input[member]).Value : input.Value;
  if (!changer || given === undefined) {
    throw invalidValue(`Value (${attribute}) for parameter attribute is invalid. Unknown attribute.`);
  }
  const change = changer(given, record);
  if (change.stopped && instanceStateOf(record, context.clock) !== 'stopped') {
    const message = `The instance '${instance.InstanceId}' is not in the 'stopped' state.`;
    throw new SandboxFault('IncorrectInstanceState', message);
  }
  ownInstances(context).set(instance.InstanceId, {
    ...record,
    instance: { ...instance, ...change.instance },
    attributes: { ...record.attributes, ...change.attributes },
  });
  return {};
}

function changedMappings(instance: InstanceStructure, changes: readonly WireStructure[]) {
  const unknown = changes.find(
    ({ DeviceName }) => !instance.BlockDeviceMappings.some((mapping) => mapping.DeviceName === DeviceName),
  );
  if (unknown) {
    const message = `No device is currently mapped at ${textOf(unknown.DeviceName)}`;
    throw new SandboxFault('InvalidInstanceAttributeValue', message);
  }
  return instance.BlockDeviceMappings.map((mapping) => {
    const change = changes.find(({ DeviceName }) => DeviceName === mapping.DeviceName);
    const deletes = flagOf(structureOf(change?.Ebs).DeleteOnTermination);
    return deletes === undefined ? mapping : { ...mapping, Ebs: { ...mapping.Ebs, DeleteOnTermination: deletes } };
  });
}
