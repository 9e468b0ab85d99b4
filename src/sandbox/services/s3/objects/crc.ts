import type { Content } from '../../../kit/content.ts';

/** CRC-32C (Castagnoli), reflected, as RFC 3720 has it. */
const castagnoli = tableOf(0x82f63b78);

/** @param before that of the bytes before these. */
export function crc32c(bytes: Uint8Array, before = 0): number {
  let crc = before ^ 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ (castagnoli[(crc ^ byte) & 0xff] ?? 0);
  return (crc ^ 0xffffffff) >>> 0;
}

function tableOf(polynomial: number): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, index) => {
    let value = index;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ polynomial : value >>> 1;
    return value >>> 0;
  });
}

/** CRC-64/NVME, reflected: as two halves, since numbers hold no 64 bits and BigInt is slow. */
const nvme = { high: 0x9a6c9329, low: 0xac4bc9b5 };
const nvmeTable = nvmeTables();

/** As 16 hexadecimal digits. */
export function crc64nvme(content: Content): string {
  let high = 0xffffffff;
  let low = 0xffffffff;
  for (const bytes of content) {
    for (const byte of bytes) {
      const index = (low ^ byte) & 0xff;
      low = ((low >>> 8) | (high << 24)) ^ (nvmeTable.low[index] ?? 0);
      high = (high >>> 8) ^ (nvmeTable.high[index] ?? 0);
    }
  }
  const hex = (half: number) => ((half ^ 0xffffffff) >>> 0).toString(16).padStart(8, '0');
  return hex(high) + hex(low);
}

function nvmeTables(): { readonly high: Uint32Array; readonly low: Uint32Array } {
  const highs = new Uint32Array(256);
  const lows = new Uint32Array(256);
  for (let index = 0; index < 256; index += 1) {
    let high = 0;
    let low = index;
    for (let bit = 0; bit < 8; bit += 1) {
      const isOdd = (low & 1) === 1;
      low = (low >>> 1) | (high << 31);
      high >>>= 1;
      if (isOdd) {
        high ^= nvme.high;
        low ^= nvme.low;
      }
    }
    highs[index] = high;
    lows[index] = low;
  }
  return { high: highs, low: lows };
}
