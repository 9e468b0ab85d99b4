import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seed } from '../../../test/support/run-seed.ts';
import { ChunkReader } from './chunk-reader.ts';

function read(pieces: readonly (string | Uint8Array)[], areSigned = false) {
  const taken: Uint8Array[] = [];
  const reader = new ChunkReader(areSigned, (bytes) => taken.push(bytes));
  for (const piece of pieces) reader.add(Buffer.from(piece));
  return { text: Buffer.concat(taken).toString('latin1'), ...reader.end() };
}

describe('ChunkReader', () => {
  it('reads the same however the body is cut on its way', () => {
    const chunks = fc.array(fc.string({ unit: 'binary-ascii', minLength: 1, maxLength: 20 }), { maxLength: 5 });
    fc.assert(
      fc.property(chunks, fc.array(fc.nat({ max: 200 })), (contents, cuts) => {
        const framed = contents.map((content) => `${content.length.toString(16)};x=1\r\n${content}\r\n`).join('');
        const body = `${framed}0\r\nx-amz-checksum-crc32:AAAA\r\n\r\n`;
        const edges = [0, ...cuts.toSorted((one, other) => one - other), body.length];
        const pieces = edges.slice(1).map((end, index) => body.slice(edges[index], end));
        expect(read(pieces)).toEqual({
          text: contents.join(''),
          chunks: [],
          trailer: 'x-amz-checksum-crc32:AAAA\r\n\r\n',
        });
      }),
      { seed, numRuns: 100 },
    );
  });

  it.each([
    ['no chunk', 'hello', 'incomplete'],
    ['no size', 'xyz\r\nhello\r\n', 'malformed'],
    ['a head without an end', `5;${'x'.repeat(20_000)}`, 'malformed'],
    ['too little', '9\r\nhello\r\n0\r\n\r\n', 'incomplete'],
    ['too much', '4\r\nhello\r\n0\r\n\r\n', 'incomplete'],
    ['no end', '5\r\nhello\r\n', 'incomplete'],
    ['nothing', '', 'incomplete'],
  ] as const)('tells of %s', (_, body, problem) => {
    expect(read([body]).problem).toBe(problem);
  });

  it('takes no small signed chunk but the last, for each is remembered', () => {
    const signature = `;chunk-signature=${'0'.repeat(64)}`;
    const chunk = (length: number) => `${length.toString(16)}${signature}\r\n${'x'.repeat(length)}\r\n`;
    const whole = read([chunk(8_192), chunk(5), `0${signature}\r\n\r\n`], true);
    expect(whole.problem).toBeUndefined();
    expect(whole.chunks).toMatchObject([{}, {}, { signature: '0'.repeat(64) }]);
    expect(read([chunk(5), chunk(8_192)], true).problem).toBe('small chunk');
  });
});
