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
    });

    // What each answers is what PostgreSQL 15 answered to the same.
    it('goes back with SCROLL, and says without it that it does not', async () => {
      const query = 'CURSOR FOR SELECT i FROM range(1, 10) r(i)';
      const fetched = async (fetches: readonly string[]) => {
        const answers = [];
        for (const sql of fetches) {
          const answer = await tested.wire.ask(client.query(sql));
          answers.push(
            answer
              .replace(/^T | Z.$|[DC]\(|\)/g, '')
              .replace(/FETCH \d+$/, '')
              .trim(),
          );
        }
        return answers;
      };
      await tested.wire.ask(client.query(`BEGIN; DECLARE c SCROLL ${query}`));
      expect(
        await fetched(
          'FETCH 3 c;FETCH BACKWARD 1 c;FETCH LAST c;FETCH FIRST c;FETCH ABSOLUTE -2 c;FETCH ABSOLUTE 5 c;FETCH RELATIVE -2 c'.split(
            ';',
          ),
        ),
      ).toEqual(['1 2 3', '2', '9', '1', '8', '5', '3']);
      expect(
        await fetched(
          'FETCH BACKWARD ALL c;FETCH ALL c;FETCH PRIOR c;MOVE ABSOLUTE 0 c;MOVE LAST c;MOVE BACKWARD ALL c;FETCH 0 c;FETCH c;FETCH 0 c'.split(
            ';',
          ),
        ),
      ).toEqual(['2 1', '1 2 3 4 5 6 7 8 9', '9', 'MOVE 0', 'MOVE 1', 'MOVE 8', '', '1', '1']);
      expect(
        await fetched('FETCH ABSOLUTE 99 c;FETCH PRIOR c;FETCH -3 c;FETCH FORWARD -1 c;FETCH BACKWARD -2 c'.split(';')),
      ).toEqual(['', '9', '8 7 6', '5', '6 7']);
      const limited = [client.parse('', 'FETCH BACKWARD 5 c'), client.bind('', ''), client.execute('', 2)];
      expect(await tested.wire.ask(...limited, client.execute('', 0), client.sync)).toBe(
        '1 2 D(6) D(5) s D(4) D(3) D(2) C(FETCH 3) ZT',
      );
      await tested.wire.ask(client.query(`ROLLBACK; BEGIN; DECLARE c NO SCROLL ${query}`));
      expect(
        await fetched(
          'FETCH ABSOLUTE 2 c;FETCH RELATIVE 2 c;MOVE RELATIVE 2 c;FETCH ABSOLUTE 8 c;FETCH 9 c;FETCH 0 c;MOVE ALL c'.split(
            ';',
          ),
        ),
      ).toEqual(['2', '4', 'MOVE 1', '8', '9', '', 'MOVE 0']);
      for (const back of 'PRIOR;0;FIRST;LAST;ABSOLUTE 2;BACKWARD ALL;-1'.split(';')) {
        await tested.wire.ask(client.query(`ROLLBACK; BEGIN; DECLARE c NO SCROLL ${query}; FETCH 2 c`));
        expect(await fetched([`FETCH ${back} FROM c`]), back).toEqual([expect.stringContaining('55000')]);
      }
      await tested.wire.ask(client.query('ROLLBACK'));
      expect(await tested.wire.ask(client.query('DECLARE c NO SCROLL SCROLL CURSOR FOR SELECT 1'))).toBe('E(42P11) ZI');
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
