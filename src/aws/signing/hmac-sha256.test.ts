import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HmacSha256 } from './hmac-sha256.ts';

describe('HmacSha256', () => {
  it('is what Node makes of any key and any texts, one after the other', () => {
    const key = fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes));
    const text = fc.string({ unit: 'binary', maxLength: 300 });
    fc.assert(
      fc.property(key, fc.array(text, { maxLength: 5 }), (bytes, texts) => {
        const code = new HmacSha256(bytes);
        for (const own of texts) expect(code.of(own)).toBe(createHmac('sha256', bytes).update(own).digest('hex'));
      }),
    );
  });
});
