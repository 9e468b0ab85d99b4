import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '../src/session/connect.ts';
import type { Database } from '../src/session/database.ts';

// What runs texts that nobody can read is only for sessions with external access.
let db: Database;
let closed: Database;
beforeAll(async () => {
  db = await connect({ sandbox: true, region: 'us-east-1', externalAccess: true });
  closed = await connect({ sandbox: true, region: 'us-east-1' });
});
afterAll(() => Promise.all([db.close(), closed.close()]));

const read = 'SELECT count(*) AS n FROM aws.ec2.vpcs';

describe('rows that a statement before has read', () => {
  it.each([
    "FROM query('SELECT count(*) AS n FROM aws.ec2' || '.vpcs')",
    "FROM query_table(['aws.ec2.' || 'vpcs'])",
    `FROM json_execute_serialized_sql(json_serialize_sql('${read}'))`,
    `PRAGMA json_execute_serialized_sql(json_serialize_sql('${read}'))`,
    `PREPARE kept AS ${read}`,
    `PREPARE kept AS SELECT n FROM (${read})`,
    'EXECUTE kept_before',
    'FROM found',
    "FROM named('vpcs')",
  ])('are not answered by %s', async (sql) => {
    await db.query(
      "CREATE OR REPLACE MACRO named(name) AS TABLE FROM query('SELECT count(*) AS n FROM aws.ec2.' || name)",
    );
    await db.query('CREATE OR REPLACE MACRO found() AS 1');
    await db.query(read);
    await expect(db.query(sql)).rejects.toMatchObject({ name: 'SkyqlError' });
  });

  it.each([
    "FROM query('SELECT count(*) AS n FROM aws.ec2' || '.vpcs')",
    "FROM query_table(['aws.ec2.' || 'vpcs'])",
    `FROM json_execute_serialized_sql(json_serialize_sql('${read}'))`,
    `PRAGMA json_execute_serialized_sql(json_serialize_sql('${read}'))`,
    "CREATE MACRO named(name) AS TABLE FROM query('SELECT count(*) AS n FROM aws.ec2.' || name)",
  ])('are out of reach without external access of %s', async (sql) => {
    await expect(closed.query(sql)).rejects.toMatchObject({ code: 'LOCKED', hint: expect.stringMatching(/./) });
  });

  it.each(["FROM query('FROM aws.ec2.vpcs')", "FROM query_table('aws.ec2.vpcs')"])(
    'are read anew by %s',
    async (sql) => {
      for (const _ of ['once', 'again']) {
        const { rows, statistics } = await db.query(sql);
        expect(rows.length).toBeGreaterThan(0);
        expect(statistics.calls).toBeGreaterThan(0);
      }
    },
  );

  it('are not there in a transaction that writes', async () => {
    await db.query('CREATE TABLE own (a INTEGER)');
    await db.query(read);
    await db.query('BEGIN');
    await db.query('INSERT INTO own VALUES (1)');
    await expect(db.query("FROM query('SELECT count(*) AS n FROM aws.ec2' || '.vpcs')")).rejects.toMatchObject({
      name: 'SkyqlError',
    });
    await db.query('ROLLBACK');
  });

  it('do not stand in the way of what is prepared over tables', async () => {
    await db.query('CREATE OR REPLACE TABLE own AS SELECT 7 AS a');
    await db.query('PREPARE local AS SELECT a FROM own');
    expect((await db.query('EXECUTE local')).rows).toEqual([{ a: 7 }]);
  });
});

describe('settings that change what statements mean', () => {
  it.each([
    "SET default_collation = 'NOCASE'",
    "SET GLOBAL/**/default_collation TO 'NOCASE'",
    `SET "DEFAULT_COLLATION" = 'NOCASE'`,
    "PRAGMA default_collation = 'NOCASE'",
    'RESET disabled_optimizers',
    "SET disabled_optimizers = ''",
    'CALL disable_peg_parser()',
    'FROM disable_peg_parser()',
    "FROM query('FROM disable_peg_parser()')",
    "SET allow_parser_override_extension = 'strict'",
    'SET errors_as_json = true',
  ])('are refused of every session: %s', async (sql) => {
    for (const session of [db, closed])
      await expect(session.query(sql)).rejects.toMatchObject({
        code: 'UNSUPPORTED_STATEMENT',
        hint: expect.stringMatching(/./),
      });
  });

  it('are harmless otherwise', async () => {
    const conditions =
      "owner_id = '123456789012' AND creation_date > '2026-01-01' AND tags ->> 'Name' IS NOT NULL OR name LIKE 'A%'";
    const text = (resource: string) =>
      `SELECT name FROM ${resource} WHERE ${conditions} ORDER BY name, creation_date LIMIT 3`;
    await db.query('CREATE TABLE images AS SELECT name, owner_id, creation_date, tags FROM aws.ec2.images');
    for (const [set, reset] of [
      ["SET default_order = 'DESC'", 'RESET default_order'],
      ["SET default_null_order = 'nulls_first'", 'RESET default_null_order'],
      ['SET old_implicit_casting = true', 'RESET old_implicit_casting'],
      ['SET integer_division = true', 'RESET integer_division'],
      ["SET explain_output = 'all'", 'RESET explain_output'],
      ['PRAGMA disable_optimizer', 'PRAGMA enable_optimizer'],
    ] as const) {
      await db.query(set);
      expect((await db.query(text('aws.ec2.images'))).rows, set).toEqual((await db.query(text('images'))).rows);
      await db.query(reset);
    }
  });
});

it('an impossible value in a list leaves the others their rows', async () => {
  const count = async (condition: string) =>
    (await db.query(`SELECT count(*) AS n FROM aws.ec2.images WHERE ${condition}`)).rows[0]?.n;
  const own = await count("owner_id = '123456789012'");
  expect(own).toBeGreaterThan(0);
  for (const impossible of ['w*b', '', 'amazon?', '123', '%', "it''s"])
    expect(await count(`owner_id IN ('123456789012', '${impossible}')`), impossible).toBe(own);
});
