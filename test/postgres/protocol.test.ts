import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PostgresServer, startPostgresServer } from '../../src/postgres/server.ts';
import { openHost } from '../../src/session/open-host.ts';
import type { SessionHost } from '../../src/session/session-host.ts';
import { client, clientMessage, fieldsOf, lettersOf, PostgresWire, valuesOf } from '../support/postgres-wire.ts';

let host: SessionHost;
let server: PostgresServer;
let wire: PostgresWire;

beforeAll(async () => {
  host = await openHost({ sandbox: true, region: 'us-east-1' });
  server = await startPostgresServer({ host, maxConnections: 4 });
  wire = await PostgresWire.session(server.port);
});
afterAll(async () => {
  wire.close();
  await server.stop(1_000);
  await host.close();
});

describe('the start of a connection', () => {
  const startedWith = async (parameters: Readonly<Record<string, string>>, version?: number) => {
    const own = await PostgresWire.open(server.port);
    own.send(client.start(parameters, version));
    const messages = await own.until('Z');
    own.close();
    return messages;
  };

  it('tells what clients want to know, and a key to cancel by', async () => {
    const messages = await startedWith({ user: 'tester', database: 'aws', application_name: 'it' });
    const status = messages
      .filter(({ letter }) => letter === 'S')
      .map(({ body }) => body.toString().split('\0').slice(0, 2).join('='));
    expect(status).toEqual(
      expect.arrayContaining(['server_encoding=UTF8', 'client_encoding=UTF8', 'application_name=it', 'TimeZone=UTC']),
    );
    expect(status.find((line) => line.startsWith('server_version='))).toMatch(/=15\.\d+$/);
    expect(messages.find(({ letter }) => letter === 'K')?.body).toHaveLength(8);
    expect(lettersOf(messages.slice(-1))).toBe('ZI');
  });

  it('knows one database', async () => {
    const [error] = (await startedWith({ user: 'tester', database: 'shop' })).slice(-1);
    expect(error && fieldsOf(error)).toMatchObject({ S: 'FATAL', C: '3D000', H: expect.stringContaining('aws') });
  });

  it('agrees on 3.2 with a longer key, and says which options it does not know', async () => {
    const messages = await startedWith({ user: 'tester', database: 'aws', '_pq_.more': 'on' }, 0x30002);
    const negotiated = messages.find(({ letter }) => letter === 'v');
    expect(negotiated?.body.toString('latin1')).toBe('\0\x03\0\x02\0\0\0\x01_pq_.more\0');
    expect(messages.find(({ letter }) => letter === 'K')?.body).toHaveLength(36);
    const newer = (await startedWith({ user: 'tester', database: 'aws' }, 0x30009)).find(
      ({ letter }) => letter === 'v',
    );
    expect(newer?.body.readInt32BE(0)).toBe(0x30002);
    expect(fieldsOf((await startedWith({}, 0x20000)).at(-1) ?? { letter: '', body: Buffer.alloc(0) }).C).toBe('0A000');
  });

  it('takes settings with it', async () => {
    const own = await PostgresWire.session(server.port, {
      options: '-c skyql.region=eu-west-1 --statement-timeout=5s',
    });
    expect(await own.ask(client.query('SHOW skyql.region; SHOW statement_timeout'))).toContain('D(eu-west-1)');
    const regions = await own.ask(client.query('SELECT DISTINCT region FROM aws.ec2.availability_zones'));
    expect(regions).toContain('D(eu-west-1) C(SELECT 1)');
    own.close();
    const [error] = (await startedWith({ user: 'tester', database: 'aws', options: '-c no_such=1' })).slice(-1);
    expect(error && fieldsOf(error).C).toBe('42704');
  });

  it('offers no encryption that it does not have', async () => {
    const own = await PostgresWire.open(server.port);
    own.send(client.request(80_877_103));
    expect(await own.byte()).toBe('N');
    own.send(client.request(80_877_104));
    expect(await own.byte()).toBe('N');
    own.send(client.start({ user: 'tester', database: 'aws' }));
    expect(lettersOf((await own.until('Z')).slice(-1))).toBe('ZI');
    own.close();
  });

  it('closes what is no client of PostgreSQL, a page in a browser first of all', async () => {
    for (const bytes of ['POST / HTTP/1.1\r\nHost: localhost\r\n\r\nQ\0\0\0\x0dselect 1', '\x16\x03\x01\x02\0\x01']) {
      const own = await PostgresWire.open(server.port);
      own.send(Buffer.from(bytes, 'latin1'));
      expect(await own.until('Z')).toEqual([]);
    }
  });

  it('takes no more connections than it may', async () => {
    const others = [];
    for (let count = 0; count < 3; count += 1) others.push(await PostgresWire.session(server.port));
    const [error] = (await startedWith({ user: 'tester', database: 'aws' })).slice(-1);
    expect(error && fieldsOf(error).C).toBe('53300');
    for (const own of others) {
      own.send(client.terminate);
      await own.until('Z');
    }
    // A place is free once its connection has been ended here, too.
    await expect
      .poll(async () => lettersOf((await startedWith({ user: 'tester', database: 'aws' })).slice(-1)))
      .toBe('ZI');
  });
});

