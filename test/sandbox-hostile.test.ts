import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type SandboxServer, startSandbox } from '../src/sandbox/http/server.ts';
import { exchange, statusOf } from './support/raw-http.ts';
import { isLong, seed } from './support/run-seed.ts';

let server: SandboxServer;
const defects: unknown[] = [];
const patience = 700;

beforeAll(async () => {
  server = await startSandbox({
    auth: 'off',
    clock: 'instant',
    patience,
    onError: (error) => defects.push(error),
  });
});

afterAll(() => server.close());

afterEach(async () => {
  expect(defects.splice(0)).toEqual([]);
  expect(statusOf(await exchange(server.port, ['GET /_skyql/health HTTP/1.0\r\n\r\n']))).toBe(200);
});

const scope = (service: string) =>
  `Authorization: AWS4-HMAC-SHA256 Credential=AKID/20261121/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0\r\n`;

/** How each service says which operation is meant. */
const services = {
  cloudcontrol: `POST / HTTP/1.1\r\nHost: x\r\n${scope('cloudcontrolapi')}X-Amz-Target: CloudApiService.CreateResource\r\nContent-Type: application/x-amz-json-1.0\r\n`,
  sagemaker: `POST / HTTP/1.1\r\nHost: x\r\n${scope('sagemaker')}X-Amz-Target: SageMaker.CreateImage\r\nContent-Type: application/x-amz-json-1.1\r\n`,
  imagebuilder: `PUT /CreateComponent HTTP/1.1\r\nHost: x\r\n${scope('imagebuilder')}Content-Type: application/json\r\n`,
  ec2: `POST / HTTP/1.1\r\nHost: x\r\n${scope('ec2')}Content-Type: application/x-www-form-urlencoded\r\n`,
  sts: `POST / HTTP/1.1\r\nHost: x\r\n${scope('sts')}Content-Type: application/x-www-form-urlencoded\r\n`,
} as const;

type Service = keyof typeof services;

