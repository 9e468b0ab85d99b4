import { describe, expect, it } from 'vitest';
import { botocoreModel } from '../../../test/support/botocore-model.ts';
import { parseCbor } from './cbor/cbor-reader.ts';
import { protocolFor } from './protocol-for.ts';
import { rpcV2CborProtocol as protocol } from './rpc-v2-cbor.ts';
import { WireError } from './wire-error.ts';

const revenue = botocoreModel('partnercentral-revenue-measurement');
const cloudWatch = botocoreModel('cloudwatch');

function hex(text: string): Uint8Array {
  return Buffer.from(text.replaceAll(' ', ''), 'hex');
}

describe('parseCbor', () => {
  // From RFC 8949, appendix A.
  it.each([
    ['00', 0],
    ['1864', 100],
    ['1b000000e8d4a51000', 1_000_000_000_000],
    ['3903e7', -1000],
    ['f93c00', 1],
    ['f90400', 0.00006103515625],
    ['f97c00', Number.POSITIVE_INFINITY],
    ['fa47c35000', 100000],
    ['fbc010666666666666', -4.1],
    ['f5', true],
    ['f6', null],
    ['c1fb41d452d9ec200000', 1363896240.5],
    ['4401020304', new Uint8Array([1, 2, 3, 4])],
    ['62c3bc', 'ü'],
    ['8301820203820405', [1, [2, 3], [4, 5]]],
    ['a26161016162820203', { a: 1, b: [2, 3] }],
    ['7f657374726561646d696e67ff', 'streaming'],
    ['9f018202039f0405ffff', [1, [2, 3], [4, 5]]],
    ['bf61610161629f0203ffff', { a: 1, b: [2, 3] }],
  ])('reads %s', (text, value) => {
    expect(parseCbor(hex(text))).toEqual(value);
  });

  it.each(['', '18', '62c3', '9f01', 'a10101', 'ff', '0000', '1c', '81'.repeat(300)])('refuses %s', (text) => {
    expect(() => parseCbor(hex(text))).toThrow(WireError);
  });
});

describe('rpc-v2-cbor', () => {
  it('is what the services without another protocol speak', () => {
    expect(protocolFor(revenue)).toBe(protocol);
  });

  it('asks for an operation by its path', () => {
    const input = { Catalog: 'AWS', ClientToken: 't' };
    const request = protocol.encodeRequest(revenue, 'CreateRevenueAttribution', input);
    expect(request).toMatchObject({
      method: 'POST',
      path: '/service/PartnerCentralRevenueMeasurement/operation/CreateRevenueAttribution',
      headers: { accept: 'application/cbor', 'content-type': 'application/cbor', 'smithy-protocol': 'rpc-v2-cbor' },
    });
    expect(protocol.matchOperation(revenue, request)).toBe('CreateRevenueAttribution');
    expect(protocol.decodeRequest(revenue, 'CreateRevenueAttribution', request)).toEqual(input);
    expect(protocol.matchOperation(cloudWatch, request)).toBeUndefined();
  });

  it('writes dates with their tag and numbers as they are', () => {
    const input = { Namespace: 'n', MetricName: 'm', StartTime: '2026-01-31T10:20:30.500Z', Period: 60 };
    const { body } = protocol.encodeRequest(cloudWatch, 'GetMetricStatistics', input);
    expect(Buffer.from(body).toString('hex')).toContain('c1fb41da5f75dba00000');
    expect(
      protocol.decodeRequest(cloudWatch, 'GetMetricStatistics', {
        method: 'POST',
        path: '',
        query: [],
        headers: {},
        body,
      }),
    ).toEqual(input);
  });

  it('says what went wrong', () => {
    const error = { code: 'ConflictException', message: 'again', requestId: 'r' };
    const encoded = protocol.encodeError(revenue, 'CreateRevenueAttribution', error);
    expect(protocol.decodeError(revenue, 'CreateRevenueAttribution', encoded)).toMatchObject({
      ...error,
      status: encoded.status,
    });
    const proxy = { status: 502, headers: {}, body: Buffer.from('<html>Bad gateway') };
    expect(protocol.decodeError(revenue, undefined, proxy)).toMatchObject({
      code: '502',
      message: '<html>Bad gateway',
    });
  });
});