describe('a simple query', () => {
  it('runs several statements, up to the first that fails', async () => {
    expect(await wire.ask(client.query("SELECT 1 a; SELECT 2, 'x'; ; SHOW server_encoding"))).toBe(
      'T D(1) C(SELECT 1) T D(2,x) C(SELECT 1) T D(UTF8) C(SHOW) ZI',
    );
    expect(await wire.ask(client.query('SELECT 1; SELECT nme FROM aws.ec2.images; SELECT 2'))).toBe(
      'T D(1) C(SELECT 1) E(42703) ZI',
    );
    expect(await wire.ask(client.query('SELECT 1; SELEC 2'))).toBe('E(42601) ZI');
    expect(await wire.ask(client.query(' -- nothing\n'))).toBe('I ZI');
  });

  it('says where an error is in what was sent, in characters', async () => {
    wire.send(client.query("SELECT '\u{1f600}é' x; SELECT\n nme FROM aws.ec2.images"));
    const error = (await wire.until('Z')).find(({ letter }) => letter === 'E');
    expect(error && fieldsOf(error)).toMatchObject({
      S: 'ERROR',
      C: '42703',
      P: '24',
      H: expect.stringContaining('name'),
      D: expect.stringContaining('UNKNOWN_COLUMN'),
    });
  });

  it('names columns of calls as PostgreSQL does, described or not', async () => {
    const sql = 'SELECT count(*), max(i) FROM range(3) r(i)';
    const asked = [client.parse('', sql), client.describe('S', ''), client.sync];
    for (const messages of [[client.query(sql)], asked, [client.query(`COPY (${sql}) TO STDOUT CSV HEADER`)]]) {
      wire.send(...messages);
      const told = (await wire.until('Z')).find(({ letter }) => letter === 'T' || letter === 'd');
      expect(told?.body.toString('latin1')).toMatch(/^..count\0.{18}max\0|^count,max\n/s);
    }
  });

  it('tells by which constraint a row is refused', async () => {
    await wire.ask(client.query('CREATE TABLE held (n INTEGER PRIMARY KEY, s INTEGER NOT NULL CHECK (s > 0))'));
    for (const [row, sqlstate] of [
      ['(1, 1), (1, 2)', '23505'],
      ['(2, NULL)', '23502'],
      ['(3, 0)', '23514'],
    ])
      expect(await wire.ask(client.query(`INSERT INTO held VALUES ${row}`))).toBe(`E(${sqlstate}) ZI`);
    await wire.ask(client.query('DROP TABLE held'));
  });

  it('says of tables of the session that there are none', async () => {
    for (const sql of [
      'SELECT * FROM nope',
      'SELECT * FROM public.nope',
      'DELETE FROM public.nope WHERE a = 1',
      'UPDATE public.nope SET a = 1',
    ])
      expect(await wire.ask(client.query(sql)), sql).toBe('E(42P01) ZI');
  });

  it('tells settings that there are none of from those that are refused', async () => {
    for (const sql of ['SET nope = 1', 'SET a.nope = 1', 'SET skyql.nope = 1', 'RESET nope', 'SHOW nope'])
      expect(await wire.ask(client.query(sql)), sql).toBe('E(42704) ZI');
    for (const sql of ["SET memory_limit = '9GB'", 'SET skyql.threads = 4', 'RESET temp_directory'])
      expect(await wire.ask(client.query(sql)), sql).toBe('E(42501) ZI');
  });

  it('says what statements did', async () => {
    const answer = await wire.ask(
      client.query(
        'CREATE OR REPLACE TABLE own (a INTEGER); INSERT INTO own VALUES (1), (2); UPDATE own SET a = 3 WHERE a = 2; ' +
          'DELETE FROM own WHERE a = 1; INSERT INTO own VALUES (4) RETURNING a; DROP TABLE own; CREATE TEMP VIEW v AS SELECT 1',
      ),
    );
    expect(answer).toBe(
      'C(CREATE TABLE) C(INSERT 0 2) C(UPDATE 1) C(DELETE 1) T D(4) C(INSERT 0 1) C(DROP TABLE) C(CREATE VIEW) ZI',
    );
  });

  it('tells of a change in the cloud by notices, and fails where it failed', async () => {
    const insert =
      "INSERT INTO aws.sagemaker.images (image_name, image_role_arn) VALUES ('own', 'arn:aws:iam::123456789012:role/r')";
    wire.send(client.query(insert));
    const messages = await wire.until('Z');
    expect(lettersOf(messages)).toBe('N C(INSERT 0 1) ZI');
    expect(messages[0] && fieldsOf(messages[0]).M).toMatch(/^CREATE .*own.* SUCCESS/);
    expect(await wire.ask(client.query(insert))).toMatch(/^E\(HV000\) ZI$/);
    expect(await wire.ask(client.query("DELETE FROM aws.sagemaker.images WHERE image_name = 'own'"))).toContain(
      'C(DELETE 1)',
    );
  });

  it('sends warnings as notices', async () => {
    wire.send(
      client.query(
        "SELECT name FROM aws.ec2.images WHERE region IN ('us-east-1', 'nowhere-1') AND Owners = 'self' LIMIT 1",
      ),
    );
    const messages = await wire.until('Z');
    const told = messages.filter(({ letter }) => letter === 'N' || letter === 'E').map((message) => fieldsOf(message));
    expect(told).toHaveLength(1);
    expect(told[0]?.M).toContain('nowhere-1');
  });
});

