import { expect, it } from 'vitest';
import type { WireStructure } from '../../../../aws/service-model.ts';
import { structureOf, structuresOf } from '../../../kit/members.ts';
import { createWorld, listOf } from '../test-world.ts';

/** Where the interface of an instance shows what a filter compares. */
const shownAt: Readonly<Record<string, (shown: WireStructure) => unknown>> = {
  'addresses.association.public-ip': ({ Association }) => structureOf(Association).PublicIp,
  'addresses.primary': ({ PrivateIpAddresses }) => structuresOf(PrivateIpAddresses)[0]?.Primary,
  'addresses.private-dns-name': ({ PrivateDnsName }) => PrivateDnsName,
  'addresses.private-ip-address': ({ PrivateIpAddress }) => PrivateIpAddress,
  'association.ip-owner-id': ({ Association }) => structureOf(Association).IpOwnerId,
  'association.public-dns-name': ({ Association }) => structureOf(Association).PublicDnsName,
  'attachment.attach-time': ({ Attachment }) => structureOf(Attachment).AttachTime,
  'attachment.attachment-id': ({ Attachment }) => structureOf(Attachment).AttachmentId,
  'attachment.delete-on-termination': ({ Attachment }) => structureOf(Attachment).DeleteOnTermination,
  'attachment.device-index': ({ Attachment }) => structureOf(Attachment).DeviceIndex,
  'attachment.status': ({ Attachment }) => structureOf(Attachment).Status,
  'group-id': ({ Groups }) => structuresOf(Groups)[0]?.GroupId,
  'mac-address': ({ MacAddress }) => MacAddress,
  'network-interface-id': ({ NetworkInterfaceId }) => NetworkInterfaceId,
  'operator.managed': ({ Operator }) => structureOf(Operator).Managed,
  'owner-id': ({ OwnerId }) => OwnerId,
  'private-ip-address': ({ PrivateIpAddress }) => PrivateIpAddress,
  'source-dest-check': ({ SourceDestCheck }) => SourceDestCheck,
  status: ({ Status }) => Status,
  'subnet-id': ({ SubnetId }) => SubnetId,
  'vpc-id': ({ VpcId }) => VpcId,
};

const notHeld = ['ipv6-address', 'ipv6-addresses.is-primary-ipv6', 'outpost-arn', 'requester-id', 'tag-key'];

it('finds an instance by what its network interface shows, and by nothing else', () => {
  const { bench, image: ImageId } = createWorld();
  const launched = bench.call('RunInstances', { ImageId, InstanceType: 't3.micro', MinCount: 1, MaxCount: 1 });
  const [first] = listOf(launched, 'Instances');
  const InstanceIds = [String(first?.InstanceId)];
  const found = (name: string, value: unknown) => {
    const Filters = [
      { Name: 'instance-id', Values: InstanceIds },
      { Name: name, Values: [String(value)] },
    ];
    return listOf(bench.call('DescribeInstances', { Filters }), 'Reservations').length;
  };
  const [reservation] = listOf(bench.call('DescribeInstances', { InstanceIds }), 'Reservations');
  const [instance] = listOf(reservation ?? {}, 'Instances');
  const [shown] = listOf(instance ?? {}, 'NetworkInterfaces');
  for (const [name, read] of Object.entries(shownAt)) {
    const value = read(shown ?? {});
    expect(value, name).toBeDefined();
    expect([name, found(`network-interface.${name}`, value), found(`network-interface.${name}`, 'other')]).toEqual([
      name,
      1,
      0,
    ]);
  }
  for (const name of notHeld) expect(found(`network-interface.${name}`, '*')).toBe(0);
  expect(found('private-dns-name-options.hostname-type', 'ip-name')).toBe(1);
  expect(found('capacity-reservation-specification.capacity-reservation-preference', 'none')).toBe(0);

  bench.call('TerminateInstances', { InstanceIds });
  bench.pass(60_000);
  const status = structureOf(structureOf(shown).Attachment).Status;
  expect(found('network-interface.attachment.status', status)).toBe(0);
});
