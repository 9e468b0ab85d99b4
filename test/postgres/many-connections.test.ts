import { afterAll, beforeAll, expect, it } from 'vitest';
import { type PostgresServer, startPostgresServer } from '../../src/postgres/server.ts';
import { openHost } from '../../src/session/open-host.ts';
import type { SessionHost } from '../../src/session/session-host.ts';
import { client, PostgresWire } from '../support/postgres-wire.ts';
import { isLong } from '../support/run-seed.ts';

let host: SessionHost;
let server: PostgresServer;
beforeAll(async () => {
  host = await openHost({ sandbox: true, region: 'us-east-1' });
  server = await startPostgresServer({ host, clientTimeout: 400 });
});
afterAll(async () => {
  await server.stop(1_000);
  await host.close();
});

const regions = ['us-east-1', 'eu-west-1', 'us-west-2', 'ap-northeast-1'];

it('many connections at once have each its own region, tables and settings', { timeout: 60_000 }, async () => {
  const open = async (index: number) => {
    const region = regions[index % regions.length] ?? '';
    const wire = await PostgresWire.session(server.port, { options: `-c skyql.region=${region}` });
    const answer = await wire.ask(
      client.query(
        `CREATE TABLE own AS SELECT ${index} i; SELECT i FROM own; SET application_name = 'a${index}'; ` +
          'SELECT DISTINCT region FROM aws.ec2.availability_zones; SHOW application_name; SHOW skyql.region',
      ),
    );
    expect(answer).toBe(
      `C(CREATE TABLE) T D(${index}) C(SELECT 1) S C(SET) T D(${region}) C(SELECT 1) T D(a${index}) C(SHOW) T D(${region}) C(SHOW) ZI`,
    );
    return wire;
  };
  const wires = await Promise.all(Array.from({ length: isLong ? 99 : 12 }, (_, index) => open(index)));
  for (const wire of wires) wire.close();
});

it('a client that reads nothing is waited for and then closed, and holds nobody up', async () => {
  const slow = await PostgresWire.session(server.port);
  const other = await PostgresWire.session(server.port);
  slow.socket.pause();
  slow.send(client.query("SELECT i, repeat('x', 1000) FROM range(1000000) r(i)"));
  expect(await other.ask(client.query('SELECT 1'))).toBe('T D(1) C(SELECT 1) ZI');
  // Whoever reads nothing learns by writing that the other side has closed.
  const isClosed = () => {
    slow.send(client.flush);
    return slow.socket.destroyed;
  };
  await expect.poll(isClosed, { timeout: 15_000, interval: 100 }).toBe(true);
  expect(await other.ask(client.query('SELECT 2'))).toBe('T D(2) C(SELECT 1) ZI');
  other.close();
});