describe('the extended query', () => {
  it('describes without running, and runs with values', async () => {
    const sql = 'SELECT $1::int AS a, $2 AS b, image_id FROM aws.ec2.images WHERE name = $3';
    expect(await wire.ask(client.parse('s', sql), client.describe('S', 's'), client.sync)).toBe('1 t(23,25,25) T ZI');
    expect(await wire.ask(client.query('SELECT count(*) FROM own_calls()'))).toContain('E(');
    const asked = [client.bind('', 's', ['5', null, 'no such']), client.execute('')];
    expect(await wire.ask(...asked, client.close('S', 's'), client.sync)).toBe('2 C(SELECT 0) 3 ZI');
    expect(await wire.ask(client.bind('', 's'), client.sync)).toBe('E(26000) ZI');
  });

  it('runs nothing to describe a change', async () => {
    await wire.ask(client.query('CREATE OR REPLACE TABLE own (a INTEGER)'));
    const messages = [client.parse('i', 'INSERT INTO own VALUES ($1) RETURNING a'), client.describe('S', 'i')];
    expect(await wire.ask(...messages, client.sync)).toMatch(/^1 t\(\d+\) T ZI$/);
    expect(await wire.ask(client.query('SELECT count(*) FROM own'))).toContain('D(0)');
    expect(await wire.ask(client.bind('', 'i', ['7']), client.execute(''), client.sync)).toBe(
      '2 D(7) C(INSERT 0 1) ZI',
    );
  });

  it('gives so many rows of a portal and goes on with it, past other statements', async () => {
    const opened = [client.parse('', 'SELECT i FROM range(5) r(i)'), client.bind('p', ''), client.execute('p', 2)];
    wire.send(client.query('BEGIN'));
    await wire.until('Z');
    expect(await wire.ask(...opened, client.sync)).toBe('1 2 D(0) D(1) s ZT');
    expect(await wire.ask(client.parse('', 'SELECT 9'), client.bind('', ''), client.execute(''), client.sync)).toBe(
      '1 2 D(9) C(SELECT 1) ZT',
    );
    expect(await wire.ask(client.execute('p', 2), client.execute('p', 0), client.execute('p', 0), client.sync)).toBe(
      'D(2) D(3) s D(4) C(SELECT 1) C(SELECT 0) ZT',
    );
    expect(await wire.ask(client.query('COMMIT'))).toBe('C(COMMIT) ZI');
    expect(await wire.ask(client.execute('p'), client.sync)).toBe('E(34000) ZI');
  });

  it('answers up to Flush, and skips up to Sync after an error', async () => {
    wire.send(client.parse('', 'SELECT 1'), client.bind('', ''), client.execute(''), client.flush);
    expect(lettersOf(await wire.until('C'))).toBe('1 2 D(1) C(SELECT 1)');
    expect(await wire.ask(client.sync)).toBe('ZI');
    const failed = [client.parse('', 'SELECT nme FROM aws.ec2.images WHERE name = $1'), client.bind('', '', ['x'])];
    expect(await wire.ask(...failed, client.execute(''), client.query('SELECT 1'), client.sync)).toBe('E(42703) ZI');
    expect(await wire.ask(client.parse('', 'SELECT 1; SELECT 2'), client.sync)).toBe('E(42601) ZI');
    expect(await wire.ask(client.parse('', ''), client.bind('', ''), client.execute(''), client.sync)).toBe('1 2 I ZI');
    expect(
      await wire.ask(client.parse('', 'SELECT $1::int'), client.bind('', '', ['x']), client.execute(''), client.sync),
    ).toBe('1 2 E(22P02) ZI');
  });

  it('takes types that a client gives, and binary values', async () => {
    const eight = Buffer.alloc(8);
    eight.writeBigInt64BE(-7n);
    const binary = { values: [1], results: [1] };
    wire.send(
      client.parse('', 'SELECT $1 a', [20]),
      client.bind('', '', [eight], binary),
      client.execute(''),
      client.sync,
    );
    const row = (await wire.until('Z')).find(({ letter }) => letter === 'D');
    expect(row?.body.toString('hex')).toBe(`000100000008${eight.toString('hex')}`);
    expect(await wire.ask(client.parse('', 'SELECT $1', [999_999]), client.sync)).toBe('E(42704) ZI');
    // More digits than a number of PostgreSQL's default here would keep.
    const number = '12345678901234567890.123456789012345';
    const asked = [client.parse('', 'SELECT $1::varchar a, $1', [1700]), client.bind('', '', [number])];
    expect(await wire.ask(...asked, client.execute(''), client.sync)).toBe(`1 2 D(${number},${number}) C(SELECT 1) ZI`);
  });
});