/** An error as the service's protocol has it. */
const errorOf: Readonly<Record<Service, RegExp>> = {
  cloudcontrol: /\{"__type":"[\w.#]+(Exception|NotFound)"/,
  sagemaker: /\{"__type":"[\w.#]+(Exception|NotFound)"/,
  imagebuilder: /x-amzn-errortype: \w+Exception/i,
  ec2: /<Response><Errors><Error><Code>\w+(\.\w+)*<\/Code>/,
  sts: /<ErrorResponse.*<Error>.*<Code>\w+<\/Code>/s,
};

function ask(service: Service, body: string | Uint8Array, more = ''): Promise<string> {
  const length = `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n`;
  return exchange(server.port, [services[service], more, length, '\r\n', body], { halfClose: false });
}

const depth = 1_000_000;
const nestedJson = '['.repeat(depth) + ']'.repeat(depth);
const nestedForm = `Action=DescribeImages&Version=2016-11-15&Filter.1${'.Name.1'.repeat(280_000)}=x`;

describe('bodies that are not what they claim', () => {
  const bodies: Readonly<Record<string, Readonly<Record<Service, string | Uint8Array>>>> = {
    'another form': each('<xml/>', '{"json": true}'),
    'nothing but noise': each(Buffer.from([0, 255, 254, 1]), Buffer.from([0, 255, 254, 1])),
    'broken UTF-8': each(
      Buffer.concat([Buffer.from('{"ImageName": "'), Buffer.from([0xc3, 0x28, 0xff]), Buffer.from('"}')]),
      Buffer.concat([Buffer.from('Action='), Buffer.from([0xc3, 0x28, 0xff])]),
    ),
    '2 MB of nesting': each(nestedJson, nestedForm),
    'nesting in a member': each(`{"clientToken":${nestedJson},"TypeName":${nestedJson}}`, nestedForm),
    'a wrong type': each(
      '{"TypeName": {}, "ImageName": [], "name": 7}',
      'Action=RunInstances&Version=2016-11-15&MinCount=x',
    ),
    'a prototype': each('{"__proto__": {"x": 1}, "constructor": 1}', 'Action=__proto__&Version=2016-11-15'),
  };
  const cases = Object.entries(bodies).flatMap(([what, ofService]) =>
    (Object.keys(services) as Service[]).map((service) => [what, service, ofService[service]] as const),
  );

  it.each(cases)('%s to %s', async (_, service, body) => {
    const answer = await ask(service, body);
    expect(statusOf(answer)).toBeGreaterThanOrEqual(400);
    expect(statusOf(answer)).toBeLessThan(500);
    expect(answer).toMatch(errorOf[service]);
    expect(answer).not.toMatch(/\n\s+at |\.ts:|node:internal/);
  });

  it.each([
    ['DesiredState', { TypeName: 'AWS::Logs::LogGroup', DesiredState: nestedJson.slice(0, 200_000) }],
    [
      'DesiredState',
      { TypeName: 'AWS::Logs::LogGroup', DesiredState: `{"Tags":${'['.repeat(99_000)}${']'.repeat(99_000)}}` },
    ],
  ])('nesting in the JSON text of %s', async (_, input) => {
    const answer = await ask('cloudcontrol', JSON.stringify(input));
    expect(statusOf(answer)).toBe(400);
    expect(answer).toMatch(errorOf.cloudcontrol);
  });

  function each(json: string | Uint8Array, form: string | Uint8Array): Readonly<Record<Service, string | Uint8Array>> {
    return { cloudcontrol: json, sagemaker: json, imagebuilder: json, ec2: form, sts: form };
  }
});

describe('requests that are hardly HTTP', () => {
  it.each([
    ['a path with dots', 'GET /../../etc/passwd HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', [403, 404]],
    [
      'escaped dots',
      `GET /tags/..%2f..%2fetc HTTP/1.1\r\nHost: x\r\n${scope('imagebuilder')}Connection: close\r\n\r\n`,
      [400, 404],
    ],
    [
      'a broken escape',
      `GET /tags/%zz HTTP/1.1\r\nHost: x\r\n${scope('imagebuilder')}Connection: close\r\n\r\n`,
      [400, 404],
    ],
    [
      'a path that is an address',
      'GET http://elsewhere/_skyql/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
      [200],
    ],
    ['HTTP/1.0 without a host', 'GET /_skyql/health HTTP/1.0\r\n\r\n', [200]],
    ['no host', 'GET / HTTP/1.1\r\n\r\n', [400]],
    ['another protocol', '\u0016\u0003\u0001\u0002\u0000\u0001', [400]],
    ['no version', 'GET /no-such-bucket\r\n\r\n', [400, 404]],
    ['huge headers', `GET / HTTP/1.1\r\nHost: x\r\nX-Large: ${'x'.repeat(100_000)}\r\n\r\n`, [431]],
    ['two lengths', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx', [400]],
    [
      'a length and chunks',
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      [400],
    ],
    ['broken chunks', 'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n', [400]],
    ['a negative length', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n', [400]],
    [
      'an upgrade',
      'GET /_skyql/health HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, close\r\nUpgrade: websocket\r\n\r\n',
      [200],
    ],
  ])('%s', async (_, request, statuses) => {
    const answer = await exchange(server.port, [request], { halfClose: false });
    expect(statuses).toContain(statusOf(answer));
    expect(answer).not.toMatch(/\n\s+at |root:/);
  });

  it.each([
    ['a body that does not come', 'Content-Length: 100\r\n\r\n{"half'],
    ['headers that do not end', 'X-More: '],
  ])('does not wait for ever for %s', async (_, rest) => {
    const answer = await exchange(server.port, [services.sagemaker, rest], { halfClose: false });
    expect([0, 408]).toContain(statusOf(answer));
  });

  it('takes what is beyond the length for another request, which it refuses', async () => {
    const first = 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}';
    const answer = await exchange(server.port, [`${first}GARBAGE`], { halfClose: false });
    expect(answer.match(/^HTTP\/1\.1 \d{3}/gm)?.at(-1)).toBe('HTTP/1.1 400');
  });

  it('answers requests that are sent without waiting, in their order', async () => {
    const form = (action: string) => {
      const body = `Action=${action}&Version=2011-06-15`;
      return `${services.sts}Content-Length: ${body.length}\r\n\r\n${body}`;
    };
    const last = 'GET /_skyql/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n';
    const answer = await exchange(server.port, [form('GetCallerIdentity'), form('Nothing'), last], {
      halfClose: false,
    });
    expect(answer.match(/GetCallerIdentityResult>|InvalidAction|"status":"ok"/g)).toEqual([
      'GetCallerIdentityResult>',
      'GetCallerIdentityResult>',
      'InvalidAction',
      '"status":"ok"',
    ]);
  });
});

describe('whatever comes', () => {
  const noise = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constantFrom('', '{}', '%', '..', '\u0000'));
  const header = fc
    .tuple(fc.constantFrom('X-Amz-Target', 'Content-Type', 'X-Amz-Date', 'Authorization', 'Expect', 'Range'), noise)
    .map(([name, value]) => `${name}: ${value}\r\n`);
  const request = fc.record({
    line: fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...Object.values(services)) },
      {
        weight: 1,
        arbitrary: fc
          .tuple(fc.constantFrom('GET', 'POST', 'BREW'), noise)
          .map(([method, path]) => `${method} /${path} HTTP/1.1\r\nHost: x\r\n`),
      },
    ),
    headers: fc.array(header, { maxLength: 3 }),
    length: fc.constantFrom('right', 'short', 'long', 'chunked', 'none'),
    body: fc.oneof(
      noise.map((text) => Buffer.from(text)),
      fc.json().map((text) => Buffer.from(text)),
      fc.uint8Array({ maxLength: 200 }),
    ),
  });

  it('is answered or cut off, without a defect', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(request, { minLength: 1, maxLength: 3 }), async (requests) => {
        const pieces = requests.flatMap(({ line, headers, length, body }) => [
          line,
          ...headers,
          lengthOf(length, body.length),
          '\r\n',
          body,
        ]);
        const answer = await exchange(server.port, pieces);
        for (const [, status] of answer.matchAll(/^HTTP\/1\.1 (\d{3})/gm)) {
          expect(status).not.toBe('500');
        }
        expect(answer).not.toMatch(/\n\s+at .*:\d+:\d+/);
        expect(defects).toEqual([]);
      }),
      { seed, numRuns: isLong ? 3_000 : 60 },
    );
  });

  function lengthOf(kind: string, length: number): string {
    if (kind === 'none') return '';
    if (kind === 'chunked') return 'Transfer-Encoding: chunked\r\n';
    return `Content-Length: ${Math.max(0, length + { right: 0, short: -1, long: 3 }[kind as 'right'])}\r\n`;
  }
});
