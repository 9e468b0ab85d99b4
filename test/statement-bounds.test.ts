import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPostgresServer } from '../src/postgres/server.ts';
import { openHost } from '../src/session/open-host.ts';
import type { SessionHost } from '../src/session/session-host.ts';
import { client, fieldsOf, PostgresWire, type ServerMessage } from './support/postgres-wire.ts';

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
    const asker = new pg.Client({ host: '127.0.0.1', port: server.port, database: 'aws', user: 'me' });
    await asker.connect();
    try {
      await expect(asker.query(numbers(4))).rejects.toMatchObject({ code: '54000' });
      await expect(asker.query('SELECT vpc_id FROM aws.ec2.vpcs')).rejects.toMatchObject({ code: '54000' });
      await expect(asker.query('SET max_rows = 100')).rejects.toThrow();
      expect((await asker.query(numbers(3))).rows).toHaveLength(3);
      // The catalog's rows are rows too.
      await expect(asker.query('SELECT relname FROM pg_class LIMIT 4')).rejects.toMatchObject({ code: '54000' });
      expect((await asker.query('SELECT relname FROM pg_class LIMIT 3')).rows).toHaveLength(3);
    } finally {
      await asker.end();
      await server.stop(1_000);
    }
  });
});

describe('the most bytes of a statement', () => {
  // A row of text of 100 bytes: with what the protocol puts around it 111, as a line of COPY 106.
  const texts = (rows: number) => `SELECT repeat('x', 100) AS t FROM range(${rows}) r(i)`;
  const bytesIn = (messages: readonly ServerMessage[], letter: string) =>
    messages.filter((message) => message.letter === letter).reduce((sum, { body }) => sum + body.length + 5, 0);

  it('are what a client is sent of rows: by simple and extended queries, cursors and COPY', async () => {
    const server = await startPostgresServer({ host, port: 0, maxBytes: 111_000 });
    const wire = await PostgresWire.session(server.port);
    const told = async (...messages: readonly Buffer[]) => {
      wire.send(...messages);
      const answer = await wire.until('Z');
      const error = answer.find(({ letter }) => letter === 'E');
      return { rows: bytesIn(answer, 'D') + bytesIn(answer, 'd'), error: error && fieldsOf(error) };
    };
    const extended = (sql: string, limit = 0) => [
      client.parse('', sql),
      client.bind('', ''),
      client.describe('P', ''),
      ...(limit === 0 ? [client.execute('')] : Array.from({ length: 5 }, () => client.execute('', limit))),
      client.sync,
    ];
    const tooMany = {
      C: '54000',
      M: expect.stringContaining('the 111000 bytes'),
      H: expect.stringContaining('--max-bytes'),
    };
    try {
      for (const ask of [
        (sql: string) => [client.query(sql)],
        (sql: string) => extended(sql),
        (sql: string) => extended(sql, 250),
        (sql: string) => [
          client.query(`BEGIN; DECLARE c CURSOR FOR ${sql}; FETCH 600 FROM c; FETCH ALL FROM c; COMMIT`),
        ],
      ]) {
        expect(await told(...ask(texts(1000)))).toEqual({ rows: 111_000, error: undefined });
        const more = await told(...ask(texts(1001)));
        expect(more.error).toMatchObject(tooMany);
        expect(more.rows).toBeLessThanOrEqual(111_000);
        await told(client.query('ROLLBACK'));
      }
      const copied = (rows: number) => told(client.query(`COPY (${texts(rows)}) TO STDOUT`));
      expect(await copied(1047)).toEqual({ rows: 1047 * 106, error: undefined });
      const more = await copied(1048);
      expect(more.error).toMatchObject(tooMany);
      expect(more.rows).toBeLessThanOrEqual(111_000);
      const ofCatalog = await told(client.query('SELECT * FROM pg_attribute LIMIT 2000'));
      expect(ofCatalog.error).toMatchObject(tooMany);
      expect((await told(client.query('SET max_bytes = 1'))).error).toMatchObject({ C: '42704' });
      expect((await told(client.query(texts(1)))).error).toBe(undefined);
    } finally {
      wire.close();
      await server.stop(1_000);
    }
  });
});
