import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quoteLiteral } from '../src/data/quote.ts';
import type { Row } from '../src/data/value.ts';
import { SkyqlError } from '../src/errors/skyql-error.ts';
import { type SandboxServer, startSandbox } from '../src/sandbox/http/server.ts';
import { populateDemo } from '../src/sandbox/seeds/populate-demo.ts';
import { type LanguageSession, openLanguage } from './support/language-session.ts';
import { isLong, seed } from './support/run-seed.ts';

// Lists that are of one's own things unless requests say whose: what a statement says of whose they are reaches the requests,
// wherever it says it, or is refused. It is never looked for among one's own alone.

const home = '123456789012';
const other = '210987654321';

let server: SandboxServer;
let sky: LanguageSession;
beforeAll(async () => {
  server = await startSandbox({ clock: 'instant', populate: populateDemo });
  const as = (accessKeyId: string) =>
    openLanguage({
      endpoint: server.url,
      connections: [{ name: 'own', credentials: { accessKeyId, secretAccessKey: 'test' } }],
      region: 'us-east-1',
    });
  const lender = await as(other);
  const lent = await lender.values('SELECT snapshot_id FROM aws.ec2.snapshots WHERE NOT encrypted ORDER BY 1 LIMIT 5');
  for (const id of lent)
    await lender.query(
      `EXEC aws.ec2.snapshots.snapshot_attribute_Modify @SnapshotId = '${id}', @Attribute = 'createVolumePermission', @OperationType = 'add', @UserIds = '["${home}"]'`,
    );
  await lender.close();
  sky = await as(home);
  await sky.query(
    "CREATE TABLE own AS SELECT arn, name, owner FROM aws.imagebuilder.component_versions WHERE data__owner = 'Self'",
  );
  await sky.query(
    "CREATE TABLE amazon AS SELECT arn, name, owner FROM aws.imagebuilder.component_versions WHERE data__owner = 'Amazon'",
  );
});
afterAll(async () => {
  await sky.close();
  await server.close();
});

const count = async (sql: string) => Number((await sky.values(sql))[0]);

describe('owners that only requests have a word for', () => {
  it('has something of both to tell apart', async () => {
    expect(await sky.values('SELECT DISTINCT owner FROM own')).toEqual([home]);
    expect(await sky.values('SELECT DISTINCT owner FROM amazon')).toEqual(['Amazon']);
  });

  it.each([
    ["data__owner = 'Self'", 'own'],
    ["data__owner = 'Amazon'", 'amazon'],
    ["data__owner IN ('Amazon', 'Self')", '(FROM own UNION ALL FROM amazon)'],
    ["owner = 'Amazon'", 'amazon'],
    [`owner = '${home}'`, 'own'],
    [`owner IN ('Amazon', '${home}')`, '(FROM own UNION ALL FROM amazon)'],
    ["owner IN (SELECT 'Amazon')", 'amazon'],
    ["data__owner IN ('Amazon', 'Self') AND owner <> 'Amazon'", 'own'],
    ["data__owner = 'Shared'", "(FROM own WHERE name = '')"],
  ])('reads versions where %s', async (condition, copy) => {
    const versions = (from: string, where: string) => `SELECT arn FROM ${from} WHERE ${where} ORDER BY 1`;
    expect(await sky.values(versions('aws.imagebuilder.component_versions', condition))).toEqual(
      await sky.values(versions(copy, 'true')),
    );
  });

  it('is handed on from the builds to the versions that are listed for them', async () => {
    const names = (condition: string) =>
      sky.values(`SELECT DISTINCT name FROM aws.imagebuilder.components WHERE ${condition} ORDER BY 1`);
    const both = await sky.values('SELECT DISTINCT name FROM (FROM own UNION ALL FROM amazon) ORDER BY 1');
    expect(await names("data__owner IN ('Amazon', 'Self')")).toEqual(both);
    expect(await names(`owner IN ('Amazon', '${home}')`)).toEqual(both);
    expect(await names("data__owner = 'Self'")).toEqual(await sky.values('SELECT DISTINCT name FROM own ORDER BY 1'));
    const each = await sky.rows(
      "SELECT data__owner AS asked, owner, count(*) > 0 AS some FROM aws.imagebuilder.components WHERE data__owner IN ('Amazon', 'Self') GROUP BY 1, 2 ORDER BY 1",
    );
    expect(each).toEqual([
      { asked: 'Amazon', owner: 'Amazon', some: true },
      { asked: 'Self', owner: home, some: true },
    ]);
  });

  it('takes a request a word', async () => {
    const calls = await sky.calls(
      "SELECT arn FROM aws.imagebuilder.component_versions WHERE data__owner IN ('Amazon', 'Self')",
    );
    expect(calls).toEqual(['ListComponents', 'ListComponents']);
  });

  it('counts beside all', async () => {
    const rows = await sky.values(
      "SELECT count(*) FROM aws.imagebuilder.components WHERE owner = 'Amazon' UNION ALL SELECT count(*) FROM aws.imagebuilder.components",
    );
    expect(rows).toEqual([
      await count("SELECT count(*) FROM aws.imagebuilder.components WHERE data__owner = 'Amazon'"),
      await count("SELECT count(*) FROM aws.imagebuilder.components WHERE data__owner = 'Self'"),
    ]);
  });
});

