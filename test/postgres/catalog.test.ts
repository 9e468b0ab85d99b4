import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PostgresServer, startPostgresServer } from '../../src/postgres/server.ts';
import { openHost } from '../../src/session/open-host.ts';
import type { SessionHost } from '../../src/session/session-host.ts';
import { client, fieldsOf, lettersOf, PostgresWire, type ServerMessage, valuesOf } from '../support/postgres-wire.ts';
import { clientStatements } from './client-statements.ts';

let host: SessionHost;
let server: PostgresServer;
let wire: PostgresWire;

beforeAll(async () => {
  host = await openHost({ region: 'us-east-1' });
  server = await startPostgresServer({ host });
  wire = await PostgresWire.session(server.port);
});
afterAll(async () => {
  wire.close();
  await server.stop(1_000);
  await host.close();
});

/** What a statement is answered with; throws the error that it is answered with. */
async function asked(sql: string, own = wire): Promise<readonly ServerMessage[]> {
  own.send(client.query(sql));
  const messages = await own.until('Z');
  const error = messages.find(({ letter }) => letter === 'E');
  if (error !== undefined) throw new Error(`${fieldsOf(error).C} ${fieldsOf(error).M} in ${sql}`);
  return messages;
}

/** The rows of a statement, each as its values with commas between. */
async function rows(sql: string, own = wire): Promise<readonly string[]> {
  const messages = await asked(sql, own);
  return messages.filter(({ letter }) => letter === 'D').map((row) => valuesOf(row).join(','));
}

/** The columns of a statement, each as its name and the OID of its type. */
async function columns(sql: string): Promise<readonly string[]> {
  const { body } = (await asked(sql)).find(({ letter }) => letter === 'T') ?? { body: Buffer.alloc(2) };
  let offset = 2;
  return Array.from({ length: body.readInt16BE(0) }, () => {
    const end = body.indexOf(0, offset);
    const name = body.toString('utf8', offset, end);
    offset = end + 19;
    return `${name} ${body.readInt32BE(end + 7)}`;
  });
}

