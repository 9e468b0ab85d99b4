import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { certificate, certificateKey } from '../testing/certificate.ts';
import { createHttpClient } from './http-client.ts';

const request = { method: 'GET', path: '/x', query: [], headers: {}, body: '' };
const servers: Server[] = [];
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'skyql-socks-'));
  writeFileSync(join(folder, 'ca.pem'), certificate);
  writeFileSync(join(folder, 'none.pem'), 'nothing');
});
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function listen(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** A SOCKS proxy that sends everything to one port, byte by byte as a slow network would. */
async function socksProxy(port: number, { user = '', status = 0 } = {}) {
  const asked: string[] = [];
  const answer = (socket: Socket, bytes: readonly number[]) => {
    for (const byte of bytes) socket.write(Buffer.from([byte]));
  };
  const server = createServer(async (socket) => {
    socket.on('error', () => undefined);
    const bytes = (async function* () {
      for await (const chunk of socket.iterator({ destroyOnReturn: false })) yield* chunk as Buffer;
    })();
    const take = async (count: number) => {
      const taken: number[] = [];
      while (taken.length < count) taken.push((await bytes.next()).value ?? 0);
      return Buffer.from(taken);
    };
    await take((await take(2))[1] ?? 0);
    answer(socket, [5, user === '' ? 0 : 2]);
    if (user !== '') {
      const name = await take((await take(2))[1] ?? 0);
      const password = await take((await take(1))[0] ?? 0);
      const isRight = `${name}:${password}` === user;
      answer(socket, [1, isRight ? 0 : 1]);
      if (!isRight) return socket.end();
    }
    const [, , , kind] = await take(4);
    const host =
      kind === 3 ? (await take((await take(1))[0] ?? 0)).toString() : (await take(kind === 1 ? 4 : 16)).join('.');
    asked.push(`${host}:${(await take(2)).readUInt16BE()}`);
    answer(socket, [5, status, 0, 1, 0, 0, 0, 0, 0, 0]);
    if (status !== 0) return socket.end();
    const onward = connect(port, '127.0.0.1');
    onward.on('error', () => socket.destroy());
    onward.pipe(socket);
    for await (const byte of bytes) onward.write(Buffer.from([byte]));
    return onward.end();
  });
  return { port: await listen(server), asked };
}

const plain = () => createHttpServer((_incoming, outgoing) => outgoing.end('through'));
const secure = () =>
  createHttpsServer({ cert: certificate, key: certificateKey }, (_incoming, outgoing) => outgoing.end('sealed'));

async function get(url: string, environment: Record<string, string>, caBundle?: string): Promise<string> {
  const client = createHttpClient({ environment });
  try {
    const response = await client.sendRequest(url, request, caBundle === undefined ? {} : { caBundle });
    return Buffer.from(response.body).toString();
  } finally {
    client.close();
  }
}

describe('a SOCKS proxy', () => {
  it('is told the name of the host', async () => {
    const { port, asked } = await socksProxy(await listen(plain()));
    expect(await get('http://aws.example.test', { ALL_PROXY: `socks5h://127.0.0.1:${port}` })).toBe('through');
    expect(asked).toEqual(['aws.example.test:80']);
  });

  it('is told addresses as they are', async () => {
    const { port, asked } = await socksProxy(await listen(plain()));
    const environment = { HTTP_PROXY: `socks5://127.0.0.1:${port}` };
    expect(await get('http://192.0.2.7:8080', environment)).toBe('through');
    expect(await get('http://[2001:db8::1:2]', environment)).toBe('through');
    expect(asked).toEqual(['192.0.2.7:8080', '32.1.13.184.0.0.0.0.0.0.0.0.0.1.0.2:80']);
  });

  it('is told who asks', async () => {
    const { port } = await socksProxy(await listen(plain()), { user: 'me:p@ss' });
    expect(await get('http://a.test', { HTTP_PROXY: `socks5h://me:p%40ss@127.0.0.1:${port}` })).toBe('through');
    await expect(get('http://a.test', { HTTP_PROXY: `socks5h://me:no@127.0.0.1:${port}` })).rejects.toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('does not take the name and password'),
    });
  });

  it('passes on what it cannot read, to who has a trusted certificate', async () => {
    const { port, asked } = await socksProxy(await listen(secure()));
    const environment = { HTTPS_PROXY: `socks5h://127.0.0.1:${port}` };
    await expect(get('https://localhost.test', environment)).rejects.toMatchObject({ kind: 'tls' });
    expect(asked).toEqual(['localhost.test:443']);
  });

  it('that refuses says why', async () => {
    const { port } = await socksProxy(1, { status: 2 });
    await expect(get('http://a.test', { HTTP_PROXY: `socks5h://127.0.0.1:${port}` })).rejects.toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('does not allow it to connect to a.test'),
    });
  });

  it('that speaks something else is told from one', async () => {
    const port = await listen(createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')));
    await expect(get('http://a.test', { HTTP_PROXY: `socks5h://127.0.0.1:${port}` })).rejects.toMatchObject({
      message: expect.stringContaining('does not speak SOCKS 5'),
    });
  });
});

describe('a file of certificates', () => {
  it('says who is trusted', async () => {
    const url = `https://localhost:${await listen(secure())}`;
    await expect(get(url, {})).rejects.toMatchObject({ kind: 'tls' });
    expect(await get(url, {}, join(folder, 'ca.pem'))).toBe('sealed');
  });

  it.each([
    ['missing.pem', /cannot be read/],
    ['none.pem', /There is no certificate/],
  ])('that holds none is an error: %s', async (name, message) => {
    await expect(get('https://localhost:9', {}, join(folder, name))).rejects.toMatchObject({
      code: 'CA_BUNDLE_UNREADABLE',
      message: expect.stringMatching(message),
    });
  });
});
