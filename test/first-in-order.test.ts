import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '../src/session/connect.ts';
import type { Database } from '../src/session/database.ts';
import { isLong, seed } from './support/run-seed.ts';

// Where an API sorts by a time it is asked for the first rows alone; which these are all of the rows say.

const regions = ['us-east-1', 'eu-west-1'];
const columns = ['creation_time', 'last_modified_time'];
const page = 100;

let db: Database;
beforeAll(async () => {
  db = await connect({ sandbox: true, region: regions, yes: true, maxChanges: 500 });
  // More than a page in one region, some of them of the same moment.
  await db.query(
    `INSERT INTO aws.sagemaker.images (image_name, image_role_arn, region)
     SELECT 'image-' || n, 'arn:aws:iam::123456789012:role/sagemaker', if(n % 9 = 0, '${regions[1]}', '${regions[0]}') FROM range(125) AS t(n)`,
  );
  await db.query("UPDATE aws.sagemaker.images SET image_display_name = 'changed' WHERE image_name LIKE '%7'");
  await db.query(
    'CREATE TABLE copy AS SELECT image_name, region, creation_time, last_modified_time FROM aws.sagemaker.images',
  );
}, 60_000);
afterAll(() => db.close());

const asked = fc.record({
  column: fc.constantFrom(...columns),
  direction: fc.constantFrom('', 'DESC', 'ASC'),
  limit: fc.integer({ min: 1, max: 130 }),
  offset: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 20 })),
  where: fc.constantFrom(
    '',
    "WHERE region = 'eu-west-1'",
    "WHERE image_name LIKE '%7'",
    "WHERE image_name = 'image-7' OR region = 'us-east-1'",
    "WHERE region = 'eu-west-1' OR (region = 'us-east-1' AND right(image_name, 1) = '7')",
    'WHERE creation_time < now()',
    "WHERE last_modified_time > TIMESTAMPTZ '2020-01-01'",
  ),
  more: fc.constantFrom('', '', ', image_name', ' NULLS FIRST'),
});

describe(`the first rows in an order (SEED=${seed})`, () => {
  it('are those of all rows', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(asked, async ({ column, direction, limit, offset, where, more }) => {
        const from = (table: string) =>
          `SELECT ${column} AS at, region FROM ${table} ${where} ORDER BY ${column} ${direction}${more} LIMIT ${limit} OFFSET ${offset}`;
        const { rows, warnings } = await db.query(from('aws.sagemaker.images'));
        const copied = await db.query(from('copy'));
        // Rows of one moment are in any order.
        expect(rows.map(({ at }) => at)).toEqual(copied.rows.map(({ at }) => at));
        expect(warnings).toEqual([]);
      }),
      { numRuns: isLong ? 1_000 : 12, seed },
    );
  });

  it.each([
    ['SELECT image_name FROM aws.sagemaker.images ORDER BY creation_time DESC LIMIT 3', 2, 3],
    [
      "SELECT image_name FROM aws.sagemaker.images WHERE region = 'us-east-1' ORDER BY last_modified_time LIMIT 2 OFFSET 3",
      1,
      5,
    ],
    // More than a page holds, and what does not go by the order alone.
    ['SELECT image_name FROM aws.sagemaker.images ORDER BY creation_time LIMIT 101', 3, page],
    [
      "SELECT image_name FROM aws.sagemaker.images WHERE image_display_name = 'changed' ORDER BY creation_time LIMIT 3",
      3,
      page,
    ],
    ['SELECT image_name FROM aws.sagemaker.images ORDER BY creation_time, image_name LIMIT 3', 3, page],
    ['SELECT image_name FROM aws.sagemaker.images ORDER BY image_name LIMIT 3', 3, page],
    // What is said of a region within an OR says less than the whole: the first rows of all would not be those of the answer.
    [
      "SELECT image_name FROM aws.sagemaker.images WHERE region = 'eu-west-1' OR (region = 'us-east-1' AND right(image_name, 1) = '7') ORDER BY creation_time LIMIT 3",
      3,
      page,
    ],
  ])('%s takes %i calls of %i rows', async (sql, calls, most) => {
    const { statistics } = await db.query(sql);
    expect(statistics.calls).toBe(calls);
    const { rows } = await db.query(`EXPLAIN ${sql}`);
    const note = String(rows[0]?.note);
    if (most === page) expect(note).not.toContain('the first 3');
    else expect(note).toContain(`the first ${most} rows by`);
  });
});
