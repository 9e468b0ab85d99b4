import { behindBits, type Network, networkOf, networkText } from './network-address.ts';

/** What PostgreSQL's functions of the same names take out of an address. */
export type NetworkPart = 'host' | 'network' | 'broadcast' | 'netmask' | 'hostmask' | 'family' | 'text';

/**
 * A part of an address or a network as PostgreSQL's function of that name tells it; undefined where a text is no address.
 *
 * @example
 * networkPart('10.1.2.3/8', 'broadcast'); // '10.255.255.255/8'
 */
export function networkPart(text: string, part: NetworkPart): string | undefined {
  const network = networkOf(text, 'inet');
  return network === undefined ? undefined : partsOf[part](network);
}

const partsOf: Readonly<Record<NetworkPart, (network: Network) => string>> = {
  host: ({ bytes }) => alone(bytes),
  network: (network) => networkText({ ...network, bytes: changed(network, (byte, behind) => byte & ~behind) }, 'cidr'),
  broadcast: (network) => networkText({ ...network, bytes: changed(network, (byte, behind) => byte | behind) }, 'inet'),
  netmask: (network) => alone(changed(network, (_, behind) => 0xff & ~behind)),
  hostmask: (network) => alone(changed(network, (_, behind) => behind)),
  family: ({ bytes }) => (bytes.length === 4 ? '4' : '6'),
  text: ({ bytes, bits }) => networkText({ bytes, bits }, 'cidr'),
};

function changed({ bytes, bits }: Network, change: (byte: number, behind: number) => number): readonly number[] {
  return bytes.map((byte, index) => change(byte, behindBits(bits, index)));
}

function alone(bytes: readonly number[]): string {
  return networkText({ bytes, bits: bytes.length * 8 }, 'inet');
}

/** An address with another number of bits for its network; undefined where a text is no address or has not so many. */
export function withMaskLength(text: string, bits: number): string | undefined {
  const network = networkOf(text, 'inet');
  if (network === undefined || !Number.isInteger(bits) || bits > network.bytes.length * 8 || bits < -1)
    return undefined;
  return networkText({ ...network, bits: bits === -1 ? network.bytes.length * 8 : bits }, 'inet');
}
