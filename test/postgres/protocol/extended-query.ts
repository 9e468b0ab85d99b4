import { describe, expect, it } from 'vitest';
import { client, lettersOf } from '../../support/postgres-wire.ts';
import type { Tested } from './tested.ts';

export function extendedQuery(tested: Tested): void {
  describe('the extended query', () => {
    it('describes without running, and runs with values', async () => {
      const sql = 'SELECT $1::int AS a, $2 AS b, image_id FROM aws.ec2.images WHERE name = $3';
      expect(await tested.wire.ask(client.parse('s', sql), client.describe('S', 's'), client.sync)).toBe(
        '1 t(23,25,25) T ZI',
      );
      expect(await tested.wire.ask(client.query('SELECT count(*) FROM own_calls()'))).toContain('E(');
      const asked = [client.bind('', 's', ['5', null, 'no such']), client.execute('')];
      expect(await tested.wire.ask(...asked, client.close('S', 's'), client.sync)).toBe('2 C(SELECT 0) 3 ZI');
      expect(await tested.wire.ask(client.bind('', 's'), client.sync)).toBe('E(26000) ZI');
    });

    it('finds lists behind ANY and ALL, and reads times as PostgreSQL does', async () => {
      const sql =
        'SELECT i, $4::timestamptz, $3::date FROM range(5) r(i) WHERE i = ANY($1) AND i::text <> ALL($2) AND $5::interval IS NOT NULL';
      expect(await tested.wire.ask(client.parse('l', sql), client.describe('S', 'l'), client.sync)).toBe(
        '1 t(1016,1009,1082,1184,1186) T ZI',
      );
      const values = ['{1,2,9}', '{2,"a b"}', 'May 8, 2024', '2020-01-01 10:00+02', '1 month - 1 day'];
      const asked = [client.bind('', 'l', values), client.execute(''), client.close('S', 'l')];
      expect(await tested.wire.ask(...asked, client.sync)).toBe(
        '2 D(1,2020-01-01 08:00:00+00,2024-05-08) C(SELECT 1) 3 ZI',
      );
    });

    it('runs nothing to describe a change', async () => {
      await tested.wire.ask(client.query('CREATE OR REPLACE TABLE own (a INTEGER)'));
      const messages = [client.parse('i', 'INSERT INTO own VALUES ($1) RETURNING a'), client.describe('S', 'i')];
      expect(await tested.wire.ask(...messages, client.sync)).toMatch(/^1 t\(\d+\) T ZI$/);
      expect(await tested.wire.ask(client.query('SELECT count(*) FROM own'))).toContain('D(0)');
      expect(await tested.wire.ask(client.bind('', 'i', ['7']), client.execute(''), client.sync)).toBe(
        '2 D(7) C(INSERT 0 1) ZI',
      );
    });

    it('describes whatever answers rows, and says of which columns nobody can know', async () => {
      await tested.wire.ask(client.query('CREATE OR REPLACE TABLE own AS SELECT 1 AS a'));
      const asked = (sql: string) =>
        tested.wire.ask(
          client.parse('', sql),
          client.describe('S', ''),
          client.bind('', ''),
          client.execute(''),
          client.sync,
        );
      const merge =
        'MERGE INTO own USING (SELECT 1 AS a) s ON own.a = s.a WHEN MATCHED THEN UPDATE SET a = 3 RETURNING a';
      for (const [sql, answer] of [
        ["PRAGMA table_info('own')", /^1 t\(\) T 2 D\(0,a,INTEGER,.*\) C\(PRAGMA\) ZI$/],
        ['CALL pragma_version()', /^1 t\(\) T 2 D\(v.*\) C\(CALL\) ZI$/],
        ['DESCRIBE SELECT a FROM own', /^1 t\(\) T 2 D\(a,INTEGER,.*\) C\(DESCRIBE\) ZI$/],
        [merge, /^1 t\(\) T 2 D\(3\) C\(MERGE 1\) ZI$/],
        ['REGISTRY LIST', /^1 t\(\) T 2 D\(aws,.*\) C\(REGISTRY\) ZI$/],
        ['PIVOT own ON a', /^1 E\(0A000\) ZI$/],
        ['PIVOT own ON a IN (3)', /^1 t\(\) T 2 D\(1\) C\(SELECT 1\) ZI$/],
      ] as const)
        expect(await asked(sql), sql).toMatch(answer);
      expect(await tested.wire.ask(client.query(merge))).toBe('T C(MERGE 0) ZI');
    });

    it('gives so many rows of a portal and goes on with it, past other statements', async () => {
      const opened = [client.parse('', 'SELECT i FROM range(5) r(i)'), client.bind('p', ''), client.execute('p', 2)];
      tested.wire.send(client.query('BEGIN'));
      await tested.wire.until('Z');
      expect(await tested.wire.ask(...opened, client.sync)).toBe('1 2 D(0) D(1) s ZT');
      expect(
        await tested.wire.ask(client.parse('', 'SELECT 9'), client.bind('', ''), client.execute(''), client.sync),
      ).toBe('1 2 D(9) C(SELECT 1) ZT');
      expect(
        await tested.wire.ask(client.execute('p', 2), client.execute('p', 0), client.execute('p', 0), client.sync),
      ).toBe('D(2) D(3) s D(4) C(SELECT 1) C(SELECT 0) ZT');
      expect(await tested.wire.ask(client.query('COMMIT'))).toBe('C(COMMIT) ZI');
      expect(await tested.wire.ask(client.execute('p'), client.sync)).toBe('E(34000) ZI');
    });

    it('answers up to Flush, and skips up to Sync after an error', async () => {
      tested.wire.send(client.parse('', 'SELECT 1'), client.bind('', ''), client.execute(''), client.flush);
      expect(lettersOf(await tested.wire.until('C'))).toBe('1 2 D(1) C(SELECT 1)');
      expect(await tested.wire.ask(client.sync)).toBe('ZI');
      const failed = [client.parse('', 'SELECT nme FROM aws.ec2.images WHERE name = $1'), client.bind('', '', ['x'])];
      expect(await tested.wire.ask(...failed, client.execute(''), client.query('SELECT 1'), client.sync)).toBe(
        'E(42703) ZI',
      );
      expect(await tested.wire.ask(client.parse('', 'SELECT 1; SELECT 2'), client.sync)).toBe('E(42601) ZI');
      expect(await tested.wire.ask(client.parse('', ''), client.bind('', ''), client.execute(''), client.sync)).toBe(
        '1 2 I ZI',
      );
      expect(
        await tested.wire.ask(
          client.parse('', 'SELECT $1::int'),
          client.bind('', '', ['x']),
          client.execute(''),
          client.sync,
        ),
      ).toBe('1 2 E(22P02) ZI');
    });

    it('takes types that a client gives, and binary values', async () => {
      const eight = Buffer.alloc(8);
      eight.writeBigInt64BE(-7n);
      const binary = { values: [1], results: [1] };
      tested.wire.send(
        client.parse('', 'SELECT $1 a', [20]),
        client.bind('', '', [eight], binary),
        client.execute(''),
        client.sync,
      );
      const row = (await tested.wire.until('Z')).find(({ letter }) => letter === 'D');
      expect(row?.body.toString('hex')).toBe(`000100000008${eight.toString('hex')}`);
      expect(await tested.wire.ask(client.parse('', 'SELECT $1', [999_999]), client.sync)).toBe('E(42704) ZI');
      // Arrays of JSON, arrays in which one is empty but for NULL, and a zero below zero.
      for (const [sql, oid, value, answer] of [
        ['SELECT $1 a', 3807, '{"[1]",NULL}', /^1 2 T\(3807\) D\(\{\[1\],NULL\}\)/],
        ['SELECT $1 a', 1007, '{{1},{NULL}}', /^1 2 T\(1007\) D\(\{\{1\},\{NULL\}\}\)/],
        ['SELECT $1 a', 1082, '0044-03-15 BC', /^1 2 T\(1082\) D\(0044-03-15 BC\)/],
      ] as const) {
        const messages = [client.parse('', sql, [oid]), client.bind('', '', [value]), client.describe('P', '')];
        tested.wire.send(...messages, client.execute(''), client.sync);
        const got = await tested.wire.until('Z');
        const told = got.find(({ letter }) => letter === 'T')?.body.readInt32BE(2 + 'a\0'.length + 6);
        expect(lettersOf(got).replace(' T ', ` T(${told}) `), value).toMatch(answer);
      }
      const zero = [
        client.parse('', 'SELECT $1 a', [701]),
        client.bind('', '', [Buffer.from('8000000000000000', 'hex')], { values: [1] }),
      ];
      expect(await tested.wire.ask(...zero, client.execute(''), client.sync)).toBe('1 2 D(-0) C(SELECT 1) ZI');
      // More digits than a number of PostgreSQL's default here would keep.
      const number = '12345678901234567890.123456789012345';
      const asked = [client.parse('', 'SELECT $1::varchar a, $1', [1700]), client.bind('', '', [number])];
      expect(await tested.wire.ask(...asked, client.execute(''), client.sync)).toBe(
        `1 2 D(${number},${number}) C(SELECT 1) ZI`,
      );
    });
  });
}
