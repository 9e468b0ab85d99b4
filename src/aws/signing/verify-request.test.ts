import { describe, expect, it } from 'vitest';
import { canonicalRequest, sha256Hex } from './canonical-request.ts';
import { signRequest } from './sign-request.ts';
import { signatureOf } from './signing-key.ts';
import { type SignedRequest, verifyRequest } from './verify-request.ts';

const now = Date.UTC(2026, 0, 31, 10, 20, 30);
const credentials = { accessKeyId: 'AKID', secretAccessKey: 'the-secret' };
const secretFor = (id: string) => (id === 'AKID' ? { secret: 'the-secret' } : undefined);

function signed(
  changes: Partial<SignedRequest> = {},
  used: typeof credentials & { sessionToken?: string } = credentials,
) {
  const body = '{"a":"ü"}';
  const query = [['name', 'a b+c']] as const;
  const request = {
    method: 'PUT',
    path: '/tags/arn%3Aaws%2Fx',
    query,
    headers: { 'content-type': 'application/json' },
    body,
  };
  const headers = signRequest({
    request,
    host: 'localhost:4566',
    credentials: used,
    region: 'eu-west-1',
    service: 'imagebuilder',
    now,
  });
  return {
    method: 'PUT',
    rawPath: request.path,
    rawQuery: 'name=a%20b%2Bc',
    headers,
    body: Buffer.from(body),
    secretFor,
    now,
    ...changes,
  };
}

