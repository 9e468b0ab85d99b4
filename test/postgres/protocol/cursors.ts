import { describe, expect, it } from 'vitest';
import { client, fieldsOf, lettersOf } from '../../support/postgres-wire.ts';
import type { Tested } from './tested.ts';

export function cursors(tested: Tested): void {
  describe('cursors and COPY', () => {
    it('reads a cursor forward, inside of a transaction or held beyond it', async () => {
      expect(await tested.wire.ask(client.query('DECLARE c CURSOR FOR SELECT 1'))).toBe('E(25P01) ZI');
      expect(
        await tested.wire.ask(client.query('BEGIN; DECLARE c NO SCROLL CURSOR FOR SELECT i FROM range(5) r(i)')),
      ).toBe('C(BEGIN) C(DECLARE CURSOR) ZT');
      expect(
        await tested.wire.ask(
          client.query('FETCH 2 FROM c; MOVE 1 IN c; FETCH c; FETCH FORWARD ALL FROM c; FETCH NEXT FROM c'),
        ),
      ).toBe('T D(0) D(1) C(FETCH 2) C(MOVE 1) T D(3) C(FETCH 1) T D(4) C(FETCH 1) T C(FETCH 0) ZT');
      expect(await tested.wire.ask(client.query('CLOSE c; FETCH c'))).toBe('C(CLOSE CURSOR) E(34000) ZE');
      await tested.wire.ask(client.query('ROLLBACK'));
      expect(
        await tested.wire.ask(client.query("DECLARE h CURSOR WITH HOLD FOR SELECT 'x'; FETCH ALL h; CLOSE ALL")),
      ).toBe('C(DECLARE CURSOR) T D(x) C(FETCH 1) C(CLOSE CURSOR ALL) ZI');
      expect(await tested.wire.ask(client.query('DECLARE s SCROLL CURSOR WITH HOLD FOR SELECT 1'))).toBe('E(55000) ZI');
    });

    it('says where in a query inside of another statement an error is', async () => {
      for (const [sql, position] of [
        ['DECLARE c CURSOR WITH HOLD FOR SELECT nme FROM aws.ec2.images', '39'],
        ['SELECT 1; COPY (SELECT nme FROM aws.ec2.images) TO STDOUT', '24'],
      ] as const) {
        tested.wire.send(client.query(sql));
        const error = (await tested.wire.until('Z')).find(({ letter }) => letter === 'E');
        expect(error && fieldsOf(error).P).toBe(position);
      }
    });

    it('fetches by the extended protocol, a few at a time', async () => {
      await tested.wire.ask(client.query('BEGIN; DECLARE c CURSOR FOR SELECT i FROM range(9) r(i)'));
      const fetched = [
        client.parse('', 'FETCH 3 FROM c'),
        client.bind('', ''),
        client.describe('P', ''),
        client.execute('', 2),
      ];
      expect(await tested.wire.ask(...fetched, client.execute('', 2), client.sync)).toBe(
        '1 2 T D(0) D(1) s D(2) C(FETCH 1) ZT',
      );
      await tested.wire.ask(client.query('COMMIT'));
    });

    it('copies to the client: a message a row', async () => {
      const copied = async (options: string) => {
        tested.wire.send(
          client.query(
            `COPY (SELECT * FROM (VALUES (1, 'a\tb', NULL), (2, 'say "x", y', 'ü\\')) t(n, s, x)) TO STDOUT ${options}`,
          ),
        );
        const messages = await tested.wire.until('Z');
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
      expect(await tested.wire.ask(client.query("COPY (SELECT 1) TO '/tmp/x'"))).toBe('E(42501) ZI');
      expect(await tested.wire.ask(client.query("COPY own FROM PROGRAM 'id'"))).toBe('E(42501) ZI');
    });

    it('tells of columns that COPY or its options name wrongly as PostgreSQL does', async () => {
      await tested.wire.ask(client.query('CREATE OR REPLACE TABLE own (a INTEGER, b VARCHAR)'));
      for (const [sql, sqlstate] of [
        ['own TO STDOUT (FORMAT csv, FORCE_QUOTE (nope))', '42703'],
        ['(SELECT 1 AS a) TO STDOUT (FORMAT csv, FORCE_QUOTE (nope))', '42703'],
        ['own TO STDOUT (FORMAT csv, FORCE_QUOTE (a, A))', '42701'],
        ['own (a) TO STDOUT (FORMAT csv, FORCE_QUOTE (b))', '42P10'],
        ['own (a, a) TO STDOUT', '42701'],
        ['own (nope) TO STDOUT', '42703'],
        ['own FROM STDIN (FORMAT csv, FORCE_NULL (nope))', '42703'],
        ['own FROM STDIN (FORMAT csv, FORCE_NOT_NULL (a, a))', '42701'],
        ['own (a) FROM STDIN (FORMAT csv, FORCE_NULL (b))', '42P10'],
      ])
        expect(await tested.wire.ask(client.query(`COPY ${sql}`)), sql).toBe(`E(${sqlstate}) ZI`);
      expect(await tested.wire.ask(client.query('COPY own TO STDOUT (FORMAT csv, FORCE_QUOTE *)'))).toBe(
        'H c C(COPY 0) ZI',
      );
    });
  });
}