describe('PREPARE and EXECUTE', () => {
  it('run a statement with values, by the names of prepared statements', async () => {
    expect(
      await wire.ask(
        client.query(
          "PREPARE p (int, timestamp (3) with time zone, text[]) AS SELECT $1 + 1, $2, $3, $4::bool; EXECUTE p (1 + 2, '2020-01-01 10:00:00+02', ARRAY['a', NULL], NULL)",
        ),
      ),
    ).toBe('C(PREPARE) T D(4,2020-01-01 08:00:00+00,{a,NULL},) C(SELECT 1) ZI');
    expect(await wire.ask(client.query('PREPARE p AS SELECT 1'))).toBe('E(42P05) ZI');
    // The protocol knows it under the same name.
    expect(await wire.ask(client.parse('p', 'SELECT 1'), client.sync)).toBe('E(42P05) ZI');
    expect(await wire.ask(client.describe('S', 'p'), client.sync)).toBe('t(23,1184,1009,16) T ZI');
    expect(await wire.ask(client.bind('', 'p', ['7', null, null, 't']), client.execute(''), client.sync)).toBe(
      '2 D(8,,,t) C(SELECT 1) ZI',
    );
    await wire.ask(client.parse('q', 'SELECT $1::int'), client.sync);
    const execute = [client.parse('', 'EXECUTE q (5)'), client.bind('', ''), client.describe('P', '')];
    expect(await wire.ask(...execute, client.execute(''), client.sync)).toBe('1 2 T D(5) C(SELECT 1) ZI');
    expect(
      await wire.ask(
        client.query("SELECT name, from_sql FROM pg_prepared_statements WHERE name IN ('p', 'q') ORDER BY 1"),
      ),
    ).toBe('T D(p,t) D(q,f) C(SELECT 2) ZI');
    expect(await wire.ask(client.query('DEALLOCATE p; DEALLOCATE PREPARE q; EXECUTE p'))).toBe(
      'C(DEALLOCATE) C(DEALLOCATE) E(26000) ZI',
    );
    expect(await wire.ask(client.query('DEALLOCATE p'))).toBe('E(26000) ZI');
  });

  it('refuse what PostgreSQL refuses, and say where', async () => {
    const failing = async (sql: string) => {
      wire.send(client.query(sql));
      const error = (await wire.until('Z')).find(({ letter }) => letter === 'E');
      const { C, P, D } = error === undefined ? { C: '', P: '', D: '' } : fieldsOf(error);
      return [C, P ?? D ?? ''];
    };
    expect(await failing('SELECT 1; PREPARE e AS SELECT nme FROM aws.ec2.images')).toEqual(['42703', '31']);
    expect(await failing('PREPARE e (int) AS SELECT $1, nme FROM aws.ec2.images WHERE name = $2')).toEqual([
      '42703',
      '31',
    ]);
    expect(await failing('PREPARE e AS SELEC 1')).toEqual(['42601', '14']);
    expect(await failing('PREPARE e (nope) AS SELECT $1')).toEqual(['42704', '']);
    expect((await failing('PREPARE e AS DROP TABLE own'))[0]).toBe('42601');
    await wire.ask(client.query('PREPARE e (int) AS SELECT $1 / 0, $1'));
    expect(await failing('EXECUTE e')).toEqual(['42601', 'Expected 1 parameters but got 0.']);
    expect(await failing("EXECUTE e ('x')")).toEqual(['22P02', 'CONVERSION_FAILED']);
    expect(await failing('EXECUTE e (nme)')).toEqual(['42703', '12']);
    expect((await failing('EXECUTE e (unnest([1, 2]))'))[0]).toBe('0A000');
    await wire.ask(client.query('DEALLOCATE ALL'));
  });

  it('read resources and tables anew each time, and what changes', async () => {
    const role = "'arn:aws:iam::123456789012:role/r'";
    const answer = await wire.ask(
      client.query(
        "CREATE OR REPLACE TABLE own (a INTEGER); PREPARE put (int) AS INSERT INTO own VALUES ($1); PREPARE n AS SELECT count(*) FROM own; EXECUTE n; EXECUTE put (5); EXECUTE n; PREPARE c AS SELECT image_name FROM aws.sagemaker.images WHERE image_name = 'anew'; EXECUTE c",
      ),
    );
    expect(answer).toBe(
      'C(CREATE TABLE) C(PREPARE) C(PREPARE) T D(0) C(SELECT 1) C(INSERT 0 1) T D(1) C(SELECT 1) C(PREPARE) T C(SELECT 0) ZI',
    );
    await wire.ask(
      client.query(
        `PREPARE m (text) AS INSERT INTO aws.sagemaker.images (image_name, image_role_arn) VALUES ($1, ${role})`,
      ),
    );
    expect(await wire.ask(client.query("EXECUTE m ('anew'); EXECUTE c"))).toBe(
      'N C(INSERT 0 1) T D(anew) C(SELECT 1) ZI',
    );
    expect(
      await wire.ask(client.query("DELETE FROM aws.sagemaker.images WHERE image_name = 'anew'; EXECUTE c")),
    ).toContain('C(SELECT 0) ZI');
    // EXECUTE of a method is StackQL's.
    expect(await wire.ask(client.query("EXECUTE aws.sagemaker.image.nope @ImageName = 'x'"))).toBe('E(42883) ZI');
    await wire.ask(client.query('DEALLOCATE ALL'));
  });
});

