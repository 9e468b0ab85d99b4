import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SandboxServer, startSandbox } from '../src/sandbox/http/server.ts';
import { connect } from '../src/session/connect.ts';
import { openHost } from '../src/session/open-host.ts';
import type { SessionHost } from '../src/session/session-host.ts';

describe('the regions of a session', () => {
  let server: SandboxServer;
  let host: SessionHost;
  beforeAll(async () => {
    server = await startSandbox({ clock: 'instant' });
    // By another host: what it asks of the account this one does not know. Of rows that there are none of nobody asks whose they are.
    const keys = { accessKeyId: '123456789012', secretAccessKey: 'test' };
    const before = await connect({
      endpoint: server.url,
      connections: [{ name: 'main', credentials: keys }],
      yes: true,
    });
    await before.query(
      "INSERT INTO aws.ec2.key_pairs (key_name, region) VALUES ('k', 'us-east-1'), ('k', 'cn-north-1')",
    );
    await before.close();
    host = await openHost({
      endpoint: server.url,
      connections: [
        { name: 'main', credentials: keys },
        {
          name: 'other',
          credentials: { accessKeyId: '210987654321', secretAccessKey: 'test' },
          regions: ['eu-west-1', 'eu-west-2'],
        },
      ],
      region: 'us-east-1',
    });
  });
  afterAll(async () => {
    await host.close();
    await server.close();
  });

  /** What a statement asked of the sandbox, as `sts:GetCallerIdentity in cn-north-1`. */
  async function requestsOf(...statements: readonly string[]): Promise<readonly string[]> {
    const db = await host.session();
    for (const sql of statements.slice(0, -1)) await db.query(sql);
    server.sandbox.requests.clear();
    await db.query(statements.at(-1) ?? '');
    await db.close();
    return server.sandbox.requests
      .list()
      .filter(({ region }) => region !== undefined)
      .map(({ service, operation, region }) => `${service}:${operation} in ${region}`)
      .toSorted();
  }

  const main = "connection = 'main'";
  const china = "SET region = 'cn-north-1'";

  it('take account lookup along', async () => {
    const sql = `SELECT account_id, key_name FROM aws.ec2.key_pairs WHERE ${main}`;
    const inChina = ['ec2:DescribeKeyPairs in cn-north-1', 'sts:GetCallerIdentity in cn-north-1'];
    expect(await requestsOf(china, sql)).toEqual(inChina);
    // The id is known now, in that partition and in no other.
    expect(await requestsOf(china, sql)).toEqual(inChina.slice(0, 1));
    expect(await requestsOf(sql)).toEqual(['ec2:DescribeKeyPairs in us-east-1', 'sts:GetCallerIdentity in us-east-1']);
  });

  it('take what belongs to no region along', async () => {
    const sql = `SELECT role_name FROM aws.iam.roles WHERE ${main}`;
    expect(await requestsOf(sql)).toEqual(['iam:ListRoles in us-east-1']);
    expect(await requestsOf(china, sql)).toEqual(['iam:ListRoles in cn-north-1']);
    expect(await requestsOf("SET region = 'us-gov-east-1'", sql)).toEqual(['iam:ListRoles in us-gov-west-1']);
  });

  it('take a change of what belongs to no region along', async () => {
    const insert = "INSERT INTO aws.iam.users (user_name, connection) VALUES ('someone', 'main')";
    const requests = await requestsOf("SET region = 'us-gov-east-1'", insert);
    expect(requests).toContain('cloudcontrol:CreateResource in us-gov-west-1');
    expect(requests.filter((request) => !request.endsWith(' in us-gov-west-1'))).toEqual([]);
  });

  it('take the list of all regions along', async () => {
    const requests = await requestsOf(
      china,
      `SELECT key_name FROM aws.ec2.key_pairs WHERE region LIKE 'cn-%' AND ${main}`,
    );
    expect(requests).toContain('ec2:DescribeRegions in cn-north-1');
    expect(requests.filter((request) => !request.includes(' in cn-'))).toEqual([]);
  });

  it('do not matter where a statement names its own', async () => {
    const sql = `SELECT account_id, key_name FROM aws.ec2.key_pairs WHERE region = 'us-gov-west-1' AND ${main}`;
    expect(await requestsOf(sql)).toEqual([
      'ec2:DescribeKeyPairs in us-gov-west-1',
      'sts:GetCallerIdentity in us-gov-west-1',
    ]);
  });

  it('are those of each connection until some are set, and again after RESET', async () => {
    const sql = 'SELECT key_name FROM aws.ec2.key_pairs';
    const own = ['eu-west-1', 'eu-west-2', 'us-east-1'].map((region) => `ec2:DescribeKeyPairs in ${region}`);
    expect(await requestsOf(sql)).toEqual(own);
    expect(await requestsOf("SET region = 'eu-north-1'", sql)).toEqual([
      'ec2:DescribeKeyPairs in eu-north-1',
      'ec2:DescribeKeyPairs in eu-north-1',
    ]);
    expect(await requestsOf("SET region = 'eu-north-1'", 'RESET region', sql)).toEqual(own);
  });

  it('are not the next session’s', async () => {
    const [away, plain] = await Promise.all([host.session({ region: 'cn-north-1' }), host.session()]);
    const all = await Promise.all([away.query('SHOW CONNECTIONS'), plain.query('SHOW CONNECTIONS')]);
    expect(all.map(({ rows }) => rows.map(({ regions }) => regions))).toEqual([
      ['cn-north-1', 'cn-north-1'],
      ['us-east-1', 'eu-west-1, eu-west-2'],
    ]);
    await Promise.all([away.close(), plain.close()]);
  });
});
