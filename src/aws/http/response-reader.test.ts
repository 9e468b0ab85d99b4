import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WireError } from '../protocols/wire-error.ts';
import { type ReceivedResponse, ResponseReader } from './response-reader.ts';

/** Reads bytes that come in these pieces, and then the connection's end. */
function read(pieces: readonly Buffer[], method = 'POST'): ReceivedResponse | undefined {
  const reader = new ResponseReader(method, () => undefined);
  // As a socket does: all pieces come in the same memory.
  const shared = Buffer.alloc(Math.max(...pieces.map(({ length }) => length)));
  for (const piece of pieces) {
    shared.fill(0);
    piece.copy(shared);
    const received = reader.push(shared.subarray(0, piece.length));
    shared.fill(0);
    if (received !== undefined) return received;
  }
  return reader.end();
}

function cut(bytes: Buffer, places: readonly number[]): readonly Buffer[] {
  const ends = [...new Set(places.map((place) => place % (bytes.length + 1)))].toSorted((left, right) => left - right);
  return [...ends, bytes.length].map((end, index) => bytes.subarray(index === 0 ? 0 : ends[index - 1], end));
}

function chunked(body: Buffer, sizes: readonly number[]): Buffer {
  const parts: Buffer[] = [];
  let rest = body;
  for (const size of sizes) {
    const data = rest.subarray(0, size);
    if (data.length === 0) break;
    parts.push(Buffer.from(`${data.length.toString(16)};a=b\r\n`), data, Buffer.from('\r\n'));
    rest = rest.subarray(size);
  }
  if (rest.length > 0)
    parts.push(Buffer.from(`${rest.length.toString(16).toUpperCase()}\r\n`), rest, Buffer.from('\r\n'));
  return Buffer.concat([...parts, Buffer.from('0\r\nx-trailer: 1\r\n\r\n')]);
}

describe('ResponseReader', () => {
  it('reads every answer the same, however its bytes come', () => {
    const bodies = fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes));
    const framings = fc.oneof(
      fc.constant({ kind: 'length' as const, sizes: [] }),
      fc.constant({ kind: 'close' as const, sizes: [] }),
      fc.record({
        kind: fc.constant('chunked' as const),
        sizes: fc.array(fc.integer({ min: 1, max: 99 }), { maxLength: 5 }),
      }),
    );
    fc.assert(
      fc.property(
        bodies,
        framings,
        fc.array(fc.nat(999), { maxLength: 12 }),
        fc.boolean(),
        (body, { kind, sizes }, places, continues) => {
          const framing = {
            length: `Content-Length: ${body.length}`,
            close: 'x: y',
            chunked: 'Transfer-Encoding: chunked',
          };
          const head = `HTTP/1.1 200 OK\r\nX-Amzn-RequestId:  an id \r\n${framing[kind]}\r\n\r\n`;
          const interim = continues ? 'HTTP/1.1 100 Continue\r\n\r\n' : '';
          const sent = kind === 'chunked' ? chunked(body, sizes) : body;
          const received = read(cut(Buffer.concat([Buffer.from(interim + head), sent]), places));
          expect(received?.response.status).toBe(200);
          expect(received?.response.headers['x-amzn-requestid']).toBe('an id');
          expect(Buffer.from(received?.response.body ?? []).equals(body)).toBe(true);
          expect(received?.keepsOpen).toBe(kind !== 'close');
        },
      ),
    );
  });

  it.each([
    ['HTTP/1.1 204 No Content\r\n\r\n', 'POST', 204, true],
    ['HTTP/1.1 304 Not Modified\r\ncontent-length: 5\r\n\r\n', 'GET', 304, true],
    ['HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n', 'HEAD', 200, true],
    ['HTTP/1.1 200 OK\r\ncontent-length: 0, 0\r\n\r\n', 'GET', 200, true],
    ['HTTP/1.1 200 OK\r\ncontent-length: 0\r\nConnection: Close\r\n\r\n', 'GET', 200, false],
    ['HTTP/1.0 200 OK\r\ncontent-length: 0\r\n\r\n', 'GET', 200, false],
    ['HTTP/1.0 200 OK\r\ncontent-length: 0\r\nconnection: keep-alive\r\n\r\n', 'GET', 200, true],
    ['HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\nmore', 'GET', 200, false],
  ])('knows an answer without a body, and whether more can follow: %j to %s', (text, method, status, keepsOpen) => {
    const received = read([Buffer.from(text)], method);
    expect(received).toMatchObject({ response: { status }, keepsOpen });
    expect(received?.response.body).toHaveLength(0);
  });

  it.each([
    'HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhalf',
    'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nwhole\r\n',
    'HTTP/1.1 200 OK\r\n',
  ])('has no answer while some of it is missing: %j', (text) => {
    expect(read([Buffer.from(text)])).toBeUndefined();
  });

  it.each([
    'SSH-2.0-OpenSSH\r\n\r\n',
    'HTTP/2 200\r\n\r\n',
    'HTTP/1.1 200 OK\r\nno colon\r\n\r\n',
    'HTTP/1.1 200 OK\r\n: no name\r\n\r\n',
    'HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n',
    'HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n',
    'HTTP/1.1 101 Switching Protocols\r\n\r\n',
    'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n',
    'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nabcd\r\n',
    `HTTP/1.1 200 OK\r\nx: ${'y'.repeat(70_000)}`,
  ])('refuses what is not HTTP', (text) => {
    expect(() => read([Buffer.from(text)])).toThrow(WireError);
  });

  it('is asked about every length before it is held', () => {
    const refuse = (length: number) => {
      if (length > 10) throw new RangeError(String(length));
    };
    const told = new ResponseReader('GET', refuse);
    expect(() => told.push(Buffer.from('HTTP/1.1 200 OK\r\ncontent-length: 11\r\n\r\n'))).toThrow('11');
    const untold = new ResponseReader('GET', refuse);
    untold.push(Buffer.from('HTTP/1.1 200 OK\r\n\r\n123456'));
    expect(() => untold.push(Buffer.from('78901'))).toThrow('11');
  });
});
