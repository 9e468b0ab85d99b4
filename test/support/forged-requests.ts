import { createHmac } from 'node:crypto';
import { parseQueryString, percentEncode } from '../../src/aws/protocols/percent-encoding.ts';
import { canonicalRequest, sha256Hex } from '../../src/aws/signing/canonical-request.ts';
import { scopeText, signatureOf, signingKey } from '../../src/aws/signing/signing-key.ts';
import { formatSigningTime } from '../../src/aws/signing/signing-time.ts';

/** A request as its bytes have it: nothing between a test and the wire sets it right. */
export interface PlainRequest {
  readonly method: string;
  readonly path: string;
  /** Escaped already. */
  readonly query: readonly (readonly [string, string])[];
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Buffer;
}

export interface Signing {
  readonly request: PlainRequest;
  readonly service: string;
  readonly accessKeyId?: string;
  readonly region?: string;
}

const secret = 'test';

/** What stands in the place of the body's hash where the signature says nothing of the body. */
export const unsignedPayload = 'UNSIGNED-PAYLOAD';
const algorithm = 'AWS4-HMAC-SHA256';

export function bytesOf({ method, path, query, headers, body }: PlainRequest): Buffer {
  const search = query.map(([name, value]) => `${name}=${value}`).join('&');
  const lines = [
    `${method} ${path}${search === '' ? '' : `?${search}`} HTTP/1.1`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
    `content-length: ${body.length}`,
    'connection: close',
  ];
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), body]);
}

function claimOf({ service, accessKeyId = '123456789012', region = 'us-east-1' }: Signing) {
  const timestamp = formatSigningTime(Date.now());
  const scope = { date: timestamp.slice(0, 8), region, service };
  return { timestamp, scope, credential: `${accessKeyId}/${scopeText(scope)}` };
}

function signatureOver(request: PlainRequest, claim: ReturnType<typeof claimOf>, payloadHash: string): string {
  const canonical = canonicalRequest({
    method: request.method,
    rawPath: request.path,
    query: parseQueryString(request.query.map(([name, value]) => `${name}=${value}`).join('&')),
    headers: Object.fromEntries(request.headers),
    signedHeaders: request.headers.map(([name]) => name).toSorted(),
    payloadHash,
    service: claim.scope.service,
  });
  return signatureOf(secret, claim.scope, claim.timestamp, sha256Hex(canonical));
}

/** With its signature in the Authorization header. */
export function signedInHeader(signing: Signing, payloadHash = sha256Hex(signing.request.body)): PlainRequest {
  const claim = claimOf(signing);
  const dated = { ...signing.request, headers: [...signing.request.headers, ['x-amz-date', claim.timestamp] as const] };
  const names = dated.headers.map(([name]) => name).toSorted();
  const signature = signatureOver(dated, claim, payloadHash);
  const authorization = `${algorithm} Credential=${claim.credential}, SignedHeaders=${names.join(';')}, Signature=${signature}`;
  return { ...dated, headers: [...dated.headers, ['authorization', authorization]] };
}

/** With its signature in the query string. */
export function presigned(signing: Signing, payloadHash = unsignedPayload): PlainRequest {
  const claim = claimOf(signing);
  const { request } = signing;
  const names = request.headers.map(([name]) => name).toSorted();
  const asked = {
    ...request,
    query: [
      ...request.query,
      ['X-Amz-Algorithm', algorithm] as const,
      ['X-Amz-Credential', percentEncode(claim.credential)] as const,
      ['X-Amz-Date', claim.timestamp] as const,
      ['X-Amz-Expires', '60'] as const,
      ['X-Amz-SignedHeaders', names.join('%3B')] as const,
    ],
  };
  return { ...asked, query: [...asked.query, ['X-Amz-Signature', signatureOver(asked, claim, payloadHash)]] };
}