describe('a transaction', () => {
  it('fails at the first error and then takes its end alone', async () => {
    expect(await wire.ask(client.query('BEGIN ISOLATION LEVEL SERIALIZABLE, READ WRITE'))).toBe('C(BEGIN) ZT');
    expect(await wire.ask(client.query('SELECT nme FROM aws.ec2.images'))).toBe('E(42703) ZE');
    expect(await wire.ask(client.query('SELECT 1'))).toBe('E(25P02) ZE');
    expect(await wire.ask(client.parse('', 'SELECT 1'), client.sync)).toBe('E(25P02) ZE');
    expect(await wire.ask(client.query('COMMIT'))).toBe('C(ROLLBACK) ZI');
    expect(await wire.ask(client.query('COMMIT; BEGIN; BEGIN; END'))).toBe(
      'N C(COMMIT) C(BEGIN) N C(BEGIN) C(COMMIT) ZI',
    );
  });

  it('takes back local tables', async () => {
    await wire.ask(client.query('CREATE OR REPLACE TABLE own AS SELECT 1 a'));
    await wire.ask(client.query('BEGIN; DELETE FROM own; ROLLBACK'));
    expect(await wire.ask(client.query('SELECT a FROM own'))).toContain('D(1)');
  });

  it('accepts savepoints, and goes back to one where nothing was changed since', async () => {
    expect(await wire.ask(client.query('SAVEPOINT s'))).toBe('E(25P01) ZI');
    await wire.ask(client.query('CREATE OR REPLACE TABLE own AS SELECT 1 a'));
    expect(await wire.ask(client.query('BEGIN; SAVEPOINT s; SELECT nme FROM aws.ec2.images'))).toContain('E(42703) ZE');
    expect(await wire.ask(client.query('ROLLBACK TO SAVEPOINT s; SELECT 1; RELEASE SAVEPOINT s'))).toBe(
      'C(ROLLBACK) T D(1) C(SELECT 1) C(RELEASE) ZT',
    );
    expect(await wire.ask(client.query('SAVEPOINT s; DELETE FROM own; ROLLBACK TO s'))).toBe(
      'C(SAVEPOINT) C(DELETE 1) E(0A000) ZE',
    );
    expect(await wire.ask(client.query('ROLLBACK; SELECT a FROM own'))).toBe('C(ROLLBACK) T D(1) C(SELECT 1) ZI');
  });

  it('refuses changes of the cloud, unless told otherwise', async () => {
    const insert =
      "INSERT INTO aws.sagemaker.images (image_name, image_role_arn) VALUES ('t', 'arn:aws:iam::123456789012:role/r')";
    wire.send(client.query(`BEGIN; ${insert}`));
    const error = (await wire.until('Z')).find(({ letter }) => letter === 'E');
    expect(error && fieldsOf(error)).toMatchObject({
      C: '25001',
      H: expect.stringContaining('changes_in_transaction'),
    });
    await wire.ask(client.query('ROLLBACK; SET skyql.changes_in_transaction = on'));
    expect(await wire.ask(client.query(`BEGIN; ${insert}; ROLLBACK`))).toBe('C(BEGIN) N C(INSERT 0 1) C(ROLLBACK) ZI');
    expect(
      await wire.ask(
        client.query("RESET skyql.changes_in_transaction; DELETE FROM aws.sagemaker.images WHERE image_name = 't'"),
      ),
    ).toContain('C(DELETE 1)');
    expect(await wire.ask(client.query('BEGIN READ ONLY; CREATE TABLE no AS SELECT 1; '))).toContain('E(25006) ZE');
    await wire.ask(client.query('ROLLBACK'));
  });

  it('gives back the settings that were made in it', async () => {
    expect(
      await wire.ask(client.query("BEGIN; SET application_name = 'x'; SET LOCAL skyql.region = 'eu-west-1'; COMMIT")),
    ).toBe('C(BEGIN) S C(SET) C(SET) C(COMMIT) ZI');
    expect(await wire.ask(client.query('SHOW application_name; SHOW skyql.region'))).toBe('T D(x) C(SHOW) E(42704) ZI');
    expect(
      await wire.ask(client.query("BEGIN; SET application_name = 'y'; ROLLBACK; SHOW application_name")),
    ).toContain('D(x)');
    await wire.ask(client.query('RESET application_name'));
  });
});

