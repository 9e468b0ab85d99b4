import type { ProtocolName } from '../service-model.ts';

/** Whether a protocol's requests are forms that name their operation and version: `Action=ListRoles&Version=2010-05-08`. */
export function isFormProtocol(protocol: ProtocolName): boolean {
  return protocol === 'query' || protocol === 'ec2';
}