/** With a body in chunks, each of which is signed. */
export function signedInChunks(signing: Signing, chunks: readonly string[]): PlainRequest {
  const payload = 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD';
  const length = chunks.join('').length;
  const headers = [
    ...signing.request.headers,
    ['x-amz-content-sha256', payload] as const,
    ['x-amz-decoded-content-length', String(length)] as const,
  ];
  const head = signedInHeader({ ...signing, request: { ...signing.request, headers } }, payload);
  const { scope } = claimOf(signing);
  const timestamp = headerOf(head.headers, 'x-amz-date');
  let previous = /Signature=(\w+)/.exec(headerOf(head.headers, 'authorization'))?.[1] ?? '';
  const parts = [...chunks, ''].map((chunk) => {
    const text = [`${algorithm}-PAYLOAD`, timestamp, scopeText(scope), previous, sha256Hex(''), sha256Hex(chunk)];
    previous = createHmac('sha256', signingKey(secret, scope)).update(text.join('\n')).digest('hex');
    return `${chunk.length.toString(16)};chunk-signature=${previous}\r\n${chunk}\r\n`;
  });
  return { ...head, body: Buffer.from(parts.join('')) };
}

function headerOf(pairs: PlainRequest['headers'], name: string): string {
  return pairs.find(([each]) => each === name)?.[1] ?? '';
}

/** A request that is not the one that was signed, and what was done to it. */
export interface Forgery {
  readonly what: string;
  readonly request: PlainRequest;
}

