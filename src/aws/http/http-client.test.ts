import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { type AddressInfo, createServer as createNetServer, type Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { HttpRequest } from '../protocols/protocol.ts';
import { certificate, certificateKey } from '../testing/certificate.ts';
import { ConnectionError } from './connection-error.ts';
import { createHttpClient, type HttpClient } from './http-client.ts';

const request: HttpRequest = {
  method: 'PUT',
  path: '/tags/a%2Fb',
  query: [
    ['name', 'a b+c'],
    ['empty', ''],
  ],
  headers: { 'content-type': 'application/json', 'x-amz-date': '20260131T000000Z' },
  body: '{"a":"ü"}',
};

let server: Server | undefined;
let client: HttpClient | undefined;

afterEach(() => {
  client?.close();
  server?.closeAllConnections();
  server?.close();
});

/** A server that answers so, and a client of it. */
async function serve(answer: (incoming: IncomingMessage, outgoing: ServerResponse) => void): Promise<string> {
  client = createHttpClient();
  server = createServer(answer);
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function send(url: string, options?: { signal?: AbortSignal; timeoutMilliseconds?: number; once?: boolean }) {
  client ??= createHttpClient();
  return client.sendRequest(url, request, options);
}

describe('sendRequest', () => {
  it('sends a request as it is, and gives back whatever answer comes', async () => {
    let seen: object = {};
    const url = await serve((incoming, outgoing) => {
      const chunks: Uint8Array[] = [];
      incoming.on('data', (chunk: Uint8Array) => chunks.push(chunk));
      incoming.on('end', () => {
        const { method, url: target, headers } = incoming;
        seen = { method, target, headers, body: Buffer.concat(chunks).toString('utf8') };
        outgoing.writeHead(404, { 'X-Amzn-RequestId': 'id', 'Set-Cookie': ['a', 'b'] });
        outgoing.write('first ');
        outgoing.end('last');
      });
    });
    const response = await send(url);
    expect(seen).toMatchObject({
      method: 'PUT',
      target: '/tags/a%2Fb?name=a%20b%2Bc&empty=',
      headers: { 'content-type': 'application/json', 'x-amz-date': '20260131T000000Z', 'content-length': '10' },
      body: '{"a":"ü"}',
    });
    expect(response.status).toBe(404);
    expect(response.headers).toMatchObject({ 'x-amzn-requestid': 'id', 'set-cookie': 'a, b' });
    expect(Buffer.from(response.body).toString()).toBe('first last');
  });

  it('keeps connections open', async () => {
    const sockets = new Set<Socket>();
    const url = await serve((incoming, outgoing) => {
      sockets.add(incoming.socket);
      outgoing.end();
    });
    for (let round = 0; round < 3; round += 1) await send(url);
    expect(sockets.size).toBe(1);
  });

  it('sends again when the connection that it kept was closed meanwhile', async () => {
    let count = 0;
    const url = await serve((incoming, outgoing) => {
      count += 1;
      if (count === 2) incoming.socket.destroy();
      else outgoing.end(String(count));
    });
    await send(url);
    expect(Buffer.from((await send(url)).body).toString()).toBe('3');
  });

  it('sends what must be sent once over a connection of its own, and keeps no more of them than before', async () => {
    const sockets: Socket[] = [];
    let count = 0;
    const url = await serve((incoming, outgoing) => {
      count += 1;
      if (!sockets.includes(incoming.socket)) sockets.push(incoming.socket);
      if (count === 4) incoming.socket.destroy();
      else outgoing.end(String(count));
    });
    await send(url);
    for (let round = 0; round < 2; round += 1) await send(url, { once: true });
    expect(sockets).toHaveLength(3);
    await expect(send(url, { once: true })).rejects.toMatchObject({ kind: 'reset', mayHaveArrived: true });
    expect(count).toBe(4);
    while (sockets.slice(0, 3).some(({ destroyed }) => !destroyed))
      await new Promise((resolve) => setImmediate(resolve));
  });

  it('knows what cannot have arrived', async () => {
    const silent = createNetServer();
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    // A handshake that nobody answers: the request itself was never written.
    const url = `https://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    await expect(send(url, { timeoutMilliseconds: 50 })).rejects.toMatchObject({
      kind: 'timeout',
      mayHaveArrived: false,
    });
    silent.close();
    const plain = await serve(() => undefined);
    await expect(send(plain, { timeoutMilliseconds: 20 })).rejects.toMatchObject({ mayHaveArrived: true });
  });

  it('does not send again what a fresh connection lost', async () => {
    let count = 0;
    const url = await serve((incoming) => {
      count += 1;
      incoming.socket.destroy();
    });
    await expect(send(url)).rejects.toMatchObject({ name: 'ConnectionError', kind: 'reset' });
    expect(count).toBe(1);
  });

  it('tells an answer that breaks off from one that ends', async () => {
    const url = await serve((_incoming, outgoing) => {
      outgoing.writeHead(200, { 'content-length': '100' });
      outgoing.write('half', () => outgoing.destroy());
    });
    await expect(send(url)).rejects.toMatchObject({ kind: 'reset' });
  });

  it('stops when it is aborted, for the reason given', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const url = await serve(() => controller.abort(reason));
    await expect(send(url, { signal: controller.signal })).rejects.toBe(reason);
    await expect(send(url, { signal: controller.signal })).rejects.toBe(reason);
  });

  it('waits no longer than it may', async () => {
    const url = await serve(() => undefined);
    await expect(send(url, { timeoutMilliseconds: 20 })).rejects.toMatchObject({ kind: 'timeout' });
  });

  it('says what keeps it from an endpoint', async () => {
    const url = await serve(() => undefined);
    await new Promise<void>((resolve) => server?.close(() => resolve()));
    await expect(send(url)).rejects.toBeInstanceOf(ConnectionError);
    await expect(send(url)).rejects.toMatchObject({
      kind: 'refused',
      host: url.slice('http://'.length),
      message: expect.stringMatching(/^No connection to 127\.0\.0\.1:\d+ \(ECONNREFUSED\)$/),
    });
  });

  it('trusts no endpoint that does not speak TLS where it should', async () => {
    const url = await serve((_incoming, outgoing) => outgoing.end());
    await expect(send(url.replace('http:', 'https:'))).rejects.toMatchObject({ kind: 'tls' });
  });

  it('speaks over TLS with who has a certificate that is trusted, and greets it again in short', async () => {
    const resumed: boolean[] = [];
    const secure = createSecureServer({ cert: certificate, key: certificateKey }, (incoming, outgoing) => {
      resumed.push((incoming.socket as TLSSocket).isSessionReused());
      outgoing.writeHead(200, { connection: 'close' }).end('over TLS');
    });
    server = secure;
    await new Promise<void>((resolve) => secure.listen(0, '127.0.0.1', resolve));
    const url = `https://localhost:${(secure.address() as AddressInfo).port}`;
    await expect(send(url)).rejects.toMatchObject({ kind: 'tls' });
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    for (let round = 0; round < 2; round += 1) {
      expect(Buffer.from((await send(url)).body).toString()).toBe('over TLS');
    }
    vi.unstubAllEnvs();
    expect(resumed).toEqual([false, true]);
  });

  it('lets no request wait that is stopped while all connections are in use', async () => {
    const waiting: ServerResponse[] = [];
    const url = await serve((_incoming, outgoing) => {
      waiting.push(outgoing);
    });
    client = createHttpClient({ maximumConnections: 2 });
    const controller = new AbortController();
    const all = [send(url), send(url)];
    while (waiting.length < 2) await new Promise((resolve) => setImmediate(resolve));
    const stopped = send(url, { signal: controller.signal });
    const next = send(url);
    controller.abort(new Error('enough'));
    await expect(stopped).rejects.toThrow('enough');
    expect(waiting).toHaveLength(2);
    waiting[0]?.end('free');
    while (waiting.length < 3) await new Promise((resolve) => setImmediate(resolve));
    for (const outgoing of waiting) outgoing.end('free');
    for (const { body } of await Promise.all([...all, next])) expect(Buffer.from(body).toString()).toBe('free');
  });

  it('holds up no calls of eight regions that one endpoint answers', async () => {
    const [regions, callsOfRegion] = [8, 17];
    const waiting: ServerResponse[] = [];
    const url = await serve((_incoming, outgoing) => {
      waiting.push(outgoing);
      // Answered when all are there.
      if (waiting.length === regions * callsOfRegion) for (const own of waiting) own.end();
    });
    const answers = await Promise.all(Array.from({ length: regions * callsOfRegion }, () => send(url)));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
  });

  it('holds no more of an answer than it may', async () => {
    const url = await serve((_incoming, outgoing) => outgoing.end('x'.repeat(2_000)));
    client = createHttpClient({ maximumBodyBytes: 1_000 });
    await expect(send(url)).rejects.toMatchObject({ code: 'RESPONSE_TOO_LARGE' });
  });

  it('fails requests under way when it is closed', async () => {
    const url = await serve(() => client?.close());
    await expect(send(url)).rejects.toMatchObject({ kind: 'reset' });
  });
});
