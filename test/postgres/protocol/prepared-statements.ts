import { describe, expect, it } from 'vitest';
import { client, fieldsOf } from '../../support/postgres-wire.ts';
import type { Tested } from './tested.ts';

export function preparedStatements(tested: Tested): void {
  describe('PREPARE and EXECUTE', () => {
    it('run a statement with values, by the names of prepared statements', async () => {
      expect(
        await tested.wire.ask(
          client.query(
            "PREPARE p (int, timestamp (3) with time zone, text[]) AS SELECT $1 + 1, $2, $3, $4::bool; EXECUTE p (1 + 2, '2020-01-01 10:00:00+02', ARRAY['a', NULL], NULL)",
          ),
        ),
      ).toBe('C(PREPARE) T D(4,2020-01-01 08:00:00+00,{a,NULL},) C(SELECT 1) ZI');
      expect(await tested.wire.ask(client.query('PREPARE p AS SELECT 1'))).toBe('E(42P05) ZI');
      // The protocol knows it under the same name.
      expect(await tested.wire.ask(client.parse('p', 'SELECT 1'), client.sync)).toBe('E(42P05) ZI');
      expect(await tested.wire.ask(client.describe('S', 'p'), client.sync)).toBe('t(23,1184,1009,16) T ZI');
      expect(await tested.wire.ask(client.bind('', 'p', ['7', null, null, 't']), client.execute(''), client.sync)).toBe(
        '2 D(8,,,t) C(SELECT 1) ZI',
      );
      await tested.wire.ask(client.parse('q', 'SELECT $1::int'), client.sync);
      const execute = [client.parse('', 'EXECUTE q (5)'), client.bind('', ''), client.describe('P', '')];
      expect(await tested.wire.ask(...execute, client.execute(''), client.sync)).toBe('1 2 T D(5) C(SELECT 1) ZI');
      expect(
        await tested.wire.ask(
          client.query("SELECT name, from_sql FROM pg_prepared_statements WHERE name IN ('p', 'q') ORDER BY 1"),
        ),
      ).toBe('T D(p,t) D(q,f) C(SELECT 2) ZI');
      expect(await tested.wire.ask(client.query('DEALLOCATE p; DEALLOCATE PREPARE q; EXECUTE p'))).toBe(
        'C(DEALLOCATE) C(DEALLOCATE) E(26000) ZI',
      );
      expect(await tested.wire.ask(client.query('DEALLOCATE p'))).toBe('E(26000) ZI');
    });

    it('refuse what PostgreSQL refuses, and say where', async () => {
      const failing = async (sql: string) => {
        tested.wire.send(client.query(sql));
        const error = (await tested.wire.until('Z')).find(({ letter }) => letter === 'E');
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
      await tested.wire.ask(client.query('PREPARE e (int) AS SELECT $1 / 0, $1'));
      expect(await failing('EXECUTE e')).toEqual(['42601', 'Expected 1 parameters but got 0.']);
      expect(await failing("EXECUTE e ('x')")).toEqual(['22P02', 'CONVERSION_FAILED']);
      expect(await failing('EXECUTE e (nme)')).toEqual(['42703', '12']);
      expect((await failing('EXECUTE e (unnest([1, 2]))'))[0]).toBe('0A000');
      await tested.wire.ask(client.query('DEALLOCATE ALL'));
    });

    it('are explained with the values that they would have', async () => {
      await tested.wire.ask(client.query('PREPARE x (text) AS SELECT name FROM aws.ec2.images WHERE image_id = $1'));
      const explain = (sql: string) => tested.wire.ask(client.query(`EXPLAIN (FORMAT JSON) ${sql}`));
      const explained = await explain("EXECUTE x ('ami-1')");
      expect(explained).toContain('ami-1');
      expect(explained).toBe(await explain("SELECT name FROM aws.ec2.images WHERE image_id = 'ami-1'"));
      const execute = [client.parse('', "EXPLAIN ANALYZE EXECUTE x ('ami-1')"), client.bind('', '')];
      expect(await tested.wire.ask(...execute, client.describe('P', ''), client.execute(''), client.sync)).toMatch(
        /^1 2 T( D\(.*\))+ C\(EXPLAIN\) ZI$/s,
      );
      expect(await tested.wire.ask(client.query('EXPLAIN EXECUTE nope'))).toBe('E(26000) ZI');
      expect(await tested.wire.ask(client.query("EXPLAIN (NOPE) EXECUTE x ('a')"))).toBe('E(42601) ZI');
      // One that executes itself is none that EXECUTE runs.
      const itself = [client.parse('y', 'EXECUTE y'), client.describe('S', 'y'), client.sync];
      expect(await tested.wire.ask(...itself)).toBe('1 E(0A000) ZI');
      await tested.wire.ask(client.query('DEALLOCATE ALL'));
    });

    it('read resources and tables anew each time, and what changes', async () => {
      const role = "'arn:aws:iam::123456789012:role/r'";
      const answer = await tested.wire.ask(
        client.query(
          "CREATE OR REPLACE TABLE own (a INTEGER); PREPARE put (int) AS INSERT INTO own VALUES ($1); PREPARE n AS SELECT count(*) FROM own; EXECUTE n; EXECUTE put (5); EXECUTE n; PREPARE c AS SELECT image_name FROM aws.sagemaker.images WHERE image_name = 'anew'; EXECUTE c",
        ),
      );
      expect(answer).toBe(
        'C(CREATE TABLE) C(PREPARE) C(PREPARE) T D(0) C(SELECT 1) C(INSERT 0 1) T D(1) C(SELECT 1) C(PREPARE) T C(SELECT 0) ZI',
      );
      await tested.wire.ask(
        client.query(
          `PREPARE m (text) AS INSERT INTO aws.sagemaker.images (image_name, image_role_arn) VALUES ($1, ${role})`,
        ),
      );
      expect(await tested.wire.ask(client.query("EXECUTE m ('anew'); EXECUTE c"))).toBe(
        'N C(INSERT 0 1) T D(anew) C(SELECT 1) ZI',
      );
      expect(
        await tested.wire.ask(client.query("DELETE FROM aws.sagemaker.images WHERE image_name = 'anew'; EXECUTE c")),
      ).toContain('C(SELECT 0) ZI');
      // EXECUTE of a method is StackQL's.
      expect(await tested.wire.ask(client.query("EXECUTE aws.sagemaker.image.nope @ImageName = 'x'"))).toBe(
        'E(42883) ZI',
      );
      await tested.wire.ask(client.query('DEALLOCATE ALL'));
    });
  });
}
