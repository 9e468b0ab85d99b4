import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createHttpClient } from './http-client.ts';
import { proxyAuthorization, proxyFor } from './http-proxy.ts';

const request = { method: 'GET', path: '/x', query: [], headers: { host: 'sqs.us-east-1.amazonaws.com' }, body: '' };

describe('proxyFor', () => {
  it.each([
    ['https://ec2.us-east-1.amazonaws.com', { HTTPS_PROXY: 'http://p:3128' }, 'http://p:3128/'],
    ['https://ec2.us-east-1.amazonaws.com', { https_proxy: 'p:3128' }, 'http://p:3128/'],
    ['https://ec2.us-east-1.amazonaws.com', { HTTP_PROXY: 'http://p:3128' }, undefined],
    ['http://aws.example', { HTTP_PROXY: 'http://p:3128', HTTPS_PROXY: 'http://q' }, 'http://p:3128/'],
    ['http://aws.example', { ALL_PROXY: 'http://p' }, 'http://p/'],
    ['https://s3.amazonaws.com', { HTTPS_PROXY: 'http://p', NO_PROXY: 'other, .amazonaws.com' }, undefined],
    ['https://s3.amazonaws.com', { HTTPS_PROXY: 'http://p', NO_PROXY: 'amazonaws.com:8443' }, 'http://p/'],
    ['https://s3.amazonaws.com', { HTTPS_PROXY: 'http://p', no_proxy: '*' }, undefined],
    ['https://myamazonaws.com', { HTTPS_PROXY: 'http://p', NO_PROXY: 'amazonaws.com' }, 'http://p/'],
    ['http://127.0.0.1:4566', { HTTP_PROXY: 'http://p', ALL_PROXY: 'http://p' }, undefined],
    ['https://s3.amazonaws.com', {}, undefined],
    ['https://s3.amazonaws.com', { HTTPS_PROXY: 'socks5h://p' }, 'socks5h://p'],
    ['https://s3.amazonaws.com', { ALL_PROXY: 'socks5://p:1081' }, 'socks5://p:1081'],
  ])('of %s with %o is %s', (target, environment, proxy) => {
    expect(proxyFor(new URL(target), environment)?.href).toBe(proxy);
  });

  it.each(['ftp://me:hidden@p', 'socks4://me:hidden@p', 'http://'])(
    'goes past no proxy that it cannot use: %s',
    (proxy) => {
      const find = () => proxyFor(new URL('https://s3.amazonaws.com'), { HTTPS_PROXY: proxy });
      expect(find).toThrow(
        expect.objectContaining({ code: 'INVALID_PROXY', message: expect.not.stringContaining('hidden') }),
      );
    },
  );

  it('reads who asks out of its address', () => {
    expect(proxyAuthorization(new URL('http://me:p%40ss@p'))).toBe(
      `Basic ${Buffer.from('me:p@ss').toString('base64')}`,
    );
    expect(proxyAuthorization(new URL('http://p'))).toBeUndefined();
  });
});

describe('requests through a proxy', () => {
  const servers: Server[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) server.close();
  });

  async function listen(server: Server): Promise<string> {
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  it('tell it the whole address where they are plain', async () => {
    const seen: unknown[] = [];
    const proxy = createServer((incoming, response) => {
      seen.push(
        incoming.url,
        incoming.headers.host,
        incoming.headers['proxy-authorization'],
        incoming.headers.authorization,
      );
      response.end('through');
    });
    const client = createHttpClient({ environment: { HTTP_PROXY: `http://me:secret@${await listen(proxy)}` } });
    const response = await client.sendRequest('http://sqs.us-east-1.amazonaws.com', request);
    expect(Buffer.from(response.body).toString()).toBe('through');
    const basic = `Basic ${Buffer.from('me:secret').toString('base64')}`;
    expect(seen).toEqual(['http://sqs.us-east-1.amazonaws.com/x', 'sqs.us-east-1.amazonaws.com', basic, undefined]);
    client.close();
  });

  it('go through a tunnel where they are not, and no byte of them is readable on the way', async () => {
    const seen: unknown[] = [];
    const destination = createServer();
    const address = await listen(destination);
    const firstBytes = new Promise<Buffer>((resolve) => {
      destination.on('connection', (socket) => socket.once('data', resolve));
    });
    const proxy = createServer();
    proxy.on('connect', (incoming, socket) => {
      seen.push(incoming.url);
      const [host = '', port = ''] = address.split(':');
      const onward = connect(Number(port), host, () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        socket.pipe(onward).pipe(socket);
      });
      onward.on('error', () => socket.destroy());
      socket.on('error', () => onward.destroy());
    });
    const client = createHttpClient({ environment: { HTTPS_PROXY: `http://${await listen(proxy)}` } });
    const sent = client.sendRequest('https://sqs.us-east-1.amazonaws.com', request);
    const hello = await firstBytes;
    // The far end speaks no TLS, so that the handshake fails there: what counts is that it began there.
    await expect(sent).rejects.toMatchObject({ name: 'ConnectionError', host: 'sqs.us-east-1.amazonaws.com' });
    expect(seen).toEqual(['sqs.us-east-1.amazonaws.com:443']);
    expect(hello[0]).toBe(0x16);
    expect(hello.includes('sqs.us-east-1.amazonaws.com')).toBe(true);
    client.close();
  });

  it.each([
    ['http://sqs.us-east-1.amazonaws.com', 'http'],
    ['https://sqs.us-east-1.amazonaws.com', 'http'],
    ['https://sqs.us-east-1.amazonaws.com', 'socks5h'],
  ])('to %s tell that the proxy is not there, by %s', async (endpoint, scheme) => {
    const gone = createServer();
    const address = await listen(gone);
    await new Promise((done) => gone.close(done));
    const client = createHttpClient({ environment: { ALL_PROXY: `${scheme}://${address}` } });
    await expect(client.sendRequest(endpoint, request)).rejects.toMatchObject({
      kind: 'refused',
      message: expect.stringMatching(
        /^No connection to sqs.* \(the proxy 127\.0\.0\.1:\d+ could not be reached: ECONNREFUSED\)$/,
      ),
    });
    client.close();
  });

  it('fail with what the proxy said', async () => {
    const proxy = createServer();
    proxy.on('connect', (_incoming, socket) => socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n'));
    const address = await listen(proxy);
    const client = createHttpClient({ environment: { HTTPS_PROXY: `http://me:secret@${address}` } });
    const sent = client.sendRequest('https://sqs.us-east-1.amazonaws.com', request);
    await expect(sent).rejects.toThrow(
      `No connection to sqs.us-east-1.amazonaws.com (the proxy ${address} answered 407)`,
    );
    client.close();
  });
});