describe('the catalog', () => {
  it('has services as schemas and resources as tables, with their columns, keys and descriptions', async () => {
    expect(
      await rows("SELECT nspname FROM pg_namespace WHERE nspname IN ('ec2', 'public', 'nope') ORDER BY 1"),
    ).toEqual(['ec2', 'public']);
    expect(
      await rows(
        "SELECT a.attnum, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull FROM pg_attribute a WHERE a.attrelid = 'ec2.images'::regclass AND a.attnum IN (1, 6, 7, 8) ORDER BY 1",
      ),
    ).toEqual([
      '1,image_id,text,t',
      '6,creation_date,timestamp with time zone,f',
      '7,public,boolean,f',
      '8,product_codes,jsonb,f',
    ]);
    expect(
      await rows(
        "SELECT c.conname, c.contype, pg_get_constraintdef(c.oid), i.indkey[0], i.indkey, col_description(c.conrelid, 1) FROM pg_constraint c JOIN pg_index i ON i.indexrelid = c.conindid WHERE c.conrelid = 'ec2.images'::regclass",
      ),
    ).toEqual(['images_pkey,p,PRIMARY KEY (image_id),1,1,The ID of the AMI.']);
  });

  it('has the same columns as DESCRIBE tells', async () => {
    const described = await rows('DESCRIBE aws.imagebuilder.images');
    const own = await rows(
      "SELECT column_name FROM information_schema.columns WHERE table_schema = 'imagebuilder' AND table_name = 'images' ORDER BY ordinal_position",
    );
    expect(own).toEqual(described.map((row) => row.split(',')[0]));
  });

  it('has every relation of PostgreSQL, if empty', async () => {
    const relations = await rows(
      "SELECT n.nspname || '.' || c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname IN ('pg_catalog', 'information_schema') ORDER BY 1",
    );
    expect(relations.length).toBeGreaterThan(190);
    const statements = relations.map((name) => `SELECT count(*) FROM (SELECT * FROM ${name} LIMIT 1) t`);
    expect(await rows(statements.join('; '))).toHaveLength(relations.length);
    for (const name of ['pg_catalog.pg_class', 'pg_catalog.pg_roles', 'information_schema.key_column_usage'])
      expect(await rows(`SELECT count(*) > 0 FROM ${name}`)).toEqual(['t']);
  });

  it('tells of columns as PostgreSQL has them, with its types', async () => {
    expect(await columns('SELECT oid, relname, relkind, reltuples, relacl FROM pg_class LIMIT 1')).toEqual([
      'oid 26',
      'relname 19',
      'relkind 18',
      'reltuples 700',
      'relacl 1034',
    ]);
    expect(
      await columns(
        "SELECT indkey, indclass, 1::int4, 'x'::text, count(*) OVER (), CASE WHEN true THEN 1 END FROM pg_index LIMIT 1",
      ),
    ).toEqual(['indkey 22', 'indclass 30', 'int4 23', 'text 25', 'count 20', 'case 23']);
  });

  it('looks in every row at what PostgreSQL would', async () => {
    expect(
      await rows(
        "SELECT relname, relname ~ '^im', relname !~* '^IM', relname LIKE 'im\\_%', relname = ANY ('{images,instances}'), relname = ANY (ARRAY['x']), " +
          "'images' OPERATOR(pg_catalog.=) relname COLLATE \"default\", 7 / 2, relname || '!' FROM pg_catalog.pg_class WHERE oid = 'ec2.images'::regclass",
      ),
    ).toEqual(['images,t,f,f,t,f,t,3,images!']);
    expect(
      await rows(
        "SELECT n, x FROM (SELECT (information_schema._pg_expandarray(indkey)).n, (information_schema._pg_expandarray(indkey)).x FROM pg_index WHERE indrelid = 'ec2.images'::regclass) q",
      ),
    ).toEqual(['1,1']);
    expect(
      await rows(
        "SELECT k, i.indkey[k] FROM pg_index i, generate_subscripts(i.indkey, 1) k WHERE i.indrelid = 'ec2.images'::regclass",
      ),
    ).toEqual(['0,1']);
    expect(
      await rows(
        "SELECT u.attnum, u.place FROM pg_constraint c, unnest(c.conkey) WITH ORDINALITY AS u(attnum, place) WHERE c.conrelid = 'ec2.images'::regclass",
      ),
    ).toEqual(['1,1']);
  });

  it('prints OIDs as names where PostgreSQL does, and takes names for them', async () => {
    expect(
      await rows(
        "SELECT 'ec2.images'::regclass, c.oid::regclass::text, 'int4'::regtype, 'character varying'::regtype::oid, 'ec2'::regnamespace, typinput, to_regclass('nope') FROM pg_class c, pg_type t WHERE c.oid = 'pg_class'::regclass AND t.typname = 'bool'",
      ),
    ).toEqual(['ec2.images,pg_class,integer,1043,ec2,boolin,']);
    expect(await wire.ask(client.query("SELECT 'nope'::regclass"))).toBe('E(42P01) ZI');
    expect(await wire.ask(client.query("SELECT 'nope'::regtype"))).toBe('E(42704) ZI');
    expect(await wire.ask(client.query('SELECT * FROM pg_catalog.pg_nope'))).toBe('E(42P01) ZI');
    expect(await wire.ask(client.query('SELECT pg_nope(1)'))).not.toContain('D(');
    expect(await wire.ask(client.query('SELECT * FROM pg_class, aws.ec2.images'))).toBe('E(0A000) ZI');
    expect(await wire.ask(client.query('SELECT nope FROM pg_class'))).toBe('E(42703) ZI');
  });

  it('lets nothing get to what DuckDB calls by the same names', async () => {
    for (const sql of ['SELECT relname, FROM pg_class', 'FROM pg_class', 'FROM information_schema.tables'])
      expect(await wire.ask(client.query(sql)), sql).toBe('E(42601) ZI');
    for (const sql of ['CREATE TABLE own AS SELECT * FROM pg_class', 'EXPLAIN SELECT * FROM pg_catalog.pg_type'])
      expect(await wire.ask(client.query(sql)), sql).toBe('E(0A000) ZI');
    expect(await rows('WITH pg_class AS (SELECT 1 AS a) FROM pg_class')).toEqual(['1']);
  });

  it('finds types over parameters that DuckDB tells none of', async () => {
    const sql =
      "SELECT json_build_object($1::text, amname), $2::int2::int4, generate_subscripts(ARRAY['x'], $3) FROM pg_am WHERE amname = $4";
    const told = await wire.ask(
      client.parse('', sql, [25, 21, 0, 0]),
      client.describe('S', ''),
      client.bind('', '', ['k', '7', '1', 'heap']),
      client.execute(''),
      client.sync,
    );
    expect(told).toBe('1 t(25,21,25,25) T 2 D({"k":"heap"},7,1) C(SELECT 1) ZI');
    // In statements of the session as well.
    expect(
      await wire.ask(client.parse('', "SELECT json_object('k', $1)", [25]), client.describe('S', ''), client.sync),
    ).toBe('1 t(25) T ZI');
  });

  it('answers described and prepared statements, whose open parameters get the types of where they stand', async () => {
    const sql = 'SELECT relname, oid FROM pg_class WHERE oid = $1 AND relname = $2 AND relkind = ANY ($3)';
    const kinds = '{r,v}';
    const told = await wire.ask(
      client.parse('', sql, [0, 0, 1009]),
      client.describe('S', ''),
      client.bind('', '', ['1259', 'pg_class', kinds]),
      client.execute(''),
      client.sync,
    );
    expect(told).toBe('1 t(26,25,1009) T 2 D(pg_class,1259) C(SELECT 1) ZI');
    // Binary, in and out.
    const number = Buffer.from([0, 0, 4, 0xeb]);
    wire.send(
      client.parse('', 'SELECT oid, relkind FROM pg_class WHERE oid = $1', [26]),
      client.bind('', '', [number], { values: [1], results: [1] }),
      client.execute(''),
      client.sync,
    );
    const row = (await wire.until('Z')).find(({ letter }) => letter === 'D');
    expect(row?.body.toString('hex')).toBe('0002' + '00000004000004eb' + '0000000172');
  });

  it('has rows of cursors and COPY too', async () => {
    expect(
      await wire.ask(client.query("COPY (SELECT relname FROM pg_class WHERE relname = 'pg_class') TO STDOUT")),
    ).toBe('H d c C(COPY 1) ZI');
    const cursor =
      "BEGIN; DECLARE k CURSOR FOR SELECT relname FROM pg_class WHERE relname = 'pg_class'; FETCH ALL k; COMMIT";
    expect(await wire.ask(client.query(cursor))).toBe(
      'C(BEGIN) C(DECLARE CURSOR) T D(pg_class) C(FETCH 1) C(COMMIT) ZI',
    );
  });
});

