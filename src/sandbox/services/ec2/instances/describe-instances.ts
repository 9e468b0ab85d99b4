import type { WireStructure, WireValue } from '../../../../aws/service-model.ts';
import type { FilterFields } from '../../../kit/filters/filtering.ts';
import { numberOf, structureOf, structuresOf, textOf, textsOf } from '../../../kit/members.ts';
import type { RequestContext } from '../../../service.ts';
import { messages } from '../assumptions.ts';
import { invalidCombination } from '../faults.ts';
import { compileFilters, filtersOfNothing } from '../filters.ts';
import { pages } from '../pages.ts';
import { instancesById, ownInstances } from './instance-lookup.ts';
import type { InstanceRecord, InstanceStructure } from './instance-record.ts';
import { instanceStateOf, isGone, stateMember } from './instance-state.ts';
import { showInstance, usualOptions } from './instance-view.ts';
import { networkInterfaceFilters } from './network-interface-filters.ts';
import { publicAddressOf } from './public-address.ts';

export function describeInstances(input: WireStructure, context: RequestContext): WireStructure {
  const ids = textsOf(input.InstanceIds);
  if (ids.length > 0 && numberOf(input.MaxResults) !== undefined) {
    throw invalidCombination(messages.idsWithPage('instancesSet'));
  }
  const candidates = ids.length > 0 ? instancesById(context, ids) : ownInstances(context).values();
  const fits = compileFilters(input, instanceFilterFields(context), ({ instance }) => instance.Tags ?? []);
  const idOf = ({ instance }: InstanceRecord) => instance.InstanceId;
  const page = pages.byKey(
    'instances',
    candidates,
    { keyOf: idOf, accepts: (record) => !isGone(record, context.now) && fits(record) },
    input,
  );
  return { Reservations: reservationsOf(page.items, context), NextToken: page.nextToken };
}

function reservationsOf(records: readonly InstanceRecord[], context: RequestContext): readonly WireStructure[] {
  const reservations = new Map<string, WireStructure[]>();
  for (const record of records) {
    const instances = reservations.get(record.reservationId) ?? [];
    instances.push(showInstance(record, context.clock));
    reservations.set(record.reservationId, instances);
  }
  return [...reservations].map(([ReservationId, Instances]) => ({
    ReservationId,
    OwnerId: context.account,
    Groups: [],
    Instances,
  }));
}

function scalarOf(value: WireValue | undefined): string | number | boolean | undefined {
  return typeof value === 'object' || value === null ? undefined : value;
}