describe('cursors and COPY', () => {
  it('reads a cursor forward, inside of a transaction or held beyond it', async () => {
    expect(await wire.ask(client.query('DECLARE c CURSOR FOR SELECT 1'))).toBe('E(25P01) ZI');
    expect(await wire.ask(client.query('BEGIN; DECLARE c NO SCROLL CURSOR FOR SELECT i FROM range(5) r(i)'))).toBe(
      'C(BEGIN) C(DECLARE CURSOR) ZT',
    );
    expect(
      await wire.ask(client.query('FETCH 2 FROM c; MOVE 1 IN c; FETCH c; FETCH FORWARD ALL FROM c; FETCH NEXT FROM c')),
    ).toBe('T D(0) D(1) C(FETCH 2) C(MOVE 1) T D(3) C(FETCH 1) T D(4) C(FETCH 1) T C(FETCH 0) ZT');
    expect(await wire.ask(client.query('CLOSE c; FETCH c'))).toBe('C(CLOSE CURSOR) E(34000) ZE');
    await wire.ask(client.query('ROLLBACK'));
    expect(await wire.ask(client.query("DECLARE h CURSOR WITH HOLD FOR SELECT 'x'; FETCH ALL h; CLOSE ALL"))).toBe(
      'C(DECLARE CURSOR) T D(x) C(FETCH 1) C(CLOSE CURSOR ALL) ZI',
    );
    expect(await wire.ask(client.query('DECLARE s SCROLL CURSOR WITH HOLD FOR SELECT 1'))).toBe('E(55000) ZI');
  });

  it('says where in a query inside of another statement an error is', async () => {
    for (const [sql, position] of [
      ['DECLARE c CURSOR WITH HOLD FOR SELECT nme FROM aws.ec2.images', '39'],
      ['SELECT 1; COPY (SELECT nme FROM aws.ec2.images) TO STDOUT', '24'],
    ] as const) {
      wire.send(client.query(sql));
      const error = (await wire.until('Z')).find(({ letter }) => letter === 'E');
      expect(error && fieldsOf(error).P).toBe(position);
    }
  });

  it('fetches by the extended protocol, a few at a time', async () => {
    await wire.ask(client.query('BEGIN; DECLARE c CURSOR FOR SELECT i FROM range(9) r(i)'));
    const fetched = [
      client.parse('', 'FETCH 3 FROM c'),
      client.bind('', ''),
      client.describe('P', ''),
      client.execute('', 2),
    ];
    expect(await wire.ask(...fetched, client.execute('', 2), client.sync)).toBe('1 2 T D(0) D(1) s D(2) C(FETCH 1) ZT');
    await wire.ask(client.query('COMMIT'));
  });

  it('copies to the client: a message a row', async () => {
    const copied = async (options: string) => {
      wire.send(
        client.query(
          `COPY (SELECT * FROM (VALUES (1, 'a\tb', NULL), (2, 'say "x", y', 'ü\\')) t(n, s, x)) TO STDOUT ${options}`,
        ),
      );
      const messages = await wire.until('Z');
      const lines = messages.filter(({ letter }) => letter === 'd').map(({ body }) => body.toString());
      expect(lettersOf(messages).replace(/(?: d)+/, ' d')).toBe('H d c C(COPY 2) ZI');
      return lines;
    };
    expect(await copied('')).toEqual(['1\ta\\tb\t\\N\n', '2\tsay "x", y\tü\\\\\n']);
    expect(await copied('WITH (FORMAT csv, HEADER)')).toEqual(['n,s,x\n', '1,a\tb,\n', '2,"say ""x"", y",ü\\\n']);
    expect(await copied("CSV DELIMITER ';' NULL '-' FORCE QUOTE s")).toEqual([
      '1;"a\tb";-\n',
      '2;"say ""x"", y";ü\\\n',
    ]);
    expect((await copied('(FORMAT binary)')).map((line) => line.slice(0, 6))[0]).toBe('PGCOPY');
    expect(await wire.ask(client.query("COPY (SELECT 1) TO '/tmp/x'"))).toBe('E(42501) ZI');
    expect(await wire.ask(client.query("COPY own FROM PROGRAM 'id'"))).toBe('E(42501) ZI');
  });
});

