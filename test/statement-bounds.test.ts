import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPostgresServer } from '../src/postgres/server.ts';
import { openHost } from '../src/session/open-host.ts';
import type { SessionHost } from '../src/session/session-host.ts';

let host: SessionHost;
beforeAll(async () => {
  host = await openHost({ sandbox: { seed: 'empty' }, region: ['us-east-1', 'eu-central-1', 'eu-west-1'] });
});
afterAll(() => host.close());

describe('the most calls of a statement', () => {
  const sql = 'SELECT vpc_id, region FROM aws.ec2.vpcs';

  it('are what it may make, and no more', async () => {
    await using enough = await host.session({ maxCalls: 3 });
    expect((await enough.query(sql)).statistics.calls).toBe(3);
    await using few = await host.session({ maxCalls: 2 });
    for (const options of [{}, { partial: true }]) {
      await expect(few.query(sql, [], options)).rejects.toMatchObject({
        code: 'TOO_MANY_CALLS',
        message: expect.stringContaining('the 2 calls'),
        hint: expect.stringContaining('--max-calls'),
      });
    }
    // Each statement counts its own.
    expect((await few.query(`${sql} WHERE region = 'us-east-1'`)).rows).toHaveLength(1);
  });

  it('end a change, which tells how far it came', async () => {
    const names = Array.from({ length: 40 }, (_, index) => `('/bounds/${index}', 'String', 'x', 'us-east-1')`);
    const insert = `INSERT INTO aws.ssm.parameters (Name, Type, Value, region) VALUES ${names.join(', ')}`;
    await using few = await host.session({ maxCalls: 5 });
    await expect(few.query(insert)).rejects.toMatchObject({
      code: 'TOO_MANY_CALLS',
      message: expect.stringMatching(/: \d+ of 40 changes were made, .* were not tried\.$/),
    });
  });
});

describe('the most rows of a statement', () => {
  const numbers = (count: number) => `SELECT * FROM range(${count}) t(n)`;

  it('are what it may answer, read whole and as they come', async () => {
    await using db = await host.session({ maxRows: 5000 });
    expect((await db.query(numbers(5000))).rows).toHaveLength(5000);
    const refused = { code: 'TOO_MANY_ROWS', message: expect.stringContaining('the 5000 rows') };
    await expect(db.query(numbers(5001))).rejects.toMatchObject(refused);
    let read = 0;
    const reading = async () => {
      for await (const _ of db.stream(numbers(1_000_000))) read += 1;
    };
    await expect(reading()).rejects.toMatchObject(refused);
    expect(read).toBeLessThanOrEqual(5000);
    // What a statement counts is not what it answers.
    expect((await db.query(`SELECT count(*)::INTEGER AS n FROM (${numbers(1_000_000)})`)).rows).toEqual([
      { n: 1_000_000 },
    ]);
  });

  it('are told to clients of PostgreSQL, and no SET lifts them', async () => {
    const server = await startPostgresServer({ host, port: 0, session: { maxRows: 3, maxCalls: 2 } });
    const client = new pg.Client({ host: '127.0.0.1', port: server.port, database: 'aws', user: 'me' });
    await client.connect();
    try {
      await expect(client.query(numbers(4))).rejects.toMatchObject({ code: '54000' });
      await expect(client.query('SELECT vpc_id FROM aws.ec2.vpcs')).rejects.toMatchObject({ code: '54000' });
      await expect(client.query('SET max_rows = 100')).rejects.toThrow();
      expect((await client.query(numbers(3))).rows).toHaveLength(3);
    } finally {
      await client.end();
      await server.stop(1_000);
    }
  });
});
