import { steadyHex } from '../../../kit/steady-id.ts';
import type { Clock } from '../../../service.ts';
import { publicNetwork } from '../assumptions.ts';
import type { InstanceRecord } from './instance-record.ts';
import { instanceStateOf } from './instance-state.ts';

export type PublicAddress = { readonly PublicIpAddress: string; readonly PublicDnsName: string };

/**
 * The address that an instance has of its own while it runs: another one each time that it is started, and none that anybody
 * on the internet has.
 */
export function publicAddressOf(record: InstanceRecord, clock: Clock): PublicAddress | undefined {
  if (record.isPublic !== true || instanceStateOf(record, clock) !== 'running') return undefined;
  const { InstanceId, Placement } = record.instance;
  const number = Number.parseInt(steadyHex(8, InstanceId, String(record.change?.start ?? '')), 16) % 0x1_fffe;
  const low = number + 1;
  const [first, second] = publicNetwork;
  const address = `${first}.${second + (low >> 16)}.${(low >> 8) & 255}.${low & 255}`;
  const region = Placement.AvailabilityZone.replace(/[a-z]$/, '');
  const zone = region === 'us-east-1' ? 'compute-1' : `${region}.compute`;
  return { PublicIpAddress: address, PublicDnsName: `ec2-${address.replaceAll('.', '-')}.${zone}.amazonaws.com` };
}