describe('what is the connection’s own', () => {
  it('is in the schema public: tables, views, keys and defaults, from one statement to the next', async () => {
    const own = await PostgresWire.session(server.port);
    expect(await rows("SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace", own)).toEqual(['0']);
    await asked(
      "CREATE TABLE public.t (a int PRIMARY KEY, b text NOT NULL DEFAULT 'x', c numeric(5,2)); CREATE VIEW v AS SELECT a FROM t",
      own,
    );
    expect(
      await rows(
        "SELECT attname, format_type(atttypid, atttypmod), attnotnull, pg_get_expr(adbin, adrelid) FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum WHERE attrelid = 't'::regclass ORDER BY attnum",
        own,
      ),
    ).toEqual(['a,integer,t,', "b,text,t,'x'", 'c,numeric(5,2),f,']);
    expect(
      await rows(
        "SELECT table_name, table_type FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1; SELECT pg_get_viewdef('v'::regclass); SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = 'public.t'::regclass",
        own,
      ),
    ).toEqual(['t,BASE TABLE', 'v,VIEW', 'SELECT a FROM t', 'PRIMARY KEY (a)']);
    // Nobody else sees them.
    expect(await wire.ask(client.query("SELECT 't'::regclass"))).toBe('E(42P01) ZI');
    // What the catalog was asked within a transaction it no longer says when that was taken back.
    await asked("BEGIN; CREATE TABLE u (a int); SELECT 'u'::regclass; ROLLBACK", own);
    expect(await own.ask(client.query("SELECT 'u'::regclass"))).toBe('E(42P01) ZI');
    await asked('BEGIN; DROP TABLE t CASCADE; ROLLBACK; DROP VIEW v', own);
    expect(
      await rows("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace ORDER BY 1", own),
    ).toEqual(['t', 't_pkey']);
    own.close();
  });

  it('is told by functions and settings', async () => {
    const own = await PostgresWire.session(server.port, { application_name: 'it' });
    expect(
      await rows(
        "SELECT current_database(), current_schema(), current_schemas(true), current_user, session_user, current_setting('application_name'), current_setting('nope', true), has_table_privilege('ec2.images', 'select')",
        own,
      ),
    ).toEqual(['aws,public,{pg_catalog,public},tester,tester,it,,t']);
    expect((await rows('SELECT version()', own))[0]).toMatch(/^PostgreSQL 15\.\d+ /);
    expect(
      await rows('SELECT usename, application_name, state FROM pg_stat_activity WHERE pid = pg_backend_pid()', own),
    ).toEqual(['tester,it,active']);
    expect(await rows("SELECT set_config('application_name', 'other', false); SHOW application_name", own)).toEqual([
      'other',
      'other',
    ]);
    expect(await rows("SELECT setting FROM pg_settings WHERE name = 'application_name'", own)).toEqual(['other']);
    const local = "SELECT set_config('application_name', 'local', true); SHOW application_name";
    expect(await rows(`${local}; BEGIN; ${local}; COMMIT; SHOW application_name`, own)).toEqual([
      'local',
      'other',
      'local',
      'local',
      'other',
    ]);
    own.close();
  });

  it('finds what stands in the schemas of the search path', async () => {
    const own = await PostgresWire.session(server.port);
    expect(await own.ask(client.query("SELECT 'images'::regclass"))).toBe('E(42P01) ZI');
    await asked('SET search_path TO ec2, public', own);
    expect(
      await rows("SELECT 'images'::regclass, current_schema(), pg_table_is_visible('ec2.images'::regclass)", own),
    ).toEqual(['images,ec2,t']);
    expect(await columns('SELECT 1 AS a')).toEqual(['a 23']);
    for (const name of ['images', '"ec2"."images"', 'aws.ec2.images'])
      expect(lettersOf(await describedBy(own, `SELECT image_id FROM ${name}`)), name).toBe('1 t() T Z' + 'I');
    await asked('RESET search_path', own);
    expect(lettersOf(await describedBy(own, 'SELECT image_id FROM images'))).toBe('1 E(42P01) ZI');
    own.close();
  });
});

