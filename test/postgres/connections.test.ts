import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import net from 'node:net';
import { connect } from 'node:tls';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseVerifier, verifierOf } from '../../src/postgres/authentication/verifier.ts';
import { type PostgresServer, startPostgresServer } from '../../src/postgres/server.ts';
import { openHost } from '../../src/session/open-host.ts';
import type { SessionHost } from '../../src/session/session-host.ts';
import { client, lettersOf, PostgresWire } from '../support/postgres-wire.ts';
import { isLong } from '../support/run-seed.ts';

const file = (name: string) => readFileSync(fileURLToPath(new URL(`keys/${name}`, import.meta.url)));
const tls = { cert: file('server.crt'), key: file('server.key') };

let host: SessionHost;
beforeAll(async () => {
  host = await openHost({ sandbox: true, region: 'us-east-1' });
});
afterAll(() => host.close());

/** The first row of a statement, as a client gets it that logs in with these. */
async function answer(server: PostgresServer, config: pg.ClientConfig): Promise<unknown> {
  const asker = new pg.Client({ host: '127.0.0.1', port: server.port, database: 'aws', ...config });
  asker.on('error', () => undefined);
  await asker.connect();
  try {
    return (await asker.query('SELECT $1::int AS n, now() AS t', [5])).rows[0].n;
  } finally {
    await asker.end();
  }
}

describe('a server with a password', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    const verifier = await verifierOf('pen\u00adcil');
    server = await startPostgresServer({ host, user: 'reader', verifier, tls });
  });
  afterAll(() => server.stop(1_000));

  it('lets in who knows it, with and without TLS, bound to its certificate', async () => {
    expect(await answer(server, { user: 'reader', password: 'pencil' })).toBe(5);
    expect(await answer(server, { user: 'reader', password: 'pencil', ssl: { rejectUnauthorized: false } })).toBe(5);
    const bound = { ssl: { rejectUnauthorized: false }, enableChannelBinding: true };
    expect(await answer(server, { user: 'reader', password: 'pencil', ...bound })).toBe(5);
  });

  it('takes encryption from the first byte, of clients that say that they want PostgreSQL', async () => {
    const begun = async (protocols: string[]) => {
      const socket = connect({
        host: '127.0.0.1',
        port: server.port,
        rejectUnauthorized: false,
        ALPNProtocols: protocols,
      });
      // Whoever speaks something else is let go in the handshake, or after it.
      socket.on('error', () => undefined);
      socket.on('secureConnect', () => socket.write(client.start({ user: 'reader', database: 'aws' })));
      const answer = await new Promise<string>((resolve) => {
        socket.once('data', (bytes) => resolve(bytes.toString('latin1')));
        socket.once('close', () => resolve(''));
      });
      socket.destroy();
      return answer;
    };
    expect(await begun(['postgresql'])).toMatch(/^R.*SCRAM-SHA-256-PLUS\0SCRAM-SHA-256\0/s);
    expect(await begun(['http/1.1'])).toBe('');
    expect(await begun([])).toBe('');
  });

  it('reads nothing in plain text behind the request for encryption, and a cancel in cipher', async () => {
    /** What is answered to bytes that are written encrypted, where others come in plain text right behind the request. */
    const answered = async (plain: Buffer, secret: Buffer) => {
      const socket = net.connect({ host: '127.0.0.1', port: server.port });
      socket.on('error', () => undefined);
      socket.write(Buffer.concat([client.request(80_877_103), plain]));
      const [letter] = (await once(socket, 'data')) as [Buffer];
      const secure = connect({ socket, rejectUnauthorized: false });
      secure.on('error', () => undefined);
      secure.on('secureConnect', () => secure.write(secret));
      const bytes = await new Promise<string>((resolve) => {
        secure.once('data', (data) => resolve(data.toString('latin1')));
        secure.once('close', () => resolve('closed'));
      });
      secure.destroy();
      socket.destroy();
      return [letter.toString('latin1'), bytes];
    };
    const start = client.start({ user: 'reader', database: 'aws' });
    expect(await answered(Buffer.alloc(0), start)).toEqual(['S', expect.stringMatching(/^R.*SCRAM-SHA-256-PLUS/s)]);
    // Somebody between the two cannot put a start or a query before what the client encrypts.
    for (const plain of [client.start({ user: 'other', database: 'nope' }), client.query('SELECT 1')]) {
      const [letter, bytes] = await answered(plain, start);
      expect(letter).toBe('S');
      expect(bytes).not.toMatch(/^E|nope/);
    }
    expect(await answered(Buffer.alloc(0), client.request(80_877_102, Buffer.alloc(8)))).toEqual(['S', 'closed']);
  });

  it('lets nobody in who does not, and tells nothing of its users', async () => {
    const wrong = { code: '28P01', message: 'password authentication failed' };
    await expect(answer(server, { user: 'reader', password: 'pen' })).rejects.toMatchObject(wrong);
    await expect(answer(server, { user: 'other', password: 'pencil' })).rejects.toMatchObject(wrong);
    await expect(answer(server, { user: 'other', password: 'pen' })).rejects.toMatchObject(wrong);
  });
});

