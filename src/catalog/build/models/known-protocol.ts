import type { ProtocolName } from '../../../aws/service-model.ts';

/** What the wire speaks, the preferred ones first. */
const knownProtocols: readonly ProtocolName[] = ['json', 'rest-json', 'query', 'ec2', 'rest-xml', 'smithy-rpc-v2-cbor'];

/**
 * The protocol that a service is spoken to in: its own, unless that is the binary one and it offers another as well.
 * Undefined when the wire speaks none of them.
 */
export function knownProtocol({ protocol, protocols = [] }: OfferedProtocols): ProtocolName | undefined {
  const offered = protocol === 'smithy-rpc-v2-cbor' ? [...protocols, protocol] : [protocol];
  return knownProtocols.find((known) => offered.includes(known));
}

export interface OfferedProtocols {
  readonly protocol?: string;
  readonly protocols?: readonly string[];
}
