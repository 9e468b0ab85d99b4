import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quoteLiteral } from '../src/data/quote.ts';
import type { Row } from '../src/data/value.ts';
import { SkyqlError } from '../src/errors/skyql-error.ts';
import { type LanguageSession, openLanguage } from './support/language-session.ts';
import { isLong, seed } from './support/run-seed.ts';

// A parameter of a request is bound, wherever in a statement its value comes from, or the statement is refused. It is never NULL.

let sky: LanguageSession;
beforeAll(async () => {
  sky = await openLanguage({ region: 'us-east-1' });
});
afterAll(() => sky.close());

/** Owners of images that have none in common. */
const owners = ['self', 'amazon', '210987654321'];

describe('a parameter of a request', () => {
  const bound: readonly (readonly [string, string])[] = [
    ['by itself', "SELECT count(*) FROM aws.ec2.images WHERE Owners = 'self'"],
    ['as what is true', "SELECT count(*) FROM aws.ec2.images WHERE (Owners = 'self') IS TRUE"],
    [
      'from the other side of a join',
      "SELECT count(*) FROM (VALUES ('self')) v(o) JOIN aws.ec2.images i ON i.Owners = v.o",
    ],
    [
      'from the kept side of a join',
      "SELECT count(*) FROM (VALUES ('self')) v(o) LEFT JOIN aws.ec2.images i ON i.Owners = v.o",
    ],
    ['from a subquery', "SELECT count(*) FROM aws.ec2.images WHERE Owners IN (SELECT 'self')"],
    [
      'in a correlated subquery',
      "SELECT (SELECT count(*) FROM aws.ec2.images i WHERE i.Owners = v.o) FROM (VALUES ('self')) v(o)",
    ],
    [
      'in a lateral join',
      "SELECT n FROM (VALUES ('self')) v(o), LATERAL (SELECT count(*) AS n FROM aws.ec2.images i WHERE i.Owners = v.o)",
    ],
    [
      'from another read',
      'SELECT count(*) FROM (SELECT DISTINCT owner_id FROM aws.ec2.snapshots) s JOIN aws.ec2.images m ON m.Owners = s.owner_id',
    ],
    ['in two words for one account', "SELECT count(*) FROM aws.ec2.images WHERE Owners IN ('self', '123456789012')"],
    [
      'through a view',
      "WITH own AS MATERIALIZED (SELECT image_id, Owners FROM aws.ec2.images) SELECT count(*) FROM own WHERE Owners = 'self'",
    ],
  ];
  it.each(bound)('is bound %s', async (_, sql) => {
    const [own] = await sky.values("SELECT count(*) FROM aws.ec2.images WHERE owner_id = '123456789012'");
    expect(await sky.values(sql)).toEqual([own]);
  });

  const refused: readonly (readonly [string, string])[] = [
    [
      'with another column by OR',
      "SELECT image_id FROM aws.ec2.images WHERE Owners = 'self' OR owner_id = '555566667777'",
    ],
    ['under NOT', "SELECT image_id FROM aws.ec2.images WHERE NOT Owners = 'self'"],
    ['where it is not one of a list', "SELECT image_id FROM aws.ec2.images WHERE Owners NOT IN ('self')"],
    ['in a function', "SELECT image_id FROM aws.ec2.images WHERE upper(Owners) = 'SELF'"],
    ['in COALESCE', "SELECT image_id FROM aws.ec2.images WHERE coalesce(Owners, 'self') = 'self'"],
    ['in a range', "SELECT image_id FROM aws.ec2.images WHERE Owners > 'a'"],
    ['in LIKE', "SELECT image_id FROM aws.ec2.images WHERE Owners LIKE 'self%'"],
    ['as NULL', 'SELECT image_id FROM aws.ec2.images WHERE Owners IS NULL'],
    ['as not NULL', 'SELECT image_id FROM aws.ec2.images WHERE Owners IS NOT NULL'],
    [
      'above a LIMIT',
      "SELECT image_id FROM (SELECT image_id, Owners FROM aws.ec2.images LIMIT 9) WHERE Owners = 'self'",
    ],
    [
      'above a sample',
      "SELECT image_id FROM (SELECT image_id, Owners FROM aws.ec2.images USING SAMPLE 9 ROWS) WHERE Owners = 'self'",
    ],
    [
      'above a window',
      "SELECT image_id FROM (SELECT image_id, Owners, row_number() OVER () FROM aws.ec2.images) WHERE Owners = 'self'",
    ],
    ['in a window', 'SELECT image_id FROM aws.ec2.images QUALIFY row_number() OVER (PARTITION BY Owners) = 1'],
    ['alone in the answer', 'SELECT Owners FROM aws.ec2.images'],
    [
      'on the kept side of a join',
      "SELECT image_id FROM aws.ec2.images i LEFT JOIN (VALUES ('self')) v(o) ON i.Owners = v.o",
    ],
    ['in a full join', "SELECT image_id FROM aws.ec2.images i FULL JOIN (VALUES ('self')) v(o) ON i.Owners = v.o"],
    ['in the filter of an aggregate', "SELECT count(*) FILTER (WHERE Owners = 'self') FROM aws.ec2.images"],
    [
      'of one read alone',
      "SELECT i.image_id FROM aws.ec2.images i, aws.ec2.images j WHERE i.Owners = 'self' AND j.Owners > i.Owners",
    ],
    ['of a kind that changes', "DELETE FROM aws.ec2.snapshots WHERE OwnerIds = 'self' OR state = 'error'"],
  ];
  it.each(refused)('is refused %s', async (_, sql) => {
    const error = await sky.failure(sql);
    expect(error.code).toBe('UNBOUND_PARAMETER');
    expect(error.message).toMatch(
      /Owners? is a parameter of the requests that read aws\.ec2\.images|OwnerIds .* aws\.ec2\.snapshots/,
    );
    expect(error.hint).toMatch(/WHERE Owner(s|Ids) = '\.\.\.'/);
  });

  it('offers no snapshot for deletion that an image of its owner uses', async () => {
    const unused = (ownersOf: string) =>
      sky.values(
        `SELECT snapshot_id FROM aws.ec2.snapshots s WHERE OwnerIds = 'self' AND NOT EXISTS (SELECT 1 FROM aws.ec2.images m
           WHERE ${ownersOf} AND CAST(m.block_device_mappings AS VARCHAR) LIKE '%' || s.snapshot_id || '%') ORDER BY 1`,
      );
    const orphans = await unused("m.Owners = 'self'");
    // One of them is of an image in the bin, which is no image to DescribeImages.
    expect(orphans).toHaveLength(7);
    expect(await unused('m.Owners = s.owner_id')).toEqual(orphans);
  });

  const unfound = '(SELECT name FROM aws.ec2.images WHERE false)';
  const withoutValue: readonly (readonly [string, string, RegExp])[] = [
    [
      'an argument of EXEC',
      `EXEC aws.ec2.images.describe_images @Owners = 'self', @IncludeDisabled = ${unfound}`,
      /IncludeDisabled is NULL/,
    ],
    ['the region of EXEC', `EXEC aws.ec2.images.describe_images @region = ${unfound}`, /region is NULL/],
    [
      'the region of INSERT',
      `INSERT INTO aws.logs.log_groups (log_group_name, region) VALUES ('one', 'us-east-1'), ('two', ${unfound})`,
      /region is NULL in row 2/,
    ],
  ];
  it.each(withoutValue)('is refused where nothing was found for %s', async (_, sql, message) => {
    const error = await sky.failure(sql);
    expect(error.code).toBe('INVALID_VALUE');
    expect(error.message).toMatch(message);
  });

  it('is left out of an EXEC that says so', async () => {
    const { rows } = await sky.db.query(
      "EXEC aws.ec2.images.describe_images @Owners = 'self', @ImageIds = $1, @region = NULL",
      [null],
    );
    expect(rows.length).toBeGreaterThan(0);
  });

  it("that asks for all of one's own says no more of a change than no WHERE", async () => {
    const everything = /does not say which ones, would change all that there are/;
    await sky.query('SET max_changes = 0');
    for (const [resource, own] of [
      ['images', "Owners = 'self'"],
      ['images', "Owners = 'self' AND image_id LIKE '%'"],
      ['images', "Owners = 'self' AND (name = 'x' OR image_id IS NOT NULL)"],
      ['images', "Owners = 'self' AND creation_date > '1900-01-01'"],
      ['images', "Owners = 'self' AND creation_date::date >= '1900-01-01' AND creation_date < now()"],
      ['images', "Owners = 'self' AND (name = 'x' OR region LIKE 'us-%')"],
      ['snapshots', "OwnerIds = 'self'"],
      ['snapshots', "OwnerIds = 'self' AND region = 'us-east-1' AND account_id = '123456789012'"],
    ])
      expect((await sky.failure(`DELETE FROM aws.ec2.${resource} WHERE ${own}`)).message).toMatch(everything);
    for (const further of [
      "name LIKE '%'",
      'NOT public',
      "(name = 'x' OR image_id <> 'ami-1')",
      "creation_date > '2007-01-01'",
      "image_id IN (SELECT concat(image_id) FROM aws.ec2.images WHERE Owners = 'self')",
      "tags ->> 'env' IS NOT NULL",
      'length(image_location) > 1',
    ]) {
      const { message } = await sky.failure(`DELETE FROM aws.ec2.images WHERE Owners = 'self' AND ${further}`);
      expect(message).toMatch(/^DELETE would change \d+ images/);
    }
    await sky.query('RESET max_changes');
  });

  it('is the same list of values in one request and in several', async () => {
    const each = "SELECT Owners, count(*) AS n FROM aws.ec2.images WHERE Owners IN ('self', 'amazon') GROUP BY Owners";
    expect(await sky.values(`SELECT CAST(sum(n) AS INT) FROM (${each})`)).toEqual(
      await sky.values("SELECT count(*) FROM aws.ec2.images WHERE Owners IN ('self', 'amazon')"),
    );
    expect(await sky.calls("SELECT image_id FROM aws.ec2.images WHERE Owners IN ('self', 'amazon')")).toEqual([
      'DescribeImages',
    ]);
  });
});

