import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { HostOptions } from '../src/host/host-options.ts';
import type { Database } from '../src/session/database.ts';
import { openHost } from '../src/session/open-host.ts';
import type { SessionHost } from '../src/session/session-host.ts';

const accountId = '111122223333';
const regions = ['eu-central-1', 'eu-north-1', 'eu-west-1', 'eu-west-2', 'us-east-1', 'us-west-2'];
const answers: Readonly<Record<string, string>> = {
  // A row, so that whose it is is waited for: of no rows nobody asks for that to the end.
  DescribeKeyPairs:
    '<DescribeKeyPairsResponse><keySet><item><keyName>k</keyName></item></keySet></DescribeKeyPairsResponse>',
  GetCallerIdentity: `<GetCallerIdentityResponse><GetCallerIdentityResult><Account>${accountId}</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`,
};

/** Looks until it is so: on a machine with much to do that may take a while. */
function until(look: () => unknown): Promise<unknown> {
  return vi.waitFor(look, { timeout: 60_000, interval: 20 });
}

describe('the limits of a host, over HTTP', { timeout: 120_000 }, () => {
  let server: Server;
  let endpoint: string;
  /** Requests that have come and are not answered yet. */
  let held: { readonly operation: string; readonly response: ServerResponse }[];
  let isHolding: boolean;
  let mostHeld: number;
  let throttles: number;
  const opened: SessionHost[] = [];

  function answer({ operation, response }: (typeof held)[number]): void {
    const isThrottled = throttles > 0;
    throttles -= isThrottled ? 1 : 0;
    response.writeHead(isThrottled ? 503 : 200, { 'content-type': 'text/xml' });
    const error =
      '<Response><Errors><Error><Code>RequestLimitExceeded</Code><Message>Slow.</Message></Error></Errors></Response>';
    response.end(isThrottled ? error : answers[operation]);
  }

  beforeEach(async () => {
    held = [];
    isHolding = false;
    mostHeld = 0;
    throttles = 0;
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (data) => {
        body += String(data);
      });
      request.on('end', () => {
        const operation = new URLSearchParams(body).get('Action');
        if (operation === null) return response.writeHead(404).end();
        held.push({ operation, response });
        mostHeld = Math.max(mostHeld, held.length);
        if (!isHolding) for (const one of held.splice(0)) answer(one);
        return undefined;
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(async () => {
    isHolding = false;
    for (const one of held.splice(0)) answer(one);
    for (const host of opened.splice(0)) await host.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  async function open(options: HostOptions, sessions = 1): Promise<readonly Database[]> {
    const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'test' };
    const host = await openHost({
      endpoint,
      connections: [{ name: 'main', credentials }],
      region: regions,
      ...options,
    });
    opened.push(host);
    return Promise.all(Array.from({ length: sessions }, () => host.session()));
  }

  const keyPairs = 'SELECT key_name FROM aws.ec2.key_pairs';
  const states = async (db: Database | undefined, where: string) =>
    (await db?.query(`SHOW LIMITS WHERE ${where}`))?.rows;

  it('hold all of its sessions together, and show how they stand', async () => {
    const limits = [{ name: 'gentle', per: ['account', 'service'], atOnce: 2 }] as const;
    const [one, other, third] = await open({ limits }, 3);
    isHolding = true;
    const queries = Promise.all([one?.query(keyPairs), other?.query(keyPairs)]);
    await until(() => expect(held).toHaveLength(2));
    await until(async () =>
      expect(await states(third, "name = 'gentle'")).toMatchObject([
        {
          source: 'user',
          holds_for: 'all calls',
          counts_by: 'account, service',
          at_once: 2,
          account: 'connection main',
          region: null,
          service: 'ec2',
          in_use: 2,
          waiting: 10,
          calls: 2,
        },
      ]),
    );
    isHolding = false;
    for (const request of held.splice(0)) answer(request);
    await queries;
    expect(mostHeld).toBe(2);
    expect(await states(third, "name = 'gentle'")).toMatchObject([{ in_use: 0, waiting: 0, calls: 12 }]);
  });

  it('count two connections together once they are known to be of one account', async () => {
    const connections = ['dev', 'admin'].map((name) => ({
      name,
      credentials: { accessKeyId: `AKID${name}`, secretAccessKey: 'test' },
    }));
    const [db] = await open({ connections, region: 'eu-west-1' });
    await db?.query(keyPairs);
    expect(await states(db, "service = 'ec2'")).toMatchObject([
      { name: 'aws', source: 'default', account: 'connection dev', region: 'eu-west-1', calls: 1 },
      { account: 'connection admin', calls: 1 },
    ]);
    await db?.query('SELECT DISTINCT account_id FROM aws.ec2.key_pairs');
    expect(await states(db, 'calls > 0')).toMatchObject([
      { service: 'ec2', account: accountId, calls: 4 },
      { service: 'sts', account: accountId, calls: 2 },
    ]);
  });

  it('count connections with the same credentials together from the start', async () => {
    const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'test' };
    const connections = ['one', 'two'].map((name) => ({ name, credentials }));
    const [db] = await open({ connections, region: 'eu-west-1' });
    await db?.query(keyPairs);
    expect(await states(db, 'calls > 0')).toMatchObject([{ account: 'connection one', calls: 2 }]);
  });

  it('stop a call that waits for them with its statement, and go on for the others', async () => {
    const [one, other, third] = await open(
      { limits: [{ name: 'single', per: [], atOnce: 1 }], region: 'eu-west-1' },
      3,
    );
    isHolding = true;
    const first = one?.query(keyPairs);
    await until(() => expect(held).toHaveLength(1));
    const stop = new AbortController();
    const second = other?.query(keyPairs, [], { signal: stop.signal });
    const refused = expect(second).rejects.toMatchObject({ code: 'INTERRUPTED' });
    await until(async () => expect(await states(third, "name = 'single'")).toMatchObject([{ waiting: 1 }]));
    stop.abort();
    await refused;
    expect(await states(third, "name = 'single'")).toMatchObject([{ waiting: 0, in_use: 1 }]);
    isHolding = false;
    for (const request of held.splice(0)) answer(request);
    expect((await first)?.rows).toEqual([{ key_name: 'k' }]);
    expect((await other?.query(keyPairs))?.rows).toEqual([{ key_name: 'k' }]);
  });

  it('tell of throttling, and slow down', async () => {
    const [db] = await open({ region: 'eu-west-1' });
    throttles = 1;
    await db?.query(keyPairs);
    const [state] = (await states(db, 'calls > 0')) ?? [];
    expect(state).toMatchObject({ name: 'aws', calls: 2, throttled: 1 });
    expect(Number(state?.rate)).toBeLessThan(10);
  });

  it('are AWS’s own there alone, unless the user sets them', async () => {
    const [plain] = await open({ region: 'eu-west-1' });
    await plain?.query(keyPairs);
    expect(await states(plain, "name LIKE 'aws.%' AND calls IS NOT NULL")).toEqual([]);
    expect(await states(plain, "name LIKE 'aws.ec2.%'")).toMatchObject([
      { name: 'aws.ec2.unfiltered', source: 'documented', per_second: 10, burst: 50, rate: null },
      { name: 'aws.ec2.read', holds_for: 'ec2: Describe*, Get*, List*, Search*', per_second: 20, burst: 100 },
      { name: 'aws.ec2.change', counts_by: 'account, region, operation', per_second: 5, burst: 50 },
    ]);
    const [own] = await open({ region: 'eu-west-1', limits: [{ name: 'aws.ec2.read', perSecond: 200, burst: 400 }] });
    await own?.query(keyPairs);
    expect(await states(own, 'calls > 0')).toMatchObject([
      { name: 'aws.ec2.read', source: 'user', operation: 'DescribeKeyPairs', per_second: 200, adapts: true, rate: 200 },
    ]);
  });

  it.each<[object, RegExp]>([
    [{ name: 'mine' }, /The limit mine does not say what it counts/],
    [{ name: 'mine', per: ['acount'] }, /The option per of a limit takes a list of account, region/],
    [{ name: 'mine', per: [], atOnce: 0 }, /takes a whole number, 1 or more/],
    [{ name: 'mine', per: [], perSecond: 0 }, /takes a number above 0/],
    [{ name: 'mine', per: [], burst: 5 }, /has a burst of no rate/],
    [{ name: 'mine', per: [], rate: 5 }, /a limit has no option rate/],
  ])('are refused where they are wrong: %j', async (limit, message) => {
    const options = { limits: [limit] } as unknown as HostOptions;
    await expect(openHost(options)).rejects.toMatchObject({
      code: 'INVALID_OPTION',
      message: expect.stringMatching(message),
    });
  });
});