describe('COPY FROM STDIN', () => {
  /** What a COPY of this text is answered with, sent in two pieces. */
  const copied = async (sql: string, data: string, ending = client.copyDone) => {
    const bytes = Buffer.from(data, 'latin1');
    const half = Math.ceil(bytes.length / 2);
    wire.send(client.query(sql));
    const begun = lettersOf([await wire.next()].flatMap((message) => message ?? []));
    if (begun !== 'G') return `${begun} ${lettersOf(await wire.until('Z'))}`;
    wire.send(client.copyData(bytes.subarray(0, half)), client.copyData(bytes.subarray(half)), ending);
    return lettersOf(await wire.until('Z'));
  };
  const rows = async () => wire.ask(client.query('SELECT * FROM own'));

  it('fills a table with text, CSV and binary rows', async () => {
    await wire.ask(
      client.query("CREATE OR REPLACE TABLE own (n INTEGER PRIMARY KEY, s VARCHAR DEFAULT 'd', t BOOLEAN[], x BLOB)"),
    );
    const text = '1\ta\\tb\\x41\t{t,NULL,off}\t\\\\x00ff\n2\t\\N\t{}\t\\N\n\\.\n';
    expect(await copied('COPY own FROM STDIN', text)).toBe('C(COPY 2) ZI');
    expect(await copied('COPY public.own (s, n) FROM STDIN CSV HEADER', 's,n\r\n"x ""y"",\r\nz",3\r\n,4\r\n"",5')).toBe(
      'C(COPY 3) ZI',
    );
    expect(await rows()).toBe(
      'T D(1,a\tbA,{t,NULL,f},\\x00ff) D(2,,{},) D(3,x "y",\r\nz,,) D(4,,,) D(5,,,) C(SELECT 5) ZI',
    );
    wire.send(client.query('COPY own TO STDOUT (FORMAT binary)'));
    const binary = (await wire.until('Z')).filter(({ letter }) => letter === 'd').map(({ body }) => body);
    await wire.ask(client.query('DELETE FROM own'));
    expect(await copied('COPY own FROM STDIN (FORMAT binary)', Buffer.concat(binary).toString('latin1'))).toBe(
      'C(COPY 5) ZI',
    );
    expect(await rows()).toContain('D(1,a\tbA,{t,NULL,f},\\x00ff)');
  });

  it('takes all rows or none', async () => {
    await wire.ask(client.query('CREATE OR REPLACE TABLE own (n INTEGER, s VARCHAR)'));
    expect(await copied('COPY own FROM STDIN', '1\ta\nx\tb\n')).toBe('E(22P02) ZI');
    expect(await copied('COPY own FROM STDIN', '1\ta\n2\n')).toBe('E(22P04) ZI');
    expect(await copied('COPY own FROM STDIN', '1\ta\tb\n')).toBe('E(22P04) ZI');
    expect(await copied('COPY own FROM STDIN CSV', '1,"a')).toBe('E(22P04) ZI');
    expect(await copied('COPY own FROM STDIN', '1\t\xff\n')).toBe('E(22021) ZI');
    expect(await copied('COPY own FROM STDIN', '1\ta\n', clientMessage('f', Buffer.from('no\0')))).toBe('E(57014) ZI');
    expect(await rows()).toBe('T C(SELECT 0) ZI');
    expect(await wire.ask(client.query('BEGIN'))).toBe('C(BEGIN) ZT');
    expect(await copied('COPY own (n) FROM STDIN (HEADER match, FORMAT csv)', 'n\n7\n')).toBe('C(COPY 1) ZT');
    expect(await wire.ask(client.query('ROLLBACK; SELECT * FROM own'))).toBe('C(ROLLBACK) T C(SELECT 0) ZI');
    // By the extended protocol, with the Sync that a client may send at once.
    wire.send(client.parse('', 'COPY own FROM STDIN'), client.bind('', ''), client.execute(''), client.flush);
    await wire.until('G');
    expect(await wire.ask(client.sync, client.copyData(Buffer.from('8\tz\n')), client.copyDone, client.sync)).toBe(
      'C(COPY 1) ZI',
    );
    expect(await rows()).toBe('T D(8,z) C(SELECT 1) ZI');
  });

  it('fills tables of the session alone', async () => {
    await wire.ask(client.query('CREATE OR REPLACE VIEW seen AS SELECT 1 a'));
    expect(await copied('COPY nope FROM STDIN', '')).toBe('E(42P01) ZI');
    expect(await copied('COPY own (nope) FROM STDIN', '')).toBe('E(42703) ZI');
    expect(await copied('COPY seen FROM STDIN', '')).toBe('E(42809) ZI');
    expect(await copied('COPY aws.ec2.images FROM STDIN', '')).toBe('E(0A000) ZI');
    expect(await wire.ask(client.query('BEGIN READ ONLY; COPY own FROM STDIN'))).toBe('C(BEGIN) E(25006) ZE');
    await wire.ask(client.query('ROLLBACK'));
  });

  it('stops while it waits for rows', async () => {
    wire.send(client.query('SELECT pg_backend_pid(); COPY own FROM STDIN'));
    const row = (await wire.until('G')).find(({ letter }) => letter === 'D');
    const other = await PostgresWire.session(server.port);
    await other.ask(client.query(`SELECT pg_cancel_backend(${row && valuesOf(row)[0]})`));
    other.close();
    expect(lettersOf(await wire.until('Z'))).toBe('E(57014) ZI');
    expect(await wire.ask(client.copyDone, client.query('SELECT 1'))).toContain('D(1)');
  });
});

