import { describe, expect, it } from 'vitest';
import { client, fieldsOf, lettersOf, PostgresWire } from '../../support/postgres-wire.ts';
import type { Tested } from './tested.ts';

export function startUp(tested: Tested): void {
  describe('the start of a connection', () => {
    const startedWith = async (parameters: Readonly<Record<string, string>>, version?: number) => {
      const own = await PostgresWire.open(tested.server.port);
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
      expect(fieldsOf((await startedWith({}, 0x20000)).at(-1) ?? { letter: '', body: Buffer.alloc(0) }).C).toBe(
        '0A000',
      );
    });

    it('takes settings with it', async () => {
      const own = await PostgresWire.session(tested.server.port, {
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
      const own = await PostgresWire.open(tested.server.port);
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
        const own = await PostgresWire.open(tested.server.port);
        own.send(Buffer.from(bytes, 'latin1'));
        expect(await own.until('Z')).toEqual([]);
      }
    });

    it('takes no more connections than it may', async () => {
      const others = [];
      for (let count = 0; count < 3; count += 1) others.push(await PostgresWire.session(tested.server.port));
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
}
