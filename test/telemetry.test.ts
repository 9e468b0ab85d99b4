import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { startSandbox } from '../src/sandbox/http/server.ts';
import { populateDemo } from '../src/sandbox/seeds/populate-demo.ts';
import { connect } from '../src/session/connect.ts';

interface Attribute {
  readonly key: string;
  readonly value: Readonly<Record<string, unknown>>;
}
interface SentSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: readonly Attribute[];
  readonly status?: { readonly code: number; readonly message: string };
}

let sandbox: Awaited<ReturnType<typeof startSandbox>>;
let collector: Server;
let status = 200;
const received: { readonly path: string; readonly headers: object; readonly body: string }[] = [];

beforeAll(async () => {
  sandbox = await startSandbox({ clock: 'instant', populate: populateDemo });
  collector = createServer(async (request, response) => {
    received.push({ path: String(request.url), headers: request.headers, body: await text(request) });
    response.writeHead(status).end('{}');
  });
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
});
afterEach(() => {
  vi.unstubAllEnvs();
  received.length = 0;
  status = 200;
  sandbox.sandbox.faults.set([]);
});
afterAll(async () => {
  collector.close();
  await sandbox.close();
});

const credentials = { accessKeyId: '123456789012', secretAccessKey: 'test' };
const open = () =>
  connect({ endpoint: sandbox.url, connections: [{ name: 'main', credentials }], region: 'us-east-1' });

function stubCollector(): void {
  vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', `http://127.0.0.1:${(collector.address() as AddressInfo).port}`);
  vi.stubEnv('OTEL_EXPORTER_OTLP_HEADERS', 'api-key=k');
}

function spansIn(body: string): readonly SentSpan[] {
  return JSON.parse(body).resourceSpans[0].scopeSpans[0].spans;
}

const valuesOf = (attributes: readonly Attribute[]) =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));

it('tells a collector of statements and of their calls, and not what they said', async () => {
  stubCollector();
  vi.stubEnv('TRACEPARENT', '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01');
  const db = await open();
  sandbox.sandbox.faults.set([{ service: 'ec2', error: { code: 'RequestLimitExceeded', status: 503 }, times: 1 }]);
  await db.query("SELECT key_name FROM aws.ec2.key_pairs WHERE key_name <> 'very-hidden'");
  await db.query('SELECT nothing FROM aws.ec2.key_pairs').catch(() => undefined);
  await db.close();
  const traces = received.find(({ path }) => path === '/v1/traces');
  expect(traces?.headers).toMatchObject({ 'api-key': 'k', 'content-type': 'application/json' });
  expect(traces?.body).not.toContain('very-hidden');
  const spans = spansIn(traces?.body ?? '');
  const statement = spans.find(({ name, status: ended }) => name === 'SELECT' && ended === undefined);
  const calls = spans.filter(({ name }) => name === 'ec2.DescribeKeyPairs');
  expect(statement).toMatchObject({
    traceId: '0af7651916cd43dd8448eb211c80319c',
    parentSpanId: 'b7ad6b7169203331',
    kind: 1,
  });
  expect(valuesOf(statement?.attributes ?? [])).toMatchObject({ 'db.operation.name': 'SELECT', 'skyql.retries': '1' });
  expect(calls).toHaveLength(2);
  for (const call of calls) {
    expect(call).toMatchObject({ traceId: statement?.traceId, parentSpanId: statement?.spanId, kind: 3 });
    expect(BigInt(call.endTimeUnixNano)).toBeGreaterThanOrEqual(BigInt(call.startTimeUnixNano));
  }
  expect(calls[0]?.status).toEqual({ code: 2, message: 'RequestLimitExceeded' });
  expect(valuesOf(calls[1]?.attributes ?? [])).toMatchObject({
    'rpc.system': 'aws-api',
    'rpc.service': 'ec2',
    'cloud.region': 'us-east-1',
    'http.response.status_code': '200',
    'http.request.resend_count': '1',
  });
  expect(spans.find(({ status: ended }) => ended?.message === 'UNKNOWN_COLUMN')).toMatchObject({ name: 'SELECT' });
});

it('tells how many calls took how long', async () => {
  stubCollector();
  const db = await open();
  await db.query('SELECT key_name FROM aws.ec2.key_pairs');
  await db.query('SELECT key_name FROM aws.ec2.key_pairs');
  await db.close();
  const { body = '' } = received.findLast(({ path }) => path === '/v1/metrics') ?? {};
  const { metrics } = JSON.parse(body).resourceMetrics[0].scopeMetrics[0];
  const calls = metrics.find(({ name }: { name: string }) => name === 'skyql.call.duration');
  const point = calls.histogram.dataPoints.find(
    ({ attributes }: { attributes: readonly Attribute[] }) => valuesOf(attributes)['rpc.method'] === 'DescribeKeyPairs',
  );
  expect(point).toMatchObject({ count: '2' });
  expect(point.bucketCounts).toHaveLength(point.explicitBounds.length + 1);
  expect(metrics.map(({ name }: { name: string }) => name)).toContain('skyql.statement.duration');
});

it('lets no statement fail for a collector, and says once that nothing arrives', async () => {
  stubCollector();
  status = 404;
  const warnings: string[] = [];
  const listen = (warning: Error) => warnings.push(warning.message);
  process.on('warning', listen);
  const db = await open();
  expect((await db.query('SELECT key_name FROM aws.ec2.key_pairs')).command).toBe('SELECT');
  await db.close();
  await new Promise((resolve) => setImmediate(resolve));
  process.off('warning', listen);
  expect(warnings.filter((warning) => warning.includes('Telemetry could not be sent'))).toHaveLength(1);
});

it('sends nothing unless it is asked to', async () => {
  const db = await open();
  await db.query('SELECT key_name FROM aws.ec2.key_pairs');
  await db.close();
  expect(received).toEqual([]);
});
