import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { client, lettersOf, PostgresWire, valuesOf } from '../../support/postgres-wire.ts';
import type { Tested } from './tested.ts';

export function cancelling(tested: Tested): void {
  describe('cancelling', () => {
    const slow = 'SELECT count(*) FROM range(100000000000) r(i) WHERE i % 3 = 5';

    it('stops the statement that runs and no later one', async () => {
      const own = await PostgresWire.open(tested.server.port);
      own.send(client.start({ user: 'tester', database: 'aws' }));
      const key = (await own.until('Z')).find(({ letter }) => letter === 'K')?.body ?? Buffer.alloc(0);
      const cancel = async (bytes: Buffer) => {
        const other = await PostgresWire.open(tested.server.port);
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
      expect(await tested.wire.ask(client.query(`SELECT pg_cancel_backend(${key.readInt32BE(0)})`))).toBe(
        'T D(t) C(SELECT 1) ZI',
      );
      expect(await signalled).toBe('E(57014) ZI');
      expect(await tested.wire.ask(client.query(`SELECT pg_terminate_backend(${key.readInt32BE(0)})`))).toContain(
        'D(t)',
      );
      expect(lettersOf(await own.until('Z'))).toBe('E(57P01)');
      expect(await tested.wire.ask(client.query('SELECT pg_cancel_backend(1234567)'))).toBe('N T D(f) C(SELECT 1) ZI');
    });

    it('stops the reading of thousands of statements, and lets others have their turn meanwhile', async () => {
      const own = await PostgresWire.session(tested.server.port);
      const many = own.ask(client.query('SELECT 1;'.repeat(30_000)));
      // Whoever asks meanwhile ends it: it answers with less than all.
      const process = 'SELECT max(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()';
      tested.wire.send(client.query(process));
      const [pid] = valuesOf(
        (await tested.wire.until('Z')).find(({ letter }) => letter === 'D') ?? { letter: 'D', body: Buffer.alloc(2) },
      );
      await tested.wire.ask(client.query(`SELECT pg_cancel_backend(${pid})`));
      expect(await many).toMatch(/E\(57014\) ZI$/);
      own.close();
    });

    it('stops at the time that a session sets', async () => {
      expect(await tested.wire.ask(client.query(`SET statement_timeout = 50; ${slow}`))).toBe('C(SET) E(57014) ZI');
      await tested.wire.ask(client.query('RESET statement_timeout'));
    });

    it('stops what a client has asked for that is gone', async () => {
      const own = await PostgresWire.session(tested.server.port);
      own.send(client.query(slow));
      own.socket.end();
      await once(own.socket, 'close');
      expect(await tested.wire.ask(client.query('SELECT 1'))).toContain('D(1)');
    });
  });
}
