import type { WireStructure, WireValue } from '../../../../aws/service-model.ts';
import type { FilterFields, FilterValue } from '../../../kit/filters/filtering.ts';
import { structureOf, structuresOf } from '../../../kit/members.ts';
import type { Clock } from '../../../service.ts';
import type { InstanceRecord } from './instance-record.ts';
import { networkInterfaceOf } from './network-interface-view.ts';

type Read = (shown: WireStructure, record: InstanceRecord) => FilterValue;

const scalar = (value: WireValue | undefined) => (typeof value === 'object' || value === null ? undefined : value);
const member =
  (name: string): Read =>
  (shown) =>
    scalar(shown[name]);
const within =
  (outer: string, name: string): Read =>
  (shown) =>
    scalar(structureOf(shown[outer])[name]);
const each =
  (list: string, name: string): Read =>
  (shown) =>
    structuresOf(shown[list]).map((item) => scalar(item[name]));
const ofAddress =
  (name: string): Read =>
  (shown) =>
    structuresOf(shown.PrivateIpAddresses).map(({ Association }) => scalar(structureOf(Association)[name]));
const none: Read = () => undefined;

const associated = {
  'allocation-id': 'AllocationId',
  'association-id': 'AssociationId',
  'carrier-ip': 'CarrierIp',
  'customer-owned-ip': 'CustomerOwnedIp',
  'ip-owner-id': 'IpOwnerId',
  'public-dns-name': 'PublicDnsName',
  'public-ip': 'PublicIp',
};

const fields: Readonly<Record<string, Read>> = {
  ...Object.fromEntries(
    Object.entries(associated).flatMap(([name, of]) => [
      [`addresses.association.${name}`, ofAddress(of)],
      [`association.${name}`, within('Association', of)],
    ]),
  ),
  'addresses.primary': each('PrivateIpAddresses', 'Primary'),
  'addresses.private-dns-name': each('PrivateIpAddresses', 'PrivateDnsName'),
  'addresses.private-ip-address': each('PrivateIpAddresses', 'PrivateIpAddress'),
  'attachment.attach-time': within('Attachment', 'AttachTime'),
  'attachment.attachment-id': within('Attachment', 'AttachmentId'),
  'attachment.delete-on-termination': within('Attachment', 'DeleteOnTermination'),
  'attachment.device-index': within('Attachment', 'DeviceIndex'),
  'attachment.instance-id': (_shown, { instance }) => instance.InstanceId,
  'attachment.instance-owner-id': (_shown, { ownerId }) => ownerId,
  'attachment.network-card-index': within('Attachment', 'NetworkCardIndex'),
  'attachment.status': within('Attachment', 'Status'),
  'availability-zone': (_shown, { instance }) => instance.Placement.AvailabilityZone,
  'deny-all-igw-traffic': () => false,
  description: member('Description'),
  'group-id': each('Groups', 'GroupId'),
  'group-name': each('Groups', 'GroupName'),
  'ipv4-prefixes.ipv4-prefix': none,
  'ipv6-address': none,
  'ipv6-addresses.ipv6-address': none,
  'ipv6-addresses.is-primary-ipv6': none,
  'ipv6-native': () => false,
  'ipv6-prefixes.ipv6-prefix': none,
  'mac-address': member('MacAddress'),
  'network-interface-id': member('NetworkInterfaceId'),
  'operator.managed': within('Operator', 'Managed'),
  'operator.principal': none,
  'outpost-arn': none,
  'owner-id': member('OwnerId'),
  'private-dns-name': member('PrivateDnsName'),
  'private-ip-address': member('PrivateIpAddress'),
  'public-dns-name': within('Association', 'PublicDnsName'),
  'requester-id': none,
  'requester-managed': () => false,
  status: member('Status'),
  'source-dest-check': member('SourceDestCheck'),
  'subnet-id': member('SubnetId'),
  'tag-key': none,
  'tag-value': none,
  'vpc-id': member('VpcId'),
};

/** The filters of DescribeInstances that are of the interface of an instance (documented). */
export function networkInterfaceFilters(clock: Clock): FilterFields<InstanceRecord> {
  const filterOf = (read: Read) => (record: InstanceRecord) => {
    const shown = networkInterfaceOf(record, clock);
    return shown && read(shown, record);
  };
  return Object.fromEntries(
    Object.entries(fields).map(([name, read]) => [`network-interface.${name}`, filterOf(read)]),
  );
}
