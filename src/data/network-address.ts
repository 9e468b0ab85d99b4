import { isIPv6 } from 'node:net';

export type NetworkType = 'inet' | 'cidr';

/**
 * An address or network as PostgreSQL writes it: `10.0.0.1`, `2001:db8::/32`; a cidr with its bits always. Undefined for what its types
 * `inet` and `cidr` do not take.
 *
 * @example
 * networkAddress('10', 'cidr'); // '10.0.0.0/8'
 * networkAddress('10.1.2.3/8', 'cidr'); // undefined, as it has bits right of its mask
 */
export function networkAddress(text: string, type: NetworkType): string | undefined {
  const network = networkOf(text, type);
  return network === undefined ? undefined : networkText(network, type);
}

/** An address, and how many of its bits name the network. */
export interface Network {
  /** 4 of them, or 16. */
  readonly bytes: readonly number[];
  readonly bits: number;
}

/** What a text says that PostgreSQL's `inet` or `cidr` take; undefined for one that they do not. */
export function networkOf(text: string, type: NetworkType): Network | undefined {
  const [, address = '', written] = /^([^/]*)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const given = written === undefined ? undefined : Number(written);
  const network = address.includes(':') ? sixth(address, given) : fourth(address, given, type);
  return network !== undefined && type === 'cidr' && hasBitsBehind(network) ? undefined : network;
}

/** As PostgreSQL writes it: of an inet the bits only where they are not all. */
export function networkText({ bytes, bits }: Network, type: NetworkType): string {
  const address = bytes.length === 4 ? bytes.join('.') : sixthText(wordsOfBytes(bytes));
  return bits === bytes.length * 8 && type === 'inet' ? address : `${address}/${bits}`;
}

function wordsOfBytes(bytes: readonly number[]): readonly number[] {
  return Array.from({ length: 8 }, (_, at) => (bytes[at * 2] ?? 0) * 256 + (bytes[at * 2 + 1] ?? 0));
}

function fourth(address: string, given: number | undefined, type: NetworkType): Network | undefined {
  if (!/^\d{1,10}(\.\d{1,10}){0,3}$/.test(address)) return undefined;
  const octets = address.split('.').map(Number);
  if (octets.some((octet) => octet > 255) || (given ?? 0) > 32) return undefined;
  if (type === 'inet' && (given === undefined ? octets.length < 4 : given / 8 >= octets.length + 1)) return undefined;
  const bits = given ?? (type === 'inet' ? 32 : usualBits(octets));
  return { bytes: [...octets, 0, 0, 0].slice(0, 4), bits };
}

/** How long the mask of a network is whose class tells it. */
function usualBits(octets: readonly number[]): number {
  const [first = 0] = octets;
  const ofClass = first >= 240 ? 32 : first >= 224 ? 8 : first >= 192 ? 24 : first >= 128 ? 16 : 8;
  const bits = Math.max(ofClass, octets.length * 8);
  return bits === 8 && first === 224 ? 4 : bits;
}

function sixth(address: string, given: number | undefined): Network | undefined {
  if (!isIPv6(address) || address.includes('%') || (given ?? 0) > 128) return undefined;
  return { bytes: wordsOf(address).flatMap((word) => [word >> 8, word & 255]), bits: given ?? 128 };
}

function wordsOf(address: string): readonly number[] {
  const plain = address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, ...octets: string[]) => {
    const [a = 0, b = 0, c = 0, d = 0] = octets.slice(0, 4).map(Number);
    return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
  });
  const [front = '', back] = plain.split('::').map((half) => half.split(':').filter((word) => word !== ''));
  const [start, end] = [front, back ?? []].map((half) => [...half].map((word) => Number.parseInt(word, 16)));
  const between = 8 - (start?.length ?? 0) - (end?.length ?? 0);
  return [...(start ?? []), ...Array.from({ length: between }, () => 0), ...(end ?? [])];
}

/** The longest run of zeros, of two or more, is `::`; addresses of version 4 inside are written as such. */
function sixthText(words: readonly number[]): string {
  let best = { at: -1, length: 1 };
  for (let at = 0; at < 8; at++) {
    let end = at;
    while (end < 8 && words[end] === 0) end++;
    if (end - at > best.length) best = { at, length: end - at };
  }
  const holdsFourth = best.at === 0 && (best.length === 6 || (best.length === 5 && words[5] === 0xffff));
  const [seventh = 0, last = 0] = words.slice(6);
  const texts = words.map((word) => word.toString(16));
  const written = holdsFourth
    ? [...texts.slice(0, 6), `${seventh >> 8}.${seventh & 255}.${last >> 8}.${last & 255}`]
    : texts;
  if (best.at < 0) return written.join(':');
  const behind = Math.min(best.at + best.length, holdsFourth ? 6 : 8);
  return `${written.slice(0, best.at).join(':')}::${written.slice(behind).join(':')}`;
}

function hasBitsBehind({ bytes, bits }: Network): boolean {
  return bytes.some((byte, index) => (byte & behindBits(bits, index)) !== 0);
}

/** The bits of a byte that stand behind those that name the network. */
export function behindBits(bits: number, index: number): number {
  return 0xff >> Math.max(0, Math.min(8, bits - index * 8));
}