/** Each part of a signed request changed, left out, doubled, moved and written otherwise, so that it asks for something else. */
export function* forgeriesOf(signed: PlainRequest): Generator<Forgery> {
  const forged = (what: string, changes: Partial<PlainRequest>): Forgery => ({
    what,
    request: { ...signed, ...changes },
  });
  for (const method of ['GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'PATCH']) {
    if (method !== signed.method) yield forged(`method ${method}`, { method });
  }
  yield forged('a longer path', { path: `${signed.path}x` });
  yield forged('a path below it', { path: `${signed.path.replace(/\/$/, '')}/x` });
  for (const [changed, what] of changesOf(signed.query)) yield forged(`query: ${what}`, { query: changed });
  for (const pair of [
    ['acl', ''],
    ['encryption', ''],
    ['uploads', ''],
    ['Action', 'DeleteSecurityGroup'],
    ['x', 'y'],
  ] as const) {
    yield forged(`query: ${pair.join('=')} more`, { query: [...signed.query, pair] });
  }
  for (const [changed, what] of changesOf(signed.headers)) yield forged(`headers: ${what}`, { headers: changed });
  yield* forgedAuthorizations(signed);
  yield* movedParameters(signed);
  for (const [name, value] of addedHeaders) {
    yield forged(`headers: ${name} more`, { headers: [...signed.headers, [name, value]] });
  }
  yield* forgedBodies(signed);
}

const addedHeaders = [
  ['x-amz-acl', 'public-read'],
  ['x-amz-target', 'SageMaker.DeleteImage'],
  ['x-amz-copy-source', '/b/other'],
  ['x-amz-security-token', 'token'],
  ['x-amz-meta-color', 'red'],
  ['x-amz-tagging', 'a=b'],
] as const;

type Pairs = PlainRequest['query'];

/**
 * What is forged by itself, and what tells requests of one account from those of another: the secret of every key of a sandbox
 * is the same.
 */
const mayChange: ReadonlySet<string> = new Set(['authorization', 'AWSAccessKeyId']);

function* changesOf(pairs: Pairs): Generator<readonly [Pairs, string]> {
  for (const [index, [name, value]] of pairs.entries()) {
    if (mayChange.has(name)) continue;
    const instead = (...others: Pairs) => [...pairs.slice(0, index), ...others, ...pairs.slice(index + 1)];
    yield [instead(), `${name} left out`];
    yield [instead([name, `${value}x`]), `${name} changed`];
    yield [instead([name, '']), `${name} empty`];
    yield [instead([name, 'x'], [name, value]), `${name} twice, another first`];
    yield [instead([`${name}x`, value]), `${name} called otherwise`];
    yield [instead([name, `${value}\u00a0`]), `${name} with a no-break space`];
    if (value.includes('%2B')) yield [instead([name, value.replace('%2B', '+')]), `${name} with a bare plus`];
    if (/[a-z]/i.test(value)) yield [instead([name, swappedCase(value)]), `${name} in the other case`];
  }
}

function swappedCase(text: string): string {
  return text === text.toUpperCase() ? text.toLowerCase() : text.toUpperCase();
}

function* forgedAuthorizations(signed: PlainRequest): Generator<Forgery> {
  const authorization = headerOf(signed.headers, 'authorization');
  if (authorization === '') return;
  const others = signed.headers.filter(([name]) => name !== 'authorization');
  const [, head = '', list = ''] = /^(\S+) (.*)$/.exec(authorization) ?? [];
  const parameters = list.split(', ');
  const forged = (what: string, text: string): Forgery => ({
    what: `authorization: ${what}`,
    request: { ...signed, headers: [...others, ['authorization', text]] },
  });
  const foreign = { s3: 'ec2', ec2: 's3', sagemaker: 'ec2', imagebuilder: 's3', sts: 'ec2' };
  for (const [index, parameter] of parameters.entries()) {
    const [name = ''] = parameter.split('=');
    const instead = (...texts: string[]) =>
      `${head} ${[...parameters.slice(0, index), ...texts, ...parameters.slice(index + 1)].join(', ')}`;
    yield forged(`${name} left out`, instead());
    yield forged(`${name} changed`, instead(`${parameter}0`));
    yield forged(`${name} twice`, instead(parameter, parameter));
    yield forged(`${name} twice, another first`, instead(`${parameter}0`, parameter));
    yield forged(`${name} twice, another last`, instead(parameter, `${parameter}0`));
    for (const [from, to] of Object.entries(foreign)) {
      const other = parameter.replace(`/${from}/`, `/${to}/`);
      if (other === parameter) continue;
      yield forged(`${name} of ${to}`, instead(other));
      yield forged(`${name} of ${to} first`, instead(other, parameter));
      yield forged(`${name} of ${to} last`, instead(parameter, other));
      yield forged(`${name} of ${to} at the end`, `${head} ${[...parameters, other].join(', ')}`);
    }
  }
  const names = /SignedHeaders=([^,]+)/.exec(list)?.[1]?.split(';') ?? [];
  for (const [index, name] of names.entries()) {
    const fewer = names.toSpliced(index, 1).join(';');
    yield forged(`without ${name} signed`, authorization.replace(/SignedHeaders=[^,]+/, `SignedHeaders=${fewer}`));
  }
  yield forged('in another algorithm', authorization.replace(algorithm, 'AWS4-HMAC-SHA1'));
  yield forged('cut', authorization.slice(0, -1));
  yield { what: 'authorization: none', request: { ...signed, headers: others } };
}

/** What is said in the query string said in headers instead, and the other way. */
function* movedParameters(signed: PlainRequest): Generator<Forgery> {
  for (const [index, [name, value]] of signed.query.entries()) {
    if (!name.startsWith('X-Amz-')) continue;
    const headers = [...signed.headers, [name.toLowerCase(), decodeURIComponent(value)] as const];
    yield {
      what: `query: ${name} in a header`,
      request: { ...signed, query: signed.query.toSpliced(index, 1), headers },
    };
  }
  for (const [index, [name, value]] of signed.headers.entries()) {
    if (!name.startsWith('x-amz-')) continue;
    const query = [...signed.query, [name, percentEncode(value)] as const];
    yield {
      what: `headers: ${name} in the query`,
      request: { ...signed, headers: signed.headers.toSpliced(index, 1), query },
    };
  }
}

function* forgedBodies(signed: PlainRequest): Generator<Forgery> {
  const isOpen =
    signed.query.some(([name]) => name === 'X-Amz-Signature' || name === 'Signature') ||
    headerOf(signed.headers, 'x-amz-content-sha256') === unsignedPayload;
  if (isOpen) return;
  const { body } = signed;
  const forged = (what: string, changed: Buffer): Forgery => ({
    what: `body: ${what}`,
    request: { ...signed, body: changed },
  });
  yield forged('longer', Buffer.concat([body, Buffer.from('&x=y')]));
  yield forged('a line longer', Buffer.concat([body, Buffer.from('x-amz-checksum-crc32:AAAAAA==\r\n\r\n')]));
  if (body.length === 0) return;
  yield forged('its end twice', Buffer.concat([body, body.subarray(-20)]));
  yield forged('empty', Buffer.alloc(0));
  yield forged('shorter', body.subarray(0, -3));
  for (let at = 0; at < body.length; at += Math.max(1, Math.floor(body.length / 12))) {
    const changed = Buffer.from(body);
    changed[at] = (changed[at] ?? 0) ^ 1;
    yield forged(`another byte ${at}`, changed);
  }
  const plus = body.toString('latin1').replace('%2B', '+');
  if (plus !== body.toString('latin1')) yield forged('a bare plus', Buffer.from(plus, 'latin1'));
}
