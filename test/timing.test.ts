import { afterAll, beforeAll, expect, it } from 'vitest';
import { startSandbox } from '../src/sandbox/http/server.ts';
import { populateDemo } from '../src/sandbox/seeds/populate-demo.ts';
import { connect } from '../src/session/connect.ts';
import type { ProgressUpdate } from '../src/session/database.ts';

let sandbox: Awaited<ReturnType<typeof startSandbox>>;

beforeAll(async () => {
  sandbox = await startSandbox({ clock: 'instant', populate: populateDemo });
});
afterAll(() => sandbox.close());

const connections = [{ name: 'main', credentials: { accessKeyId: '123456789012', secretAccessKey: 'test' } }] as const;
const keys = "SELECT key_name FROM aws.ec2.key_pairs WHERE region = 'us-east-1'";

it('tells of each call how much it brought and how long it waited', async () => {
  await using db = await connect({ endpoint: sandbox.url, connections, region: 'us-east-1' });
  sandbox.sandbox.faults.set([{ service: 'ec2', error: { code: 'RequestLimitExceeded', status: 503 }, times: 1 }]);
  const { statistics } = await db.query(keys);
  const { rows } = await db.query("SHOW REQUESTS WHERE operation = 'DescribeKeyPairs'");
  expect(rows).toMatchObject([
    { status: 503, attempt: 1 },
    { status: 200, attempt: 2 },
  ]);
  expect(Number(rows[1]?.bytes)).toBeGreaterThan(100);
  // The second was let go at the rate that was learned from the first, one a second at most.
  expect(Number(rows[1]?.waited)).toBeGreaterThan(500);
  expect(statistics.bytes).toBe(rows.reduce((sum, { bytes }) => sum + Number(bytes), 0));
  expect(statistics.waitedMilliseconds).toBeGreaterThan(500);
});

it('tells them in EXPLAIN ANALYZE', async () => {
  await using db = await connect({ endpoint: sandbox.url, connections, region: 'us-east-1' });
  const { rows } = await db.query(`EXPLAIN ANALYZE ${keys}`);
  expect(rows[0]).toMatchObject({ resource: 'aws.ec2.key_pairs', calls: 1, waited: 0 });
  expect(Number(rows[0]?.bytes)).toBeGreaterThan(100);
});

it('tells how many calls wait while they wait', async () => {
  const limits = [{ name: 'one', per: [], atOnce: 1 }] as const;
  await using db = await connect({
    endpoint: sandbox.url,
    connections,
    region: ['us-east-1', 'eu-west-1', 'us-west-2'],
    limits,
  });
  sandbox.sandbox.faults.set([{ service: 'ec2', latencyMilliseconds: 30 }]);
  const updates: ProgressUpdate[] = [];
  await db.query('SELECT key_name FROM aws.ec2.key_pairs', [], { onProgress: (update) => updates.push(update) });
  sandbox.sandbox.faults.set([]);
  const queued = updates.flatMap((update) => (update.kind === 'queue' ? [update.waiting] : []));
  expect(Math.max(...queued)).toBe(2);
  expect(queued.at(-1)).toBe(0);
  // One call is under way, so that those of two regions wait.
  const regions = updates.flatMap((update) => (update.kind === 'queue' ? [Object.keys(update.regions).length] : []));
  expect(Math.max(...regions)).toBe(2);
});
