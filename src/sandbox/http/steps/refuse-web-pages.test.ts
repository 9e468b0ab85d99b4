import { describe, expect, it } from 'vitest';
import type { Exchange } from '../exchange.ts';
import { createTestExchange } from '../test-exchange.ts';
import { refuseWebPages } from './refuse-web-pages.ts';

const host = '127.0.0.1:4566';

function refused(headers: Readonly<Record<string, string>>, hosts: readonly string[] = []): Exchange['response'] {
  const exchange = createTestExchange({ headers }, { hosts });
  refuseWebPages.run(exchange);
  return exchange.response;
}

describe('refuseWebPages', () => {
  it.each([
    ['an AWS client', { host }],
    ['HTTP/1.0', {}],
    ['an address that a person typed', { host, 'sec-fetch-site': 'none' }],
    ['its own answer', { host, origin: `http://${host}`, 'sec-fetch-site': 'same-origin' }],
    ['a bucket', { host: 'logs.localhost:4566' }],
  ])('lets %s in', (_, headers) => {
    expect(refused(headers)).toBeUndefined();
  });

  it.each([
    ['a foreign origin', { host, origin: 'https://example.com' }],
    ['another port of this machine', { host, origin: 'http://127.0.0.1:3000' }],
    ['a page without an origin', { host, origin: 'null' }],
    ['an origin without a host to compare', { origin: 'http://127.0.0.1' }],
    ['a page elsewhere', { host, 'sec-fetch-site': 'cross-site' }],
    ['another page of this machine', { host, 'sec-fetch-site': 'same-site' }],
    ['a name that leads here', { host: 'rebound.example.com:4566' }],
    ['its own origin under such a name', { host: 'rebound.example.com', origin: 'http://rebound.example.com' }],
  ])('refuses %s', (_, headers) => {
    const response = refused(headers);
    expect(response?.status).toBe(403);
    expect(JSON.parse(new TextDecoder().decode(response?.body))).toMatchObject({ code: 'FOREIGN_PAGE' });
  });

  it('lets in by names that it was told', () => {
    const headers = { host: 'sandbox.example.com:4566' };
    expect(refused(headers)?.status).toBe(403);
    expect(refused(headers, ['sandbox.example.com'])).toBeUndefined();
  });
});