async function describedBy(own: PostgresWire, sql: string): Promise<readonly ServerMessage[]> {
  own.send(client.parse('', sql), client.describe('S', ''), client.sync);
  return own.until('Z');
}

it('leaves to the session what is none of the catalog', async () => {
  // DuckDB's own dialect, words of the catalog among it.
  expect(await rows('SELECT list_transform([1, 2], lambda pg_x: pg_x + 1) AS pg_list')).toEqual(['{2,3}']);
  expect(await rows("FROM (SELECT 'pg_class' AS version)")).toEqual(['pg_class']);
  expect(await rows('CREATE TEMP TABLE pg_own AS SELECT 5 AS a; FROM pg_own')).toEqual(['5']);
});

describe('statements of clients', () =>
  clientStatements(async (sql, values = []) => {
    wire.send(
      client.parse('', sql),
      client.bind('', '', values),
      client.describe('P', ''),
      client.execute(''),
      client.sync,
    );
    const messages = await wire.until('Z');
    const error = messages.find(({ letter }) => letter === 'E');
    if (error !== undefined) throw new Error(`${fieldsOf(error).C} ${fieldsOf(error).M}: ${sql}`);
    return messages.filter(({ letter }) => letter === 'D').map((row) => valuesOf(row).join('|'));
  }));

/** The names and the OIDs of the types of an answer's columns. */
function columnsIn(messages: readonly ServerMessage[]): readonly string[] {
  const body = messages.find(({ letter }) => letter === 'T')?.body ?? Buffer.alloc(2);
  const columns: string[] = [];
  let at = 2;
  while (columns.length < body.readInt16BE(0)) {
    const end = body.indexOf(0, at);
    columns.push(`${body.toString('utf8', at, end)} ${body.readInt32BE(end + 7)}`);
    at = end + 19;
  }
  return columns;
}