it(`is bound or refused in random statements (SEED=${seed})`, { timeout: 900_000 }, async () => {
  // Each image under each value that brings it.
  const parts = owners.map(
    (own) => `SELECT '${own}' AS "Owners", image_id, architecture, name FROM aws.ec2.images WHERE Owners = '${own}'`,
  );
  await sky.query(`CREATE TABLE by_owner AS ${parts.join(' UNION ALL ')}`);
  let answered = 0;
  await fc.assert(
    fc.asyncProperty(conditions, fc.constantFrom(...forms), async (condition, form) => {
      const expected = await sky.rows(form('by_owner', condition));
      try {
        expect(sorted(await sky.rows(form('aws.ec2.images', condition)))).toEqual(sorted(expected));
        answered++;
      } catch (error) {
        if (!(error instanceof SkyqlError) || error.code !== 'UNBOUND_PARAMETER') throw error;
      }
    }),
    { seed, numRuns: isLong ? 500 : 20 },
  );
  expect(answered).toBeGreaterThan(0);
});

const owner = fc.constantFrom(...owners).map(quoteLiteral);
/** What is said of the parameter: some of it binds it. */
const ofOwners: fc.Arbitrary<string> = fc.oneof(
  owner.map((own) => `i.Owners = ${own}`),
  fc.uniqueArray(owner, { minLength: 1, maxLength: 3 }).map((list) => `i.Owners IN (${list.join(', ')})`),
  owner.map((own) => `(i.Owners = ${own}) IS TRUE`),
  owner.map((own) => `i.Owners IS NOT DISTINCT FROM ${own}`),
  owner.map((own) => `i.Owners <> ${own}`),
  owner.map((own) => `NOT i.Owners = ${own}`),
  owner.map((own) => `i.Owners >= ${own}`),
  owner.map((own) => `lower(i.Owners) = ${own}`),
  fc
    .uniqueArray(owner, { minLength: 1, maxLength: 3 })
    .map((list) => `i.Owners IN (SELECT unnest([${list.join(', ')}]))`),
  fc
    .uniqueArray(owner, { minLength: 1, maxLength: 3 })
    .map((list) => `EXISTS (SELECT 1 FROM (VALUES (${list.join('), (')})) v(o) WHERE v.o = i.Owners)`),
);
const ofColumns = fc.constantFrom(
  "i.architecture = 'arm64'",
  "i.name LIKE 'a%'",
  "i.name >= 'm'",
  "i.image_id < 'ami-8'",
);
const conditions = fc.oneof(
  ofOwners,
  fc.tuple(ofOwners, fc.constantFrom('AND', 'OR'), ofColumns).map((parts) => `(${parts.join(' ')})`),
  fc.tuple(ofOwners, fc.constantFrom('AND', 'OR'), ofOwners).map((parts) => `(${parts.join(' ')})`),
);

