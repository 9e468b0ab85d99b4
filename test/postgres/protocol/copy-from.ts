import { describe, expect, it } from 'vitest';
import { client, clientMessage, lettersOf, PostgresWire, valuesOf } from '../../support/postgres-wire.ts';
import type { Tested } from './tested.ts';

export function copyFrom(tested: Tested): void {
  describe('COPY FROM STDIN', () => {
    /** What a COPY of this text is answered with, sent in two pieces. */
    const copied = async (sql: string, data: string, ending = client.copyDone) => {
      const bytes = Buffer.from(data, 'latin1');
      const half = Math.ceil(bytes.length / 2);
      tested.wire.send(client.query(sql));
      const begun = lettersOf([await tested.wire.next()].flatMap((message) => message ?? []));
      if (begun !== 'G') return `${begun} ${lettersOf(await tested.wire.until('Z'))}`;
      tested.wire.send(client.copyData(bytes.subarray(0, half)), client.copyData(bytes.subarray(half)), ending);
      return lettersOf(await tested.wire.until('Z'));
    };
    const rows = async () => tested.wire.ask(client.query('SELECT * FROM own'));

    it('fills a table with text, CSV and binary rows', async () => {
      await tested.wire.ask(
        client.query("CREATE OR REPLACE TABLE own (n INTEGER PRIMARY KEY, s VARCHAR DEFAULT 'd', t BOOLEAN[], x BLOB)"),
      );
      const text = '1\ta\\tb\\x41\t{t,NULL,off}\t\\\\x00ff\n2\t\\N\t{}\t\\N\n\\.\n';
      expect(await copied('COPY own FROM STDIN', text)).toBe('C(COPY 2) ZI');
      expect(
        await copied('COPY public.own (s, n) FROM STDIN CSV HEADER', 's,n\r\n"x ""y"",\r\nz",3\r\n,4\r\n"",5'),
      ).toBe('C(COPY 3) ZI');
      expect(await rows()).toBe(
        'T D(1,a\tbA,{t,NULL,f},\\x00ff) D(2,,{},) D(3,x "y",\r\nz,,) D(4,,,) D(5,,,) C(SELECT 5) ZI',
      );
      tested.wire.send(client.query('COPY own TO STDOUT (FORMAT binary)'));
      const binary = (await tested.wire.until('Z')).filter(({ letter }) => letter === 'd').map(({ body }) => body);
      await tested.wire.ask(client.query('DELETE FROM own'));
      expect(await copied('COPY own FROM STDIN (FORMAT binary)', Buffer.concat(binary).toString('latin1'))).toBe(
        'C(COPY 5) ZI',
      );
      expect(await rows()).toContain('D(1,a\tbA,{t,NULL,f},\\x00ff)');
    });

    it('takes all rows or none', async () => {
      await tested.wire.ask(client.query('CREATE OR REPLACE TABLE own (n INTEGER, s VARCHAR)'));
      expect(await copied('COPY own FROM STDIN', '1\ta\nx\tb\n')).toBe('E(22P02) ZI');
      expect(await copied('COPY own FROM STDIN', '1\ta\n2\n')).toBe('E(22P04) ZI');
      expect(await copied('COPY own FROM STDIN', '1\ta\tb\n')).toBe('E(22P04) ZI');
      expect(await copied('COPY own FROM STDIN CSV', '1,"a')).toBe('E(22P04) ZI');
      expect(await copied('COPY own FROM STDIN', '1\t\xff\n')).toBe('E(22021) ZI');
      expect(await copied('COPY own FROM STDIN', '1\ta\n', clientMessage('f', Buffer.from('no\0')))).toBe(
        'E(57014) ZI',
      );
      expect(await rows()).toBe('T C(SELECT 0) ZI');
      expect(await tested.wire.ask(client.query('BEGIN'))).toBe('C(BEGIN) ZT');
      expect(await copied('COPY own (n) FROM STDIN (HEADER match, FORMAT csv)', 'n\n7\n')).toBe('C(COPY 1) ZT');
      expect(await tested.wire.ask(client.query('ROLLBACK; SELECT * FROM own'))).toBe('C(ROLLBACK) T C(SELECT 0) ZI');
      // By the extended protocol, with the Sync that a client may send at once.
      tested.wire.send(client.parse('', 'COPY own FROM STDIN'), client.bind('', ''), client.execute(''), client.flush);
      await tested.wire.until('G');
      expect(
        await tested.wire.ask(client.sync, client.copyData(Buffer.from('8\tz\n')), client.copyDone, client.sync),
      ).toBe('C(COPY 1) ZI');
      expect(await rows()).toBe('T D(8,z) C(SELECT 1) ZI');
    });

    it('fills tables of the session alone', async () => {
      await tested.wire.ask(client.query('CREATE OR REPLACE VIEW seen AS SELECT 1 a'));
      expect(await copied('COPY nope FROM STDIN', '')).toBe('E(42P01) ZI');
      expect(await copied('COPY own (nope) FROM STDIN', '')).toBe('E(42703) ZI');
      expect(await copied('COPY seen FROM STDIN', '')).toBe('E(42809) ZI');
      expect(await copied('COPY aws.ec2.images FROM STDIN', '')).toBe('E(0A000) ZI');
      expect(await tested.wire.ask(client.query('BEGIN READ ONLY; COPY own FROM STDIN'))).toBe('C(BEGIN) E(25006) ZE');
      await tested.wire.ask(client.query('ROLLBACK'));
    });

    it('stops while it waits for rows', async () => {
      tested.wire.send(client.query('SELECT pg_backend_pid(); COPY own FROM STDIN'));
      const row = (await tested.wire.until('G')).find(({ letter }) => letter === 'D');
      const other = await PostgresWire.session(tested.server.port);
      await other.ask(client.query(`SELECT pg_cancel_backend(${row && valuesOf(row)[0]})`));
      other.close();
      expect(lettersOf(await tested.wire.until('Z'))).toBe('E(57014) ZI');
      expect(await tested.wire.ask(client.copyDone, client.query('SELECT 1'))).toContain('D(1)');
    });
  });
}