it.each([
  [
    "pg_get_userbyid(10), acldefault('n', 10), current_schema()",
    ['pg_get_userbyid 19', 'acldefault 1034', 'current_schema 19'],
  ],
  ["NULL AS n, nullif(attidentity, '') AS i, array_agg(attname) AS l", ['n 25', 'i 18', 'l 1003']],
  ["json_build_object('a', 1) AS j, to_jsonb(1) AS b", ['j 114', 'b 3802']],
  ["CASE WHEN attnum > 0 THEN attname END AS c, CASE attnum WHEN 1 THEN 'a' ELSE attname END AS d", ['c 19', 'd 19']],
  ["coalesce(array_agg(attname), '{}') AS l, 'pg_class'::regclass::oid", ['l 1003', 'oid 26']],
])('SELECT %s ... has the types that it has in PostgreSQL', async (columns, types) => {
  const sql = `SELECT ${columns} FROM pg_attribute WHERE attrelid = 1259 GROUP BY attname, attidentity, attnum LIMIT 1`;
  expect(columnsIn(await asked(sql))).toEqual(types);
});

it('answers what pools and programs of Django, drizzle, asyncpg and SQLAlchemy ask besides', async () => {
  const rows = async (sql: string) =>
    (await asked(sql)).filter(({ letter }) => letter === 'D').map((message) => valuesOf(message).join('|'));
  expect(await rows('SELECT pg_advisory_unlock_all()')).toEqual(['']);
  expect(await rows("SELECT current_setting('default_table_access_method') FROM pg_am WHERE amname = 'heap'")).toEqual([
    'heap',
  ]);
  expect(
    await rows(
      "SELECT k.a, k.b, k.n FROM pg_am, unnest(ARRAY[7, 8], ARRAY['x', 'y']) WITH ORDINALITY k(a, b, n) WHERE amname = 'heap' ORDER BY 3",
    ),
  ).toEqual(['7|x|1', '8|y|2']);
  expect(await rows("SELECT typname FROM pg_type WHERE oid = ANY ('{int,int8,text}'::regtype[]) ORDER BY 1")).toEqual([
    'int4',
    'int8',
    'text',
  ]);
  // pg-structure and PostGraphile look at single bits.
  expect(
    await rows(
      "SELECT (20::bit(5) & b'00100')::int, (c.relnatts::bit(8) operator(pg_catalog.&) B'00000000') = x'00' FROM pg_class c WHERE c.oid = 1259",
    ),
  ).toEqual(['4|t']);
  expect(
    await rows(
      "SELECT regexp_matches[1] FROM pg_am, regexp_matches('FOR EACH ROW WHEN (a > 1) EXECUTE', 'WHEN \\((.+)\\) EXECUTE') WHERE amname = 'heap'",
    ),
  ).toEqual(['a > 1']);
  expect(
    await rows(
      "SELECT substring('abc' FROM '(?i)B(.)'), m[1] FROM pg_am, regexp_matches('abc', '(?i)B') m WHERE amname = 'heap'",
    ),
  ).toEqual(['c|b']);
  for (const none of [
    'SELECT grantee, privilege_type FROM pg_class c, aclexplode(c.relacl)',
    'SELECT relid, n FROM pg_class c, pg_partition_ancestors(c.oid) WITH ORDINALITY AS p(relid, n)',
    'SELECT p.start_value, p.data_type FROM pg_class c, pg_sequence_parameters(c.oid) p',
  ])
    expect(await rows(none)).toEqual([]);
  expect(await rows("SELECT option_name FROM pg_am, pg_options_to_table(NULL) WHERE amname = 'heap'")).toEqual([]);
  const values = [client.bind('', '', ['off']), client.execute('')];
  expect(await wire.ask(client.parse('', "SELECT set_config('jit', $1, false)"), ...values, client.sync)).toBe(
    '1 2 D(off) C(SELECT 1) ZI',
  );
  const types = [client.bind('', '', ['{23,25}']), client.execute('')];
  const sql = 'SELECT typname FROM pg_type WHERE oid = ANY ($1::oid[]) ORDER BY 1';
  expect(await wire.ask(client.parse('', sql), ...types, client.sync)).toBe('1 2 D(int4) D(text) C(SELECT 2) ZI');
});
