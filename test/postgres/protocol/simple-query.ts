import { describe, expect, it } from 'vitest';
import { client, fieldsOf, lettersOf, PostgresWire } from '../../support/postgres-wire.ts';
import type { Tested } from './tested.ts';

export function simpleQuery(tested: Tested): void {
  describe('a simple query', () => {
    it('runs several statements, up to the first that fails', async () => {
      expect(await tested.wire.ask(client.query("SELECT 1 a; SELECT 2, 'x'; ; SHOW server_encoding"))).toBe(
        'T D(1) C(SELECT 1) T D(2,x) C(SELECT 1) T D(UTF8) C(SHOW) ZI',
      );
      expect(await tested.wire.ask(client.query('SELECT 1; SELECT nme FROM aws.ec2.images; SELECT 2'))).toBe(
        'T D(1) C(SELECT 1) E(42703) ZI',
      );
      expect(await tested.wire.ask(client.query('SELECT 1; SELEC 2'))).toBe('E(42601) ZI');
      expect(await tested.wire.ask(client.query(' -- nothing\n'))).toBe('I ZI');
    });

    it('says where an error is in what was sent, in characters', async () => {
      tested.wire.send(client.query("SELECT '\u{1f600}é' x; SELECT\n nme FROM aws.ec2.images"));
      const error = (await tested.wire.until('Z')).find(({ letter }) => letter === 'E');
      expect(error && fieldsOf(error)).toMatchObject({
        S: 'ERROR',
        C: '42703',
        P: '24',
        H: expect.stringContaining('name'),
        D: expect.stringContaining('UNKNOWN_COLUMN'),
      });
    });

    it('names columns of calls as PostgreSQL does, described or not', async () => {
      const sql = 'SELECT count(*), max(i) FROM range(3) r(i)';
      const asked = [client.parse('', sql), client.describe('S', ''), client.sync];
      for (const messages of [[client.query(sql)], asked, [client.query(`COPY (${sql}) TO STDOUT CSV HEADER`)]]) {
        tested.wire.send(...messages);
        const told = (await tested.wire.until('Z')).find(({ letter }) => letter === 'T' || letter === 'd');
        expect(told?.body.toString('latin1')).toMatch(/^..count\0.{18}max\0|^count,max\n/s);
      }
    });

    it('tells by which constraint a row is refused', async () => {
      await tested.wire.ask(
        client.query('CREATE TABLE held (n INTEGER PRIMARY KEY, s INTEGER NOT NULL CHECK (s > 0))'),
      );
      for (const [row, sqlstate] of [
        ['(1, 1), (1, 2)', '23505'],
        ['(2, NULL)', '23502'],
        ['(3, 0)', '23514'],
      ])
        expect(await tested.wire.ask(client.query(`INSERT INTO held VALUES ${row}`))).toBe(`E(${sqlstate}) ZI`);
      await tested.wire.ask(client.query('DROP TABLE held'));
    });

    it('says of tables of the session that there are none', async () => {
      for (const sql of [
        'SELECT * FROM nope',
        'SELECT * FROM public.nope',
        'DELETE FROM public.nope WHERE a = 1',
        'UPDATE public.nope SET a = 1',
      ])
        expect(await tested.wire.ask(client.query(sql)), sql).toBe('E(42P01) ZI');
    });

    it('tells settings that there are none of from those that are refused', async () => {
      for (const sql of ['SET nope = 1', 'SET skyql.nope = 1', 'RESET nope', 'SHOW nope'])
        expect(await tested.wire.ask(client.query(sql)), sql).toBe('E(42704) ZI');
      for (const sql of ["SET memory_limit = '9GB'", 'SET skyql.threads = 4', 'RESET temp_directory'])
        expect(await tested.wire.ask(client.query(sql)), sql).toBe('E(42501) ZI');
    });

    it('keeps what programs set for themselves', async () => {
      const get = "SELECT coalesce(current_setting('myapp.tenant', true), 'none')";
      const own = await PostgresWire.session(tested.server.port);
      const asked = (sql: string) => own.ask(client.query(sql));
      expect(await asked(get)).toBe('T D(none) C(SELECT 1) ZI');
      expect(await asked("SET MyApp.tenant = 'x'")).toBe('C(SET) ZI');
      expect(await asked(get)).toContain('D(x)');
      expect(await asked("SELECT current_setting('myapp.' || 'Tenant') FROM pg_am LIMIT 1")).toContain('D(x)');
      expect(await asked(`BEGIN; SET LOCAL myapp.tenant = 'y'; ${get}; COMMIT; ${get}`)).toMatch(/D\(y\).*D\(x\)/);
      expect(await asked(`RESET myapp.tenant; ${get}`)).toContain('D()');
      expect(await asked('SET myapp.tenant = a, b')).toBe('E(22023) ZI');
      expect(await asked("SELECT set_config('myapp.1', 'x', false)")).toBe('E(42602) ZI');
      expect(await asked("SELECT name FROM pg_settings WHERE name LIKE 'myapp.%'")).toContain('C(SELECT 0)');
      own.close();
      expect(await tested.wire.ask(client.query(get))).toContain('D(none)');
    });

    it('says what statements did', async () => {
      const answer = await tested.wire.ask(
        client.query(
          'CREATE OR REPLACE TABLE own (a INTEGER); INSERT INTO own VALUES (1), (2); UPDATE own SET a = 3 WHERE a = 2; ' +
            'DELETE FROM own WHERE a = 1; INSERT INTO own VALUES (4) RETURNING a; TRUNCATE own; DROP TABLE own; CREATE TEMP VIEW v AS SELECT 1',
        ),
      );
      expect(answer).toBe(
        'C(CREATE TABLE) C(INSERT 0 2) C(UPDATE 1) C(DELETE 1) T D(4) C(INSERT 0 1) C(TRUNCATE TABLE) C(DROP TABLE) C(CREATE VIEW) ZI',
      );
    });

    it('gives a connection back as new, as pools of connections ask for it', async () => {
      const own = 'CREATE TEMP TABLE own AS SELECT 1 a; CREATE TEMP VIEW seen AS SELECT a FROM own';
      const reset =
        'SET SESSION AUTHORIZATION DEFAULT; SET ROLE NONE; RESET ROLE; RESET ALL; CLOSE ALL; UNLISTEN *; ' +
        'SELECT pg_advisory_unlock_all() a; DISCARD SEQUENCES; SET statement_timeout TO DEFAULT';
      expect(await tested.wire.ask(client.query(`${own}; ${reset}`))).toBe(
        'C(SELECT 1) C(CREATE VIEW) C(SET) C(SET) C(RESET) C(RESET) C(CLOSE CURSOR ALL) C(UNLISTEN) ' +
          'T D() C(SELECT 1) C(DISCARD SEQUENCES) C(SET) ZI',
      );
      expect(await tested.wire.ask(client.query('SELECT a FROM seen; DISCARD TEMP; SELECT a FROM seen'))).toBe(
        'T D(1) C(SELECT 1) C(DISCARD TEMP) E(42P01) ZI',
      );
      expect(await tested.wire.ask(client.query('CREATE LOCAL TEMP TABLE "#t" (a INT) ON COMMIT PRESERVE ROWS'))).toBe(
        'C(CREATE TABLE) ZI',
      );
      expect(await tested.wire.ask(client.query('DISCARD ALL'))).toBe('C(DISCARD ALL) ZI');
      expect(await tested.wire.ask(client.query('SELECT a FROM "#t"'))).toBe('E(42P01) ZI');
    });

    // In the words of PostgreSQL 15, which was asked the same.
    it('says of definitions that they do nothing', async () => {
      await tested.wire.ask(
        client.query(
          'CREATE OR REPLACE TABLE own (a INT); CREATE OR REPLACE VIEW seen AS SELECT 1 a; CREATE TEMP TABLE mine (a INT)',
        ),
      );
      for (const [sql, sqlstate, message] of [
        ['CREATE TABLE IF NOT EXISTS own (a INT)', '42P07', 'relation "own" already exists, skipping'],
        ['CREATE TEMP TABLE IF NOT EXISTS Mine AS SELECT 1 a', '42P07', 'relation "mine" already exists, skipping'],
        ['CREATE SCHEMA IF NOT EXISTS public', '42P06', 'schema "public" already exists, skipping'],
        ['DROP TABLE IF EXISTS nope', '00000', 'table "nope" does not exist, skipping'],
        ['DROP TABLE IF EXISTS nope.own', '00000', 'table "own" does not exist, skipping'],
        ['DROP VIEW IF EXISTS public."No pe"', '00000', 'view "No pe" does not exist, skipping'],
        ['DROP MATERIALIZED VIEW IF EXISTS nope', '00000', 'materialized view "nope" does not exist, skipping'],
        ['DROP SCHEMA IF EXISTS nope CASCADE', '00000', 'schema "nope" does not exist, skipping'],
        ['DROP SEQUENCE IF EXISTS nope', '00000', 'sequence "nope" does not exist, skipping'],
        ['DROP INDEX IF EXISTS nope', '00000', 'index "nope" does not exist, skipping'],
        ['DROP TYPE IF EXISTS nope', '00000', 'type "nope" does not exist, skipping'],
        ['ALTER TABLE IF EXISTS nope ADD COLUMN b INT', '00000', 'relation "nope" does not exist, skipping'],
        [
          'ALTER TABLE own ADD COLUMN IF NOT EXISTS a INT',
          '42701',
          'column "a" of relation "own" already exists, skipping',
        ],
        ['ALTER TABLE own DROP IF EXISTS b', '00000', 'column "b" of relation "own" does not exist, skipping'],
      ] as const) {
        tested.wire.send(client.query(sql));
        const [notice, ...rest] = await tested.wire.until('Z');
        expect(notice && fieldsOf(notice), sql).toMatchObject({ S: 'NOTICE', C: sqlstate, M: message });
        expect(lettersOf(rest), sql).toMatch(/^C\([A-Z ]+\) ZI$/);
      }
      expect(
        await tested.wire.ask(
          client.query(
            'CREATE TABLE IF NOT EXISTS made (a INT); ALTER TABLE made ADD COLUMN IF NOT EXISTS b INT; DROP TABLE IF EXISTS made',
          ),
        ),
      ).toBe('C(CREATE TABLE) C(ALTER TABLE) C(DROP TABLE) ZI');
      expect(await tested.wire.ask(client.query('DROP TABLE IF EXISTS seen'))).toBe('E(42809) ZI');
    });

    it('says of statements that there are none of what to do instead, and where a word is wrong', async () => {
      const error = async (sql: string) => {
        tested.wire.send(client.query(sql));
        const found = (await tested.wire.until('Z')).find(({ letter }) => letter === 'E');
        return found && fieldsOf(found);
      };
      for (const sql of [
        'LISTEN a',
        "NOTIFY a, 'b'",
        'LOCK TABLE own IN SHARE MODE',
        'GRANT SELECT ON own TO public',
        'DO $$ $$',
        'CREATE EXTENSION IF NOT EXISTS pgcrypto',
        'DROP ROLE a',
        "PREPARE TRANSACTION 'a'",
        "ROLLBACK PREPARED 'a'",
        'SET ROLE a',
      ])
        expect(await error(sql), sql).toMatchObject({ C: '0A000', H: expect.stringMatching(/./) });
      expect(await error(`SET search_path = a${', a'.repeat(64)}`)).toMatchObject({ C: '22023' });
      for (const [sql, position] of [
        ['FETCH 1 FROM', '13'],
        ['SELECT 1; DISCARD nope', '19'],
        ['SET search_path = ', '18'],
        ['BEGIN READ', '7'],
        ['COPY (SELECT 1) TO STDOUT (FORMAT csv', '38'],
      ])
        expect(await error(sql ?? ''), sql).toMatchObject({ C: '42601', P: position });
      for (const [sql, position] of [
        ['SELECT 1; SELECT a FROM nope', '25'],
        ["SELECT name FROM aws.ec2.image i JOIN aws.ec2.nope ON i.tags ->> 'a' = 'b'", '39'],
        ['DELETE FROM nope', '13'],
        ['UPDATE aws.ec2.nope SET a = 1', '8'],
        ['INSERT INTO nope VALUES (1)', '13'],
        ['EXPLAIN SELECT 1 FROM nope', '23'],
      ])
        expect(await error(sql ?? ''), sql).toMatchObject({ C: '42P01', P: position });
    });

    it('counts the rows of tables that it makes, and says so where it made none', async () => {
      const told: readonly (readonly [string, string])[] = [
        ['CREATE TABLE made AS SELECT * FROM (VALUES (1), (2)) v(a)', 'SELECT 2'],
        ['CREATE TABLE IF NOT EXISTS made AS SELECT 1 AS a', 'CREATE TABLE AS'],
        ['CREATE OR REPLACE TEMP TABLE made AS SELECT 1 AS a WHERE false', 'SELECT 0'],
        ['CREATE TEMP TABLE empty AS SELECT 1 AS a WITH NO DATA', 'CREATE TABLE AS'],
        ['CREATE RECURSIVE VIEW counting(a) AS SELECT 1', 'CREATE VIEW'],
        ['CREATE MATERIALIZED VIEW kept AS SELECT 1 AS a UNION ALL SELECT 2', 'SELECT 2'],
        ['CREATE MATERIALIZED VIEW IF NOT EXISTS kept AS SELECT 1 AS a', 'CREATE MATERIALIZED VIEW'],
        ['REFRESH MATERIALIZED VIEW kept', 'REFRESH MATERIALIZED VIEW'],
        ['MERGE INTO empty USING made ON true WHEN NOT MATCHED THEN INSERT VALUES (1)', 'MERGE 0'],
        [
          'MERGE INTO empty USING (SELECT 1 AS a) m ON empty.a = m.a WHEN NOT MATCHED THEN INSERT VALUES (m.a)',
          'MERGE 1',
        ],
        ['RESET skyql.region', 'RESET'],
      ];
      const sql = `${told.map(([statement]) => statement).join('; ')}; DROP MATERIALIZED VIEW kept; DROP VIEW counting; DROP TABLE empty`;
      expect(await tested.wire.ask(client.query(sql))).toBe(
        [
          // A notice says of those that do nothing that they do.
          ...told.map(([statement, tag]) => `${statement.includes('IF NOT EXISTS') ? 'N ' : ''}C(${tag})`),
          'C(DROP MATERIALIZED VIEW) C(DROP VIEW) C(DROP TABLE) ZI',
        ].join(' '),
      );
      await tested.wire.ask(client.query('DROP TABLE made; DROP TABLE IF EXISTS made'));
    });

    it('tells of a change in the cloud by notices, and fails where it failed', async () => {
      const insert =
        "INSERT INTO aws.sagemaker.images (image_name, image_role_arn) VALUES ('own', 'arn:aws:iam::123456789012:role/r')";
      tested.wire.send(client.query(insert));
      const messages = await tested.wire.until('Z');
      expect(lettersOf(messages)).toBe('N C(INSERT 0 1) ZI');
      expect(messages[0] && fieldsOf(messages[0]).M).toMatch(/^CREATE .*own.* SUCCESS/);
      expect(await tested.wire.ask(client.query(insert))).toMatch(/^E\(HV000\) ZI$/);
      expect(
        await tested.wire.ask(client.query("DELETE FROM aws.sagemaker.images WHERE image_name = 'own'")),
      ).toContain('C(DELETE 1)');
    });

    it('sends warnings as notices', async () => {
      tested.wire.send(
        client.query(
          "SELECT name FROM aws.ec2.images WHERE region IN ('us-east-1', 'nowhere-1') AND Owners = 'self' LIMIT 1",
        ),
      );
      const messages = await tested.wire.until('Z');
      const told = messages
        .filter(({ letter }) => letter === 'N' || letter === 'E')
        .map((message) => fieldsOf(message));
      expect(told).toHaveLength(1);
      expect(told[0]?.M).toContain('nowhere-1');
    });
  });
}
