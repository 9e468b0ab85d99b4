import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { storedChunk } from '../../src/engine/stored-chunk.ts';
import { SkyqlError } from '../../src/errors/skyql-error.ts';
import { PostgresCatalog } from '../../src/postgres/catalog/postgres-catalog.ts';
import { Channel } from '../../src/postgres/connection/channel.ts';
import { type ConnectionHost, serveConnection } from '../../src/postgres/connection/serve-connection.ts';
import type { Database } from '../../src/session/database.ts';
import { client } from '../support/postgres-wire.ts';
import { isLong, seed } from '../support/run-seed.ts';

// Whatever bytes come, a connection ends cleanly, and what it says are whole messages. One million of conversations in the long mode.

/** Turns of the event loop that a conversation takes at most: nothing in it waits. */
const patience = 60;

/** A connection that has got all of its bytes, and keeps what it is told. */
class Bytes extends Duplex {
  readonly written: Buffer[] = [];

  constructor(given: Buffer) {
    super({ allowHalfOpen: true });
    this.push(given);
    this.#leave(patience);
  }

  /** The client goes once it has waited so many turns: whoever goes earlier gets no answers. */
  #leave(turns: number): void {
    if (this.destroyed) return;
    if (turns === 0) this.push(null);
    else setImmediate(() => this.#leave(turns - 1));
  }

  setNoDelay(): this {
    return this;
  }

  override _read(): void {}

  override _write(chunk: Buffer, _: BufferEncoding, done: () => void): void {
    this.written.push(chunk);
    done();
  }
}

const columns = [{ name: 'a', type: 'VARCHAR' }];

/** A session without DuckDB: what is tested stands in front of it. */
const database = {
  async query(sql: string) {
    const of = {
      db: 'memory',
      id: 1,
      name: 't',
      type: 'VARCHAR',
      kind: 'r',
      definition: null,
      nullable: true,
      usual: null,
    };
    const rows = sql.includes('duckdb_tables') ? [of] : sql.includes('duckdb_columns') ? [{ ...of, name: 'a' }] : [];
    if (rows.length === 0 && sql.includes('x')) throw new SkyqlError('STATEMENT_FAILED', 'No.');
    return { command: 'SET', columns: [], rows, warnings: [], failures: 0 };
  },
  async run(sql: string) {
    if (sql.includes('x'))
      throw new SkyqlError('STATEMENT_FAILED', 'No.', { position: { line: 9, column: 9, excerpt: '' } });
    return {
      columns,
      failures: 0,
      warnings: [],
      async *records() {},
      async *chunks() {
        yield storedChunk(columns, [['1'], ['2'], [null]]);
      },
      close: async () => undefined,
    };
  },
  prepare: async () => ({ command: 'SELECT', columns, parameters: [{ name: '1', type: 'INTEGER' }] }),
  close: async () => undefined,
} as unknown as Database;

const host: ConnectionHost = {
  door: undefined,
  access: { certificates: false },
  limits: { statement: 0, prepared: 5, answer: {} },
  logInTime: 10_000,
  openSession: async () => database,
  enter: () => ({ leave: () => undefined, hold: () => undefined }),
  nextProcess: () => 1,
  cancel: () => undefined,
  signal: () => false,
  catalog: new PostgresCatalog(),
  preparesCatalog: false,
  backends: () => [],
};

const name = fc.constantFrom('', 'a', 'b');
const sql = fc.constantFrom(
  'SELECT 1',
  'SELECT $1::int, $2',
  'BEGIN; SELECT 1; COMMIT',
  'ROLLBACK TO s',
  'DECLARE a CURSOR WITH HOLD FOR SELECT 1',
  'FETCH 2 FROM a; MOVE ALL a; CLOSE a',
  "COPY (SELECT 'x') TO STDOUT (FORMAT csv, HEADER)",
  'COPY t FROM STDIN',
  'BEGIN; COPY t (a) FROM STDIN (FORMAT csv, HEADER match); COMMIT',
  'COPY t FROM STDIN BINARY',
  'PREPARE a (int) AS SELECT $1; EXECUTE a (1)',
  'EXECUTE b; DEALLOCATE ALL',
  "SET DateStyle = 'ISO'; SHOW ALL; DISCARD ALL",
  'INSERT INTO t VALUES ($1) RETURNING a',
  'SELECT pg_cancel_backend(1)',
  "SELECT '",
  '',
);
const value = fc.option(fc.oneof(fc.constant(Buffer.from('5')), fc.uint8Array({ maxLength: 12 }).map(Buffer.from)));
const oid = fc.constantFrom(0, 16, 20, 23, 25, 1007, 1184, 1700, 3802, 99_999);
const message = fc.oneof(
  sql.map((text) => client.query(text)),
  fc.tuple(name, sql, fc.array(oid, { maxLength: 3 })).map(([to, text, types]) => client.parse(to, text, types)),
  fc
    .tuple(name, name, fc.array(value, { maxLength: 3 }), fc.array(fc.constantFrom(0, 1), { maxLength: 2 }))
    .map(([to, from, values, formats]) => client.bind(to, from, values, { values: formats, results: formats })),
  fc.tuple(fc.constantFrom('S' as const, 'P' as const), name).map(([what, of]) => client.describe(what, of)),
  fc.tuple(fc.constantFrom('S' as const, 'P' as const), name).map(([what, of]) => client.close(what, of)),
  fc.tuple(name, fc.nat(3)).map(([of, rows]) => client.execute(of, rows)),
  fc.constantFrom(client.sync, client.flush, client.terminate, client.copyDone),
  fc
    .constantFrom('1\n2\n', 'a\n"b', '\\.\n\\N\n', 'PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0\0\x01\0\0\0\x01a\xff\xff')
    .map((text) => client.copyData(Buffer.from(text, 'latin1'))),
);
const start = fc.constantFrom(
  client.start({ user: 'me', database: 'aws', options: '-c skyql.region=eu-west-1' }),
  client.start({ user: 'me', database: 'aws', '_pq_.a': '1' }, 0x30002),
  client.request(80_877_103),
  client.request(80_877_102, Buffer.alloc(8)),
);

