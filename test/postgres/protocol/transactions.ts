import { describe, expect, it } from 'vitest';
import { client, fieldsOf } from '../../support/postgres-wire.ts';
import type { Tested } from './tested.ts';

export function transactions(tested: Tested): void {
  describe('a transaction', () => {
    it('fails at the first error and then takes its end alone', async () => {
      expect(await tested.wire.ask(client.query('BEGIN ISOLATION LEVEL SERIALIZABLE, READ WRITE'))).toBe('C(BEGIN) ZT');
      expect(await tested.wire.ask(client.query('SELECT nme FROM aws.ec2.images'))).toBe('E(42703) ZE');
      expect(await tested.wire.ask(client.query('SELECT 1'))).toBe('E(25P02) ZE');
      expect(await tested.wire.ask(client.parse('', 'SELECT 1'), client.sync)).toBe('E(25P02) ZE');
      expect(await tested.wire.ask(client.query('COMMIT'))).toBe('C(ROLLBACK) ZI');
      expect(await tested.wire.ask(client.query('COMMIT; BEGIN; BEGIN; END'))).toBe(
        'N C(COMMIT) C(BEGIN) N C(BEGIN) C(COMMIT) ZI',
      );
    });

    it('has the modes that it is told, or those that the session has', async () => {
      const shown = async (sql: string) => (await tested.wire.ask(client.query(sql))).match(/D\([^)]*\)|E\([^)]*\)/g);
      const show = 'SHOW transaction_isolation; SHOW transaction_read_only; SHOW transaction_deferrable;';
      expect(await shown(`BEGIN ISOLATION LEVEL SERIALIZABLE, READ ONLY, DEFERRABLE; ${show}`)).toEqual([
        'D(serializable)',
        'D(on)',
        'D(on)',
      ]);
      expect(await shown(`COMMIT AND CHAIN; ${show}`)).toEqual(['D(serializable)', 'D(on)', 'D(on)']);
      expect(await shown(`COMMIT; ${show}`)).toEqual(['D(read committed)', 'D(off)', 'D(off)']);
      const session = 'SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY; SET transaction_read_only = off';
      expect(await shown(`${session}; ${show}`)).toEqual(['D(read committed)', 'D(on)', 'D(off)']);
      expect(await shown('CREATE TABLE no AS SELECT 1')).toEqual(['E(25006)']);
      expect(await shown('BEGIN READ WRITE; CREATE TABLE yes AS SELECT 1; ROLLBACK; RESET ALL')).toBeNull();
      expect(await tested.wire.ask(client.query('BEGIN ISOLATION LEVEL no'))).toBe('E(42601) ZI');
      for (const end of ['COMMIT', 'ROLLBACK'])
        expect(await tested.wire.ask(client.query(`${end} AND CHAIN`))).toBe('E(25P01) ZI');
    });

    it('takes back local tables', async () => {
      await tested.wire.ask(client.query('CREATE OR REPLACE TABLE own AS SELECT 1 a'));
      await tested.wire.ask(client.query('BEGIN; DELETE FROM own; ROLLBACK'));
      expect(await tested.wire.ask(client.query('SELECT a FROM own'))).toContain('D(1)');
    });

    it('accepts savepoints, and goes back to one where nothing was changed since', async () => {
      expect(await tested.wire.ask(client.query('SAVEPOINT s'))).toBe('E(25P01) ZI');
      await tested.wire.ask(client.query('CREATE OR REPLACE TABLE own AS SELECT 1 a'));
      expect(await tested.wire.ask(client.query('BEGIN; SAVEPOINT s; SELECT nme FROM aws.ec2.images'))).toContain(
        'E(42703) ZE',
      );
      expect(await tested.wire.ask(client.query('ROLLBACK TO SAVEPOINT s; SELECT 1; RELEASE SAVEPOINT s'))).toBe(
        'C(ROLLBACK) T D(1) C(SELECT 1) C(RELEASE) ZT',
      );
      expect(await tested.wire.ask(client.query('SAVEPOINT s; DELETE FROM own; ROLLBACK TO s'))).toBe(
        'C(SAVEPOINT) C(DELETE 1) E(0A000) ZE',
      );
      expect(await tested.wire.ask(client.query('ROLLBACK; SELECT a FROM own'))).toBe(
        'C(ROLLBACK) T D(1) C(SELECT 1) ZI',
      );
    });

    it('takes back to a savepoint what was set and opened since, and at its end what it would have held', async () => {
      const answer = await tested.wire.ask(
        client.query(
          'BEGIN; DECLARE a CURSOR FOR SELECT 1; SAVEPOINT s; SET intervalstyle = postgres; SET search_path = x; ' +
            'DECLARE b CURSOR FOR SELECT 2; ROLLBACK TO s; SHOW search_path; FETCH a; FETCH b',
        ),
      );
      expect(answer).toMatch(/C\(ROLLBACK\) T D\("\$user", public\) C\(SHOW\) T D\(1\) C\(FETCH 1\) E\(34000\) ZE$/);
      const held = 'DECLARE h CURSOR WITH HOLD FOR SELECT 1; FETCH h';
      expect(await tested.wire.ask(client.query(`ROLLBACK; BEGIN; ${held}; ROLLBACK; FETCH h`))).toMatch(
        /E\(34000\) ZI$/,
      );
      expect(await tested.wire.ask(client.query(`BEGIN; ${held}; COMMIT; FETCH h; CLOSE h`))).toMatch(
        /C\(COMMIT\) T C\(FETCH 0\) C\(CLOSE CURSOR\) ZI$/,
      );
    });

    it('refuses changes of the cloud, unless told otherwise', async () => {
      const insert =
        "INSERT INTO aws.sagemaker.images (image_name, image_role_arn) VALUES ('t', 'arn:aws:iam::123456789012:role/r')";
      tested.wire.send(client.query(`BEGIN; ${insert}`));
      const error = (await tested.wire.until('Z')).find(({ letter }) => letter === 'E');
      expect(error && fieldsOf(error)).toMatchObject({
        C: '25001',
        H: expect.stringContaining('changes_in_transaction'),
      });
      await tested.wire.ask(client.query('ROLLBACK; SET skyql.changes_in_transaction = on'));
      expect(await tested.wire.ask(client.query(`BEGIN; ${insert}; ROLLBACK`))).toBe(
        'C(BEGIN) N C(INSERT 0 1) C(ROLLBACK) ZI',
      );
      expect(
        await tested.wire.ask(
          client.query("RESET skyql.changes_in_transaction; DELETE FROM aws.sagemaker.images WHERE image_name = 't'"),
        ),
      ).toContain('C(DELETE 1)');
      expect(await tested.wire.ask(client.query('BEGIN READ ONLY; CREATE TABLE no AS SELECT 1; '))).toContain(
        'E(25006) ZE',
      );
      await tested.wire.ask(client.query('ROLLBACK'));
    });

    it('gives back the settings that were made in it', async () => {
      expect(
        await tested.wire.ask(
          client.query("BEGIN; SET application_name = 'x'; SET LOCAL skyql.region = 'eu-west-1'; COMMIT"),
        ),
      ).toBe('C(BEGIN) S C(SET) C(SET) C(COMMIT) ZI');
      expect(await tested.wire.ask(client.query('SHOW application_name; SHOW skyql.region'))).toBe(
        'T D(x) C(SHOW) E(42704) ZI',
      );
      expect(
        await tested.wire.ask(client.query("BEGIN; SET application_name = 'y'; ROLLBACK; SHOW application_name")),
      ).toContain('D(x)');
      await tested.wire.ask(client.query('RESET application_name'));
    });
  });
}
