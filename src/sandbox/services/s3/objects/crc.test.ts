import { describe, expect, it } from 'vitest';
import { crc32c, crc64nvme } from './crc.ts';

/** The check values of the catalogue of parametrised CRC algorithms (https://reveng.sourceforge.io/crc-catalogue/). */
describe('checksums', () => {
  const digits = new TextEncoder().encode('123456789');

  it('are CRC-32C and CRC-64/NVME', () => {
    expect(crc32c(digits).toString(16)).toBe('e3069283');
    expect(crc64nvme([digits])).toBe('ae8b14860a799888');
    expect(crc64nvme([digits.subarray(0, 4), digits.subarray(4)])).toBe(crc64nvme([digits]));
    expect(crc32c(digits.subarray(4), crc32c(digits.subarray(0, 4)))).toBe(crc32c(digits));
    expect(crc64nvme([])).toBe('0000000000000000');
  });
});