describe('verifyRequest', () => {
  it('takes what is signed with the secret of its key', () => {
    expect(verifyRequest(signed())).toEqual({
      ok: true,
      accessKeyId: 'AKID',
      region: 'eu-west-1',
      service: 'imagebuilder',
    });
  });

  it('takes headers that a proxy added without a signature, but none of AWS', () => {
    const { headers } = signed();
    expect(verifyRequest(signed({ headers: { ...headers, 'user-agent': 'x', accept: '*/*' } }))).toMatchObject({
      ok: true,
    });
    expect(verifyRequest(signed({ headers: { ...headers, 'x-amz-target': 'A.B' } }))).toMatchObject({
      ok: false,
      failure: 'wrong-signature',
    });
  });

  it.each([
    ['another secret', { secretFor: () => ({ secret: 'another' }) }],
    ['another body', { body: '{"a":"u"}' }],
    ['another method', { method: 'POST' }],
    ['another path', { rawPath: '/tags/arn%3Aaws%2Fy' }],
    ['another query', { rawQuery: 'name=a%20b%2Bd' }],
    ['one query parameter more', { rawQuery: 'name=a%20b%2Bc&x=1' }],
  ] as const)('refuses %s', (_name, changes) => {
    expect(verifyRequest(signed(changes))).toMatchObject({
      ok: false,
      failure: 'wrong-signature',
      code: 'InvalidSignatureException',
      message: expect.stringContaining('does not match the signature you provided'),
    });
  });

  it('refuses keys that it does not know, and session tokens that are wrong, absent or too many', () => {
    const unknown = { ok: false, failure: 'unknown-key', code: 'UnrecognizedClientException' };
    expect(verifyRequest(signed({ secretFor: () => undefined }))).toMatchObject(unknown);
    const withToken = () => ({ secret: 'the-secret', sessionToken: 'token' });
    expect(verifyRequest(signed({ secretFor: withToken }))).toMatchObject(unknown);
    expect(verifyRequest(signed({ secretFor: withToken }, { ...credentials, sessionToken: 'other' }))).toMatchObject(
      unknown,
    );
    expect(verifyRequest(signed({}, { ...credentials, sessionToken: 'token' }))).toMatchObject(unknown);
    expect(verifyRequest(signed({ secretFor: withToken }, { ...credentials, sessionToken: 'token' }))).toMatchObject({
      ok: true,
      sessionToken: 'token',
    });
  });

  it('takes a no-break space for what it is: part of a signed value', () => {
    const { headers } = signed();
    expect(verifyRequest(signed({ headers: { ...headers, 'content-type': ' application/json\t' } }))).toMatchObject({
      ok: true,
    });
    expect(verifyRequest(signed({ headers: { ...headers, 'content-type': 'application/json\u00a0' } }))).toMatchObject({
      failure: 'wrong-signature',
    });
  });

  it('allows a quarter of an hour between the clocks, and no more', () => {
    const minute = 60_000;
    expect(verifyRequest(signed({ now: now + 15 * minute }))).toMatchObject({ ok: true });
    expect(verifyRequest(signed({ now: now - 15 * minute }))).toMatchObject({ ok: true });
    expect(verifyRequest(signed({ now: now + 16 * minute }))).toMatchObject({
      failure: 'expired-request',
      message: 'Signature expired: 20260131T102030Z is now earlier than 20260131T102130Z (20260131T103630Z - 15 min.)',
    });
    expect(verifyRequest(signed({ now: now - 16 * minute }))).toMatchObject({
      failure: 'expired-request',
      message: expect.stringContaining('Signature not yet current'),
    });
  });

  it('refuses scopes of another day, region or service', () => {
    const { headers } = signed();
    const authorization = headers.authorization?.replace('/20260131/', '/20260130/') ?? '';
    expect(verifyRequest(signed({ headers: { ...headers, authorization } }))).toMatchObject({ failure: 'wrong-scope' });
    expect(verifyRequest(signed({ expected: { region: 'us-east-1' } }))).toMatchObject({ failure: 'wrong-scope' });
    expect(verifyRequest(signed({ expected: { service: 'ec2' } }))).toMatchObject({ failure: 'wrong-scope' });
    expect(verifyRequest(signed({ expected: { service: 'imagebuilder', region: 'eu-west-1' } }))).toMatchObject({
      ok: true,
    });
  });

  it.each([
    ['none', '', 'missing', undefined],
    ['another algorithm', 'AWS4-ECDSA-P256-SHA256 Credential=a', 'incomplete', /Unsupported AWS 'algorithm'/],
    ['basic authentication', 'Basic YTpi', 'incomplete', /Unsupported AWS 'algorithm'/],
    [
      'a part missing',
      'AWS4-HMAC-SHA256 Credential=AKID/20260131/r/s/aws4_request',
      'incomplete',
      /'Signature' parameter/,
    ],
    [
      'a broken scope',
      'AWS4-HMAC-SHA256 Credential=AKID, SignedHeaders=host, Signature=0',
      'incomplete',
      /5 slash-delimited/,
    ],
    [
      'another terminator',
      'AWS4-HMAC-SHA256 Credential=AKID/20260131/r/s/aws5, SignedHeaders=host, Signature=0',
      'incomplete',
      /valid terminator/,
    ],
  ])('refuses an authorization with %s', (_name, authorization, failure, message) => {
    const { authorization: _signed, ...headers } = signed().headers;
    const given = authorization === '' ? headers : { ...headers, authorization };
    const answer = verifyRequest(signed({ headers: given }));
    expect(answer).toMatchObject({ ok: false, failure });
    if (message !== undefined) expect(answer).toMatchObject({ message: expect.stringMatching(message) });
  });

  it('refuses dates that are none, and queries that are not UTF-8', () => {
    const { headers } = signed();
    expect(verifyRequest(signed({ headers: { ...headers, 'x-amz-date': 'yesterday' } }))).toMatchObject({
      failure: 'incomplete',
    });
    expect(verifyRequest(signed({ rawQuery: 'a=%ff' }))).toMatchObject({ ok: false, failure: 'incomplete' });
  });

  it('takes signatures in the query string, for as long as they say', () => {
    const presigned = presign(300);
    expect(verifyRequest(presigned)).toMatchObject({ ok: true, accessKeyId: 'AKID', service: 'sts' });
    expect(verifyRequest({ ...presigned, now: now + 299_000 })).toMatchObject({ ok: true });
    expect(verifyRequest({ ...presigned, now: now + 301_000 })).toMatchObject({ failure: 'expired-query' });
    expect(verifyRequest({ ...presigned, rawQuery: `${presigned.rawQuery}&Extra=1` })).toMatchObject({
      failure: 'wrong-signature',
    });
    for (const seconds of [1_000_000, 0, -1, 1.5, Number.NaN, undefined]) {
      expect(verifyRequest(presign(seconds))).toMatchObject({ failure: 'incomplete-query' });
    }
    expect(verifyRequest({ ...presigned, headers: { ...presigned.headers, 'x-amz-target': 'A.B' } })).toMatchObject({
      failure: 'unsigned-headers',
      unsigned: ['x-amz-target'],
    });
    expect(verifyRequest({ ...presigned, rawQuery: `${presigned.rawQuery}&X-Amz-Expires=300` })).toMatchObject({
      failure: 'incomplete-query',
    });
    expect(verifyRequest({ ...presigned, rawQuery: 'X-Amz-Algorithm=AWS4-HMAC-SHA256' })).toMatchObject({
      failure: 'incomplete-query',
    });
  });
});

function presign(seconds: number | undefined): SignedRequest {
  const scope = { date: '20260131', region: 'us-east-1', service: 'sts' };
  const query = [
    ['Action', 'GetCallerIdentity'],
    ['X-Amz-Algorithm', 'AWS4-HMAC-SHA256'],
    ['X-Amz-Credential', 'AKID/20260131/us-east-1/sts/aws4_request'],
    ['X-Amz-Date', '20260131T102030Z'],
    ...(seconds === undefined ? [] : [['X-Amz-Expires', String(seconds)] as const]),
    ['X-Amz-SignedHeaders', 'host'],
  ] as const;
  const headers = { host: 'sts.amazonaws.com' };
  const canonical = canonicalRequest({
    method: 'GET',
    rawPath: '/',
    query,
    headers,
    signedHeaders: ['host'],
    payloadHash: sha256Hex(''),
    service: 'sts',
  });
  const signature = signatureOf('the-secret', scope, '20260131T102030Z', sha256Hex(canonical));
  const rawQuery = [...query, ['X-Amz-Signature', signature]]
    .map(([name, value]) => `${name}=${encodeURIComponent(value ?? '')}`)
    .join('&');
  return { method: 'GET', rawPath: '/', rawQuery, headers, body: '', secretFor, now };
}