type Mutation = readonly [kind: number, place: number, byte: number];
const mutation = fc.tuple(fc.nat(3), fc.nat(2 ** 31 - 1), fc.nat(255));

function mutated(bytes: Buffer, mutations: readonly Mutation[]): Buffer {
  let own = bytes;
  for (const [kind, place, byte] of mutations) {
    const at = place % Math.max(1, own.length);
    if (kind === 0) own = Buffer.concat([own.subarray(0, at), Buffer.from([byte]), own.subarray(at + 1)]);
    else if (kind === 1) own = own.subarray(0, at);
    else if (kind === 2) own = Buffer.concat([own.subarray(0, at), Buffer.from([byte]), own.subarray(at)]);
    else own = Buffer.concat([own.subarray(0, at), own.subarray(at + 1 + (byte % 8))]);
  }
  return own;
}

/** The letters of whole messages; single letters answer requests for encryption. Throws where something is left. */
function lettersIn(bytes: Buffer): string {
  let letters = '';
  let offset = 0;
  while (bytes[offset] === 'N'.charCodeAt(0) && bytes[offset + 1] !== 0) {
    letters += 'n';
    offset += 1;
  }
  while (offset < bytes.length) {
    const end = offset + 1 + bytes.readInt32BE(offset + 1);
    if (end > bytes.length) throw new Error(`half a message after ${letters}`);
    letters += String.fromCharCode(bytes[offset] ?? 0);
    offset = end;
  }
  return letters;
}

it('ends cleanly whatever comes', { timeout: isLong ? 7_200_000 : 20_000 }, async () => {
  const conversation = fc.tuple(
    start,
    fc.array(message, { minLength: 1, maxLength: 8 }),
    fc.array(mutation, { maxLength: 3 }),
  );
  let ready = 0;
  let answered = 0;
  await fc.assert(
    fc.asyncProperty(conversation, async ([first, messages, mutations]) => {
      // The first message is left whole in most runs: nothing is read behind one that is none.
      const all = mutations.some(([kind]) => kind === 1)
        ? mutated(Buffer.concat([first, ...messages]), mutations)
        : Buffer.concat([first, mutated(Buffer.concat(messages), mutations)]);
      const socket = new Bytes(all);
      await serveConnection(
        new Channel(socket as unknown as Socket, { longestMessage: 100_000, stalled: 1_000 }),
        host,
      );
      const letters = lettersIn(Buffer.concat(socket.written));
      if (letters.includes('Z')) ready += 1;
      answered += letters.split(/[CEtT]/).length - 1;
      expect(letters).toMatch(/^n{0,2}v?(?:RS*K?[A-Z0-9a-z]*)?E?$/);
    }),
    { numRuns: isLong ? 1_000_000 : 300, seed },
  );
  expect(ready).toBeGreaterThan(50);
  expect(answered).toBeGreaterThan(100);
});

it('a session whose DuckDB is damaged ends, and tells why', async () => {
  const run = async () => {
    throw new SkyqlError(
      'STATEMENT_FAILED',
      'Failed: database has been invalidated because of a previous fatal error.',
    );
  };
  const socket = new Bytes(Buffer.concat([client.start({ user: 'me', database: 'aws' }), client.query('SELECT 1')]));
  const damaged = { ...host, openSession: async () => ({ ...database, run }) as Database };
  await serveConnection(new Channel(socket as unknown as Socket, { longestMessage: 1_000, stalled: 1_000 }), damaged);
  const written = Buffer.concat(socket.written);
  expect(lettersIn(written)).toMatch(/^RS*KZEZE$/);
  expect(written.toString('latin1')).toContain('SFATAL\0VFATAL\0C57P01');
});