describe('certificates of clients', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgresServer({ host, tls: { ...tls, ca: file('ca.crt') } });
  });
  afterAll(() => server.stop(1_000));

  it('let in the one that they are of', async () => {
    const own = { rejectUnauthorized: false, cert: file('client.crt'), key: file('client.key') };
    expect(await answer(server, { user: 'reader', ssl: own })).toBe(5);
    await expect(answer(server, { user: 'other', ssl: own })).rejects.toMatchObject({ code: '28000' });
    await expect(answer(server, { user: 'reader' })).rejects.toMatchObject({ code: '28000' });
    await expect(answer(server, { user: 'reader', ssl: { rejectUnauthorized: false } })).rejects.toThrow();
  });
});

describe('a server without either', () => {
  it('serves this machine alone', async () => {
    for (const address of ['0.0.0.0', '::', '192.0.2.1'])
      await expect(startPostgresServer({ host, address })).rejects.toMatchObject({ code: 'NO_PASSWORD' });
  });
});

it('a verifier is read as PostgreSQL stores it', () => {
  const stored =
    'SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=';
  expect(parseVerifier(stored)).toMatchObject({ iterations: 4096 });
  expect(parseVerifier('md5c5e2')).toBeUndefined();
  expect(parseVerifier('SCRAM-SHA-256$0:YQ==$YQ==:YQ==')).toBeUndefined();
});

describe('one server and many clients', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgresServer({ host, clientTimeout: 400 });
  });
  afterAll(() => server.stop(1_000));

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
        `C(SELECT 1) T D(${index}) C(SELECT 1) S C(SET) T D(${region}) C(SELECT 1) T D(a${index}) C(SHOW) T D(${region}) C(SHOW) ZI`,
      );
      return wire;
    };
    const wires = await Promise.all(Array.from({ length: isLong ? 99 : 12 }, (_, index) => open(index)));
    for (const wire of wires) wire.close();
  });

  it('a session that DuckDB gives up ends, and no other', async () => {
    // What DuckDB says of each statement after an error that it calls fatal.
    const fatal = 'FATAL Error: Failed: database has been invalidated because of a previous fatal error.';
    const damaged: Pick<SessionHost, 'session' | 'close'> = {
      close: async () => undefined,
      session: async (options) => {
        const database = await host.session(options);
        const run: typeof database.run = (sql, ...rest) =>
          sql === 'SELECT 13' ? Promise.reject(new Error(fatal)) : database.run(sql, ...rest);
        return Object.assign(Object.create(database), { run });
      },
    };
    const own = await startPostgresServer({ host: damaged as SessionHost });
    const [one, other] = [await PostgresWire.session(own.port), await PostgresWire.session(own.port)];
    expect(await one.ask(client.query('SELECT 13'))).toMatch(/^E\(\w+\) ZI$/);
    expect(lettersOf(await one.until('Z'))).toBe('E(57P01)');
    expect(await other.ask(client.query('SELECT 1'))).toBe('T D(1) C(SELECT 1) ZI');
    other.close();
    await own.stop(100);
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
});
