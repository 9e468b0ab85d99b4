import { describe, expect, it } from 'vitest';
import { client, clientMessage, lettersOf, PostgresWire, valuesOf } from '../../support/postgres-wire.ts';
import type { Tested } from './tested.ts';

export function wrongMessages(tested: Tested): void {
  describe('what is no message', () => {
    it.each([
      ['of no kind', clientMessage('!')],
      ['that is too short', Buffer.from([0x51, 0, 0, 0, 3])],
      ['that is longer than any may be', Buffer.from([0x51, 0x7f, 0xff, 0xff, 0xff])],
      ['whose text does not end', clientMessage('Q', Buffer.from('select 1'))],
      ['that says more than it holds', clientMessage('B', Buffer.from('\0\0\0\0\x7f\xff', 'latin1'))],
    ])('a message %s ends the connection', async (_, bytes) => {
      const own = await PostgresWire.session(tested.server.port);
      own.send(bytes);
      expect(lettersOf(await own.until('Z'))).toMatch(/^E\((?:08P01|54000)\)$/);
    });

    it('text that is no UTF-8 is refused', async () => {
      expect(await tested.wire.ask(clientMessage('Q', Buffer.from("select '\xff'\0", 'latin1')))).toBe('E(22021) ZI');
    });

    it('a thousand statements in one message are answered', async () => {
      const answer = await tested.wire.ask(
        client.query('SELECT 1; SHOW DateStyle;'.repeat(2) + 'RESET DateStyle;'.repeat(996)),
      );
      expect(answer.split(/C\((?:SELECT 1|SHOW|RESET)\)/)).toHaveLength(1_001);
      expect(await tested.wire.ask(client.query(`SELECT '${'x'.repeat(1_000_000)}' = ''`))).toBe(
        'T D(f) C(SELECT 1) ZI',
      );
    });

    it.each([
      ['longer than 4 MB', `SELECT 1${' '.repeat(4_194_304)}`, '54000'],
      ['of very many words', `SELECT ${'1,'.repeat(125_000)}1`, '54001'],
      ['of conditions without end', `SELECT 1 WHERE true${' AND true'.repeat(5_001)}`, '54001'],
      ['of comments without end', `SELECT ${'/*'.repeat(50_000)}`, '42601'],
    ])('a statement %s is refused, and the next one answered', async (_, sql, sqlstate) => {
      const refused = new RegExp(`^E\\(${sqlstate}\\) ZI$`);
      expect(await tested.wire.ask(client.query(sql))).toMatch(refused);
      expect(await tested.wire.ask(client.parse('', sql), client.sync)).toMatch(refused);
      expect(await tested.wire.ask(client.query('SELECT 1'))).toBe('T D(1) C(SELECT 1) ZI');
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
      expect(await tested.wire.ask(client.query(sql)), sql).toMatch(/^E\((?:42501|42P01)\) ZI$/);
    const values = await tested.wire.ask(client.query('SELECT 1'));
    expect(values).toContain('D(1)');
    expect(valuesOf({ letter: 'D', body: Buffer.from([0, 1, 0xff, 0xff, 0xff, 0xff]) })).toEqual([null]);
  });
}
