import type { WireStructure } from '../../../../aws/service-model.ts';
import { present, textOf } from '../../../kit/members.ts';
import { steadyHex } from '../../../kit/steady-id.ts';
import type { Clock } from '../../../service.ts';
import type { InstanceRecord } from './instance-record.ts';
import { instanceStateOf } from './instance-state.ts';
import { publicAddressOf } from './public-address.ts';

/**
 * The interface that an instance is launched with. It follows from the instance: EC2's own operations on interfaces are not here.
 * None once the instance is terminated, for it goes with it.
 */
export function networkInterfaceOf(record: InstanceRecord, clock: Clock): WireStructure | undefined {
  const state = instanceStateOf(record, clock);
  if (state === 'terminated') return undefined;
  const { instance, ownerId } = record;
  const address = publicAddressOf(record, clock);
  const Association = address && {
    IpOwnerId: 'amazon',
    PublicDnsName: address.PublicDnsName,
    PublicIp: address.PublicIpAddress,
  };
  const own = (kind: string) => steadyHex(17, kind, instance.InstanceId);
  const { PrivateDnsName, PrivateIpAddress } = instance;
  return present({
    Association,
    Attachment: {
      AttachTime: instance.LaunchTime,
      AttachmentId: `eni-attach-${own('attachment')}`,
      DeleteOnTermination: true,
      DeviceIndex: 0,
      NetworkCardIndex: 0,
      Status: 'attached',
    },
    Description: '',
    Groups: instance.SecurityGroups,
    InterfaceType: 'interface',
    Ipv6Addresses: [],
    MacAddress: macAddress(own('mac address')),
    NetworkInterfaceId: `eni-${own('interface')}`,
    Operator: { Managed: false },
    OwnerId: ownerId,
    PrivateDnsName,
    PrivateIpAddress,
    PrivateIpAddresses: [present({ Association, Primary: true, PrivateDnsName, PrivateIpAddress })],
    SourceDestCheck: instance.SourceDestCheck,
    Status: 'in-use',
    SubnetId: textOf(instance.SubnetId),
    VpcId: textOf(instance.VpcId),
  });
}

/** One that no manufacturer gives away: the second digit says that it is local. */
function macAddress(hex: string): string {
  return ['02', ...(hex.slice(0, 10).match(/../g) ?? [])].join(':');
}
