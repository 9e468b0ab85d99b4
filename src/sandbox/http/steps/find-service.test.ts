import { describe, expect, it } from 'vitest';
import type { SandboxService } from '../../service.ts';
import { createTestExchange } from '../test-exchange.ts';
import { findService } from './find-service.ts';
import { readClaim } from './read-claim.ts';

const sts: SandboxService = { service: 'sts', operations: {} };
const cloudControl: SandboxService = { service: 'cloudcontrol', operations: {} };
const rbin: SandboxService = { service: 'rbin', operations: {} };
const services = [sts, cloudControl, rbin];

const signed = (service: string) => ({
  authorization: `AWS4-HMAC-SHA256 Credential=AKID/20261121/us-east-1/${service}/aws4_request, Signature=0`,
});

async function foundBy(
  request: Parameters<typeof createTestExchange>[0],
  auth: 'verify' | 'off' = 'verify',
  of = services,
) {
  const exchange = createTestExchange(request, { services: of, auth });
  readClaim.run(exchange);
  await findService.run(exchange);
  const { found, response } = exchange;
  return { service: found?.service.service, status: response?.status, text: new TextDecoder().decode(response?.body) };
}

describe('findService', () => {
  it.each([
    ['its own name', 'sts', 'sts'],
    ['another name', 'cloudcontrolapi', 'cloudcontrol'],
    ['a service that only AWS has', 'kinesis', 'kinesis'],
  ])('goes by the signing name: %s', async (_, signedFor, service) => {
    const headers = signed(signedFor);
    expect((await foundBy({ headers })).service).toBe(service);
    expect((await foundBy({ headers })).service).toBe(service);
  });

  it.each([
    ['target', { headers: { 'x-amz-target': 'CloudApiService.GetResource' } }, 'cloudcontrol'],
    ['version', { text: 'Action=Any&Version=2011-06-15' }, 'sts'],
    ['version of a query', { method: 'GET', rawQuery: 'Action=Any&Version=2011-06-15' }, 'sts'],
    ['path', { method: 'GET', rawPath: '/rules/x' }, 'rbin'],
  ])('goes by the %s of a request that nobody signed', async (_, request, service) => {
    expect((await foundBy(request)).service).toBe(service);
  });

  it('asks the services first what of such requests is theirs', async () => {
    const eager = { ...sts, dialect: { claims: ({ path }: { readonly path: string }) => path.startsWith('/rules/') } };
    expect((await foundBy({ method: 'GET', rawPath: '/rules/x' }, 'off', [rbin, eager])).service).toBe('sts');
  });

  it('refuses what is signed by nobody and for nobody, and says what it has to the rest', async () => {
    expect(await foundBy({ method: 'GET', rawPath: '/nothing' })).toMatchObject({ service: undefined, status: 403 });
    const open = await foundBy({ method: 'GET', rawPath: '/nothing' }, 'off');
    expect(open.status).toBe(404);
    expect(open.text).toContain('does not have the service that this request is for. It has sts, cloudcontrol, rbin.');
    const unknown = await foundBy({ headers: signed('nonsense'), rawQuery: 'Action=Any' });
    expect(unknown.text).toContain('<Message>The sandbox does not have the service nonsense. It has sts,');
  });
});