type Form = (from: string, condition: string) => string;

const values = "(VALUES ('self', 1), ('amazon', 2)) v(o, n)";
const forms: readonly Form[] = [
  (from, condition) => `SELECT i.image_id, i.Owners FROM ${from} i WHERE ${condition}`,
  (from, condition) =>
    `SELECT count(*) AS n, count(DISTINCT i.Owners) AS o FROM ${from} i WHERE ${condition} AND i.Owners <> ''`,
  (from, condition) => `SELECT v.n, i.image_id FROM ${values} JOIN ${from} i ON i.Owners = v.o AND ${condition}`,
  (from, condition) => `SELECT v.n, i.image_id FROM ${values} LEFT JOIN ${from} i ON i.Owners = v.o AND ${condition}`,
  (from, condition) =>
    `SELECT v.n, i.image_id FROM ${values} FULL JOIN (SELECT * FROM ${from} i WHERE ${condition}) i ON i.Owners = v.o`,
  (from, condition) =>
    `SELECT v.n FROM ${values} WHERE NOT EXISTS (SELECT 1 FROM ${from} i WHERE i.Owners = v.o AND ${condition})`,
  (from, condition) =>
    `SELECT v.n, x.c FROM ${values}, LATERAL (SELECT count(*) AS c FROM ${from} i WHERE i.Owners = v.o AND ${condition}) x`,
  (from, condition) => `SELECT i.Owners, max(i.name) AS m FROM ${from} i WHERE ${condition} GROUP BY i.Owners`,
  (from, condition) =>
    `SELECT i.image_id FROM (SELECT image_id, architecture, name, Owners FROM ${from}) i WHERE ${condition} ORDER BY 1 LIMIT 3`,
  (from, condition) =>
    `SELECT i.image_id, j.image_id AS other FROM ${from} i JOIN ${from} j ON j.Owners = i.Owners AND j.name < i.name WHERE ${condition}`,
];

function sorted(rows: readonly Row[]): readonly string[] {
  return rows.map((row) => JSON.stringify(Object.values(row))).toSorted();
}