function instanceFilterFields(context: RequestContext): FilterFields<InstanceRecord> {
  const member = (name: keyof InstanceStructure & string) => (record: InstanceRecord) =>
    scalarOf(record.instance[name]);
  const within = (name: string, inner: string) => (record: InstanceRecord) =>
    scalarOf(structureOf(record.instance[name])[inner]);
  const state = (record: InstanceRecord) => instanceStateOf(record, context.clock);
  return {
    architecture: member('Architecture'),
    'availability-zone': ({ instance }) => instance.Placement.AvailabilityZone,
    'availability-zone-id': ({ instance }) => instance.Placement.AvailabilityZoneId,
    'block-device-mapping.attach-time': ({ instance }) => instance.BlockDeviceMappings.map(({ Ebs }) => Ebs.AttachTime),
    'block-device-mapping.delete-on-termination': ({ instance }) =>
      instance.BlockDeviceMappings.map(({ Ebs }) => Ebs.DeleteOnTermination),
    'block-device-mapping.device-name': ({ instance }) =>
      instance.BlockDeviceMappings.map(({ DeviceName }) => DeviceName),
    'block-device-mapping.status': ({ instance }) => instance.BlockDeviceMappings.map(({ Ebs }) => Ebs.Status),
    'block-device-mapping.volume-id': ({ instance }) => instance.BlockDeviceMappings.map(({ Ebs }) => Ebs.VolumeId),
    'boot-mode': member('BootMode'),
    'capacity-reservation-specification.capacity-reservation-preference': () =>
      usualOptions.CapacityReservationSpecification.CapacityReservationPreference,
    'client-token': member('ClientToken'),
    'current-instance-boot-mode': member('CurrentInstanceBootMode'),
    'dns-name': (record) => publicAddressOf(record, context.clock)?.PublicDnsName,
    'ebs-optimized': member('EbsOptimized'),
    'ena-support': member('EnaSupport'),
    'enclave-options.enabled': () => usualOptions.EnclaveOptions.Enabled,
    'hibernation-options.configured': () => usualOptions.HibernationOptions.Configured,
    // Of hosts, reservations, spot requests, outposts and placement groups.
    ...filtersOfNothing(
      'affinity',
      'capacity-reservation-id',
      'capacity-reservation-specification.capacity-reservation-target.capacity-reservation-id',
      'capacity-reservation-specification.capacity-reservation-target.capacity-reservation-resource-group-arn',
      'host-id',
      'instance-lifecycle',
      'ipv6-address',
      'license-pool',
      'operator.principal',
      'outpost-arn',
      'placement-group-name',
      'placement-partition-number',
      'product-code.type',
      'reason',
      'requester-id',
      'spot-instance-request-id',
      'state-reason-code',
      'state-reason-message',
    ),
    hypervisor: member('Hypervisor'),
    'iam-instance-profile.arn': within('IamInstanceProfile', 'Arn'),
    'iam-instance-profile.id': within('IamInstanceProfile', 'Id'),
    'image-id': member('ImageId'),
    'instance-id': member('InstanceId'),
    'instance-state-code': (record) => stateMember(state(record)).Code,
    'instance-state-name': state,
    'instance-type': member('InstanceType'),
    'instance.group-id': ({ instance }) => structuresOf(instance.SecurityGroups).map(({ GroupId }) => textOf(GroupId)),
    'instance.group-name': ({ instance }) =>
      structuresOf(instance.SecurityGroups).map(({ GroupName }) => textOf(GroupName)),
    'ip-address': (record) => publicAddressOf(record, context.clock)?.PublicIpAddress,
    'kernel-id': member('KernelId'),
    'key-name': member('KeyName'),
    'launch-index': member('AmiLaunchIndex'),
    'launch-time': member('LaunchTime'),
    'maintenance-options.auto-recovery': () => usualOptions.MaintenanceOptions.AutoRecovery,
    'metadata-options.http-endpoint': within('MetadataOptions', 'HttpEndpoint'),
    'metadata-options.http-protocol-ipv4': () => 'enabled',
    'metadata-options.http-protocol-ipv6': within('MetadataOptions', 'HttpProtocolIpv6'),
    'metadata-options.http-put-response-hop-limit': within('MetadataOptions', 'HttpPutResponseHopLimit'),
    'metadata-options.http-tokens': within('MetadataOptions', 'HttpTokens'),
    'metadata-options.instance-metadata-tags': within('MetadataOptions', 'InstanceMetadataTags'),
    'metadata-options.state': within('MetadataOptions', 'State'),
    'monitoring-state': within('Monitoring', 'State'),
    ...networkInterfaceFilters(context.clock),
    'network-performance-options.bandwidth-weighting': () => usualOptions.NetworkPerformanceOptions.BandwidthWeighting,
    'operator.managed': () => usualOptions.Operator.Managed,
    'owner-id': ({ ownerId }) => ownerId,
    platform: member('Platform'),
    'platform-details': member('PlatformDetails'),
    'private-dns-name': member('PrivateDnsName'),
    'private-dns-name-options.enable-resource-name-dns-a-record': () =>
      usualOptions.PrivateDnsNameOptions.EnableResourceNameDnsARecord,
    'private-dns-name-options.enable-resource-name-dns-aaaa-record': () =>
      usualOptions.PrivateDnsNameOptions.EnableResourceNameDnsAAAARecord,
    'private-dns-name-options.hostname-type': () => usualOptions.PrivateDnsNameOptions.HostnameType,
    'private-ip-address': member('PrivateIpAddress'),
    'product-code': ({ instance }) => structuresOf(instance.ProductCodes).map((code) => textOf(code.ProductCodeId)),
    'ramdisk-id': member('RamdiskId'),
    'reservation-id': ({ reservationId }) => reservationId,
    'root-device-name': member('RootDeviceName'),
    'root-device-type': member('RootDeviceType'),
    'source-dest-check': member('SourceDestCheck'),
    'subnet-id': member('SubnetId'),
    tenancy: within('Placement', 'Tenancy'),
    'tpm-support': member('TpmSupport'),
    'usage-operation': member('UsageOperation'),
    'usage-operation-update-time': member('UsageOperationUpdateTime'),
    'virtualization-type': member('VirtualizationType'),
    'vpc-id': member('VpcId'),
  };
}