describe('cancelling', () => {
  const slow = 'SELECT count(*) FROM range(100000000000) r(i) WHERE i % 3 = 5';

  it('stops the statement that runs and no later one', async () => {
    const own = await PostgresWire.open(server.port);
    own.send(client.start({ user: 'tester', database: 'aws' }));
    const key = (await own.until('Z')).find(({ letter }) => letter === 'K')?.body ?? Buffer.alloc(0);
    const cancel = async (bytes: Buffer) => {
      const other = await PostgresWire.open(server.port);
      other.send(client.request(80_877_102, bytes));
      expect(await other.until('Z')).toEqual([]);
    };
    await cancel(key);
    expect(await own.ask(client.query('SELECT 1'))).toBe('T D(1) C(SELECT 1) ZI');
    const answered = own.ask(client.query(slow));
    const wrong = Buffer.from(key);
    wrong.writeUInt8(wrong.readUInt8(7) ^ 1, 7);
    await cancel(wrong);
    await cancel(key);
    expect(await answered).toBe('E(57014) ZI');
    const signalled = own.ask(client.query(slow));
    expect(await wire.ask(client.query(`SELECT pg_cancel_backend(${key.readInt32BE(0)})`))).toBe(
      'T D(t) C(SELECT 1) ZI',
    );
    expect(await signalled).toBe('E(57014) ZI');
    expect(await wire.ask(client.query(`SELECT pg_terminate_backend(${key.readInt32BE(0)})`))).toContain('D(t)');
    expect(lettersOf(await own.until('Z'))).toBe('E(57P01)');
    expect(await wire.ask(client.query('SELECT pg_cancel_backend(1234567)'))).toBe('N T D(f) C(SELECT 1) ZI');
  });

  it('stops at the time that a session sets', async () => {
    expect(await wire.ask(client.query(`SET statement_timeout = 50; ${slow}`))).toBe('C(SET) E(57014) ZI');
    await wire.ask(client.query('RESET statement_timeout'));
  });

  it('stops what a client has asked for that is gone', async () => {
    const own = await PostgresWire.session(server.port);
    own.send(client.query(slow));
    own.socket.end();
    await once(own.socket, 'close');
    expect(await wire.ask(client.query('SELECT 1'))).toContain('D(1)');
  });
});

describe('what is no message', () => {
  it.each([
    ['of no kind', clientMessage('!')],
    ['that is too short', Buffer.from([0x51, 0, 0, 0, 3])],
    ['that is longer than any may be', Buffer.from([0x51, 0x7f, 0xff, 0xff, 0xff])],
    ['whose text does not end', clientMessage('Q', Buffer.from('select 1'))],
    ['that says more than it holds', clientMessage('B', Buffer.from('\0\0\0\0\x7f\xff', 'latin1'))],
  ])('a message %s ends the connection', async (_, bytes) => {
    const own = await PostgresWire.session(server.port);
    own.send(bytes);
    expect(lettersOf(await own.until('Z'))).toMatch(/^E\((?:08P01|54000)\)$/);
  });

  it('text that is no UTF-8 is refused', async () => {
    expect(await wire.ask(clientMessage('Q', Buffer.from("select '\xff'\0", 'latin1')))).toBe('E(22021) ZI');
  });

  it('a thousand statements in one message are answered', async () => {
    const answer = await wire.ask(client.query('SELECT 1;'.repeat(20)));
    expect(answer.split('C(SELECT 1)')).toHaveLength(21);
    expect(await wire.ask(client.query(`SELECT '${'x'.repeat(1_000_000)}' = ''`))).toBe('T D(f) C(SELECT 1) ZI');
  });
});

it('reads no files and leaves the process alone', async () => {
  for (const sql of [
    "SELECT * FROM read_text('/etc/passwd')",
    "FROM '/etc/passwd'",
    "ATTACH '/tmp/x.db'",
    'INSTALL httpfs',
    "LOAD 'x'",
    'CREATE SECRET (TYPE s3)',
    "EXPORT DATABASE 'x'",
    "SET temp_directory = '/tmp'",
    "SET memory_limit = '9GB'",
    'PRAGMA enable_profiling',
    "SELECT * FROM enable_logging('x')",
  ])
    expect(await wire.ask(client.query(sql)), sql).toMatch(/^E\((?:42501|42P01)\) ZI$/);
  const values = await wire.ask(client.query('SELECT 1'));
  expect(values).toContain('D(1)');
  expect(valuesOf({ letter: 'D', body: Buffer.from([0, 1, 0xff, 0xff, 0xff, 0xff]) })).toEqual([null]);
});
