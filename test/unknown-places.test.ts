import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LanguageSession, openLanguage } from './support/language-session.ts';

// A region, connection or account that is not there is an error with the nearest name, wherever it is named: no rows would read
// as if there were nothing in it.

let sky: LanguageSession;
beforeAll(async () => {
  sky = await openLanguage({ region: 'us-east-1' });
});
afterAll(() => sky.close());

describe('a place that is not there', () => {
  it.each([
    "SELECT image_id FROM aws.ec2.images WHERE region = 'us-eats-1'",
    "SELECT image_id FROM aws.ec2.images WHERE region IN ('us-east-1', 'us-eats-1')",
    "SELECT image_id FROM aws.ec2.images WHERE image_id = 'ami-1' AND region = 'us-eats-1'",
    "SELECT arn FROM aws.imagebuilder.components WHERE region = 'us-eats-1'",
    "SELECT role_name FROM aws.iam.roles WHERE region = 'us-eats-1'",
    "INSERT INTO aws.ssm.parameters (name, type, value, region) VALUES ('/x', 'String', 'y', 'us-eats-1')",
    "DELETE FROM aws.ssm.parameters WHERE name = '/x' AND region = 'us-eats-1'",
    "UPDATE aws.ssm.parameters SET value = 'z' WHERE name = '/x' AND region = 'us-eats-1'",
    "EXEC aws.ec2.images.images_Describe @region = 'us-eats-1'",
    "EXPLAIN SELECT image_id FROM aws.ec2.images WHERE region = 'us-eats-1'",
    "CREATE TABLE copied AS SELECT image_id FROM aws.ec2.images WHERE region = 'us-eats-1'",
  ])('is an error where a statement names a region: %s', async (sql) => {
    const { code, hint } = await sky.failure(sql);
    expect({ code, hint }).toEqual({ code: 'UNKNOWN_REGION', hint: 'Did you mean us-east-1 or us-east-2?' });
  });

  it.each(['virginia', 'us-eats-1', 'us-east-1,virginia'])(
    'is an error where the session has chosen it: %s',
    async (region) => {
      const other = await openLanguage({ region: region.split(',') });
      try {
        const statements = [
          'SELECT image_id FROM aws.ec2.images',
          "INSERT INTO aws.ssm.parameters (name, type, value) VALUES ('/x', 'String', 'y')",
        ];
        expect((await other.failure(statements[0] ?? '')).code).toBe('UNKNOWN_REGION');
        const { code } = await other.failure(statements[1] ?? '');
        expect(code).toBe(region.includes(',') ? 'AMBIGUOUS_REGION' : 'UNKNOWN_REGION');
      } finally {
        await other.close();
      }
    },
  );

  it('is an error where SET chose it, and no longer once that is taken back', async () => {
    await sky.query("SET region = 'us-eats-1'");
    expect((await sky.failure('SELECT image_id FROM aws.ec2.images')).code).toBe('UNKNOWN_REGION');
    await sky.query('RESET region');
    expect(await sky.values('SELECT count(*) FROM aws.ec2.images')).not.toEqual([0]);
  });

  it('is a warning where a join brings it: the rows of the others stand', async () => {
    const { rows, warnings } = await sky.query(
      "SELECT count(*) AS n FROM (VALUES ('us-eats-1'), ('us-east-1')) v(r) JOIN aws.ec2.images i ON i.region = v.r",
    );
    expect(rows).toEqual(await sky.rows('SELECT count(*) AS n FROM aws.ec2.images'));
    expect(warnings.map(({ code }) => code)).toEqual(['UNKNOWN_REGION']);
  });

  it('is an error of connections and accounts', async () => {
    expect(await sky.failure("SELECT image_id FROM aws.ec2.images WHERE connection = 'defualt'")).toMatchObject({
      code: 'UNKNOWN_CONNECTION',
      hint: 'Did you mean default?',
    });
    expect(await sky.failure("SELECT image_id FROM aws.ec2.images WHERE account_id = '123456789021'")).toMatchObject({
      code: 'UNKNOWN_CONNECTION',
      hint: 'Did you mean 123456789012?',
    });
  });

  it('lets regions of other partitions be named', async () => {
    expect(
      await sky.rows("SELECT image_id FROM aws.ec2.images WHERE Owners = 'self' AND region = 'us-gov-west-1'"),
    ).toEqual([]);
  });
});

describe('a place that is named twice', () => {
  const own = "SELECT count(*) FROM aws.ec2.images WHERE Owners = 'self'";

  it('is read once', async () => {
    const once = await sky.values(own);
    expect(await sky.values(`${own} AND region IN ('us-east-1', 'us-east-1')`)).toEqual(once);
    const twice = await openLanguage({ region: ['us-east-1', 'us-east-1'] });
    try {
      expect(await twice.values(own)).toEqual(once);
      expect(
        (await twice.query("INSERT INTO aws.ssm.parameters (name, type, value) VALUES ('/x', 'String', 'y')")).rows,
      ).toHaveLength(1);
    } finally {
      await twice.close();
    }
  });
});

it('keeps the rows of both sides of a full join that have no partner', async () => {
  await sky.query('CREATE TABLE i AS SELECT image_id, name FROM aws.ec2.images');
  await sky.query('CREATE TABLE x AS SELECT image_id, instance_id FROM aws.ec2.instances');
  const joined = (images: string, instances: string) =>
    sky.rows(
      `SELECT i.image_id, x.instance_id FROM ${images} i FULL OUTER JOIN ${instances} x ON x.image_id = i.image_id ORDER BY ALL`,
    );
  const expected = await joined('i', 'x');
  expect(expected.some((row) => row.instance_id === null)).toBe(true);
  expect(expected.some((row) => row.image_id === null)).toBe(true);
  expect(await joined('aws.ec2.images', 'aws.ec2.instances')).toEqual(expected);
});