describe('a word that no row says', () => {
  it.each([
    [
      "SELECT name FROM aws.imagebuilder.components c JOIN own o USING (name) WHERE c.owner = 'Self'",
      "data__owner = 'Self'",
    ],
    [
      "SELECT name FROM (SELECT name, owner FROM aws.imagebuilder.components) WHERE owner IN ('Amazon', 'Self')",
      "data__owner IN ('Amazon', 'Self')",
    ],
    [
      "SELECT name FROM aws.imagebuilder.components c, (VALUES ('Self')) v(o) WHERE c.owner = v.o",
      "data__owner = 'Self'",
    ],
    [
      "SELECT name FROM aws.imagebuilder.components c JOIN own o USING (name) WHERE c.owner LIKE 'Am%'",
      "data__owner = 'Self'",
    ],
    ["SELECT name FROM aws.imagebuilder.component_versions WHERE owner <> 'Amazon'", "data__owner = 'Self'"],
    [
      "SELECT name FROM aws.imagebuilder.component_versions WHERE EXISTS (SELECT 1 FROM (VALUES ('Amazon'), ('nobody')) v(o) WHERE v.o = owner)",
      "data__owner = 'Self'",
    ],
    ["SELECT image_id FROM aws.ec2.images i, own WHERE i.owner_id = 'self'", "Owners = 'self'"],
    ["SELECT image_id FROM aws.ec2.images i, own WHERE image_owner_alias = 'self'", "Owners = 'self'"],
    ["SELECT 1 FROM aws.ec2.snapshots, own WHERE owner_id IN ('self', 'amazon')", "OwnerIds IN ('self', 'amazon')"],
    ["SELECT snapshot_id FROM aws.ec2.snapshots WHERE owner_id = '1' OR state = 'error'", "OwnerIds = 'self'"],
    ["SELECT snapshot_id FROM aws.ec2.snapshots WHERE owner_id <> '123456789012'", "OwnerIds = 'self'"],
  ])('is refused, with what to write: %s', async (sql, write) => {
    const { code, hint } = await sky.failure(sql);
    expect([code, hint]).toEqual(['UNBOUND_PARAMETER', expect.stringContaining(`WHERE ${write}`)]);
  });

  it('leaves alone what says no more than whose rows to show', async () => {
    const own = await count("SELECT count(*) FROM aws.ec2.snapshots WHERE OwnerIds = 'self'");
    expect(own).toBeGreaterThan(40);
    expect(await count("SELECT count(*) FROM aws.ec2.snapshots WHERE OwnerIds = 'self' AND owner_id <> '1'")).toBe(own);
    expect(await sky.values('SELECT owner_id FROM aws.ec2.snapshots GROUP BY 1')).toEqual([home]);
    const unused = await count(
      'SELECT count(*) FROM aws.ec2.snapshots s WHERE NOT EXISTS (SELECT 1 FROM own WHERE own.owner = s.owner_id)',
    );
    expect(unused).toBe(0);
  });
});

describe("another account's snapshots", () => {
  beforeAll(async () => {
    await sky.query(`CREATE TABLE visible AS SELECT * FROM aws.ec2.snapshots WHERE OwnerIds IN ('self', '${other}')`);
  });

  it('are there to tell apart', async () => {
    expect(await sky.values('SELECT DISTINCT owner_id FROM visible ORDER BY 1')).toEqual([home, other].toSorted());
  });

  it(`are found by whatever binds their owner or their id, or the statement is refused (SEED=${seed})`, {
    timeout: 600_000,
  }, async () => {
    const ids = await sky.values('SELECT snapshot_id FROM visible ORDER BY owner_id DESC LIMIT 8');
    let answered = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(conditionOn('owner_id', [home, other, '000000000000']), conditionOn('snapshot_id', ids.map(String))),
        fc.constantFrom(...forms),
        async (condition, form) => {
          const expected = sorted(await sky.rows(form('visible', condition)));
          try {
            expect(sorted(await sky.rows(form('aws.ec2.snapshots', condition)))).toEqual(expected);
            answered++;
          } catch (error) {
            if (!(error instanceof SkyqlError) || error.code !== 'UNBOUND_PARAMETER') throw error;
          }
        },
      ),
      { seed, numRuns: isLong ? 400 : 16 },
    );
    expect(answered).toBeGreaterThan(5);
  });
});

/** What chooses rows by a column: some of it binds it. */
function conditionOn(column: string, values: readonly string[]): fc.Arbitrary<string> {
  const one = fc.constantFrom(...values).map(quoteLiteral);
  const some = fc.uniqueArray(one, { minLength: 1, maxLength: 3 });
  return fc.oneof(
    one.map((value) => `s.${column} = ${value}`),
    some.map((list) => `s.${column} IN (${list.join(', ')})`),
    some.map((list) => `s.${column} IN (SELECT unnest([${list.join(', ')}]))`),
    ...(column === 'owner_id'
      ? [
          some.map((list) => `EXISTS (SELECT 1 FROM (VALUES (${list.join('), (')})) v(o) WHERE v.o = s.owner_id)`),
          one.map((value) => `s.owner_id <> ${value}`),
          one.map((value) => `(s.owner_id = ${value} OR s.volume_size > 20)`),
          one.map((value) => `s.owner_id LIKE ${value}`),
          some.map((list) => `s.owner_id NOT IN (${list.join(', ')})`),
        ]
      : []),
  );
}

type Form = (from: string, condition: string) => string;

const accounts = `(VALUES ('${home}', 1), ('${other}', 2)) v(o, n)`;
const forms: readonly Form[] = [
  (from, condition) => `SELECT s.snapshot_id FROM ${from} s WHERE ${condition}`,
  (from, condition) =>
    `SELECT s.snapshot_id, v.n FROM ${from} s JOIN ${accounts} ON s.owner_id = v.o WHERE ${condition}`,
  (from, condition) =>
    `SELECT v.n, s.snapshot_id FROM ${accounts} LEFT JOIN ${from} s ON s.owner_id = v.o AND ${condition}`,
  (from, condition) =>
    `SELECT v.n, (SELECT count(*) FROM ${from} s WHERE s.owner_id = v.o AND ${condition}) AS c FROM ${accounts}`,
  (from, condition) =>
    `SELECT v.n FROM ${accounts} WHERE NOT EXISTS (SELECT 1 FROM ${from} s WHERE s.owner_id = v.o AND ${condition})`,
];

function sorted(rows: readonly Row[]): readonly string[] {
  return rows.map((row) => JSON.stringify(Object.values(row))).toSorted();
}
