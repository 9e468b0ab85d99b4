import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LanguageSession, openLanguage } from '../support/language-session.ts';

// AWS has versions as texts, of which 2026.11.1 comes before 2026.9.1: who sorts by them to find the newest one finds another.

const recipes = 'aws.imagebuilder.image_recipes';
const numbers = "regexp_split_to_array(version, '[./]')::INT[]";
const newest = `SELECT arn FROM ${recipes} QUALIFY row_number() OVER (PARTITION BY name ORDER BY version DESC) <= 2`;

describe('versions that are sorted as texts', () => {
  let sky: LanguageSession;
  beforeAll(async () => {
    sky = await openLanguage({ region: 'us-east-1' });
  });
  afterAll(() => sky.close());

  it.each([
    `SELECT name, version FROM ${recipes} ORDER BY version DESC LIMIT 1`,
    `SELECT max(version) FROM ${recipes}`,
    `SELECT name, arg_max(arn, version) FROM ${recipes} GROUP BY name`,
    `SELECT string_agg(version, ',' ORDER BY version) FROM ${recipes}`,
    `SELECT version FROM ${recipes} WHERE version < '2026.10.1'`,
    `SELECT version FROM ${recipes} WHERE version BETWEEN '2025.1.1' AND '2026.10.1'`,
    `SELECT DISTINCT ON (name) name, version FROM ${recipes} ORDER BY name, version DESC`,
    `SELECT v FROM (SELECT version AS v FROM ${recipes}) ORDER BY v LIMIT 1`,
    newest,
  ])('are told of: %s', async (sql) => {
    const { warnings } = await sky.query(sql);
    expect(warnings).toEqual([
      expect.objectContaining({
        kind: 'advice',
        code: 'TEXT_ORDER',
        message: expect.stringMatching(
          /^version of aws.imagebuilder.image_recipes is sorted as a text: 2026\.1[01]\.\d comes before 2026\.\d\.\d/,
        ),
        hint: `Sort by its numbers: ${numbers}.`,
      }),
    ]);
  });

  it('are nothing to change by', async () => {
    const sql = `DELETE FROM ${recipes} WHERE arn NOT IN (${newest})`;
    expect(await sky.failure(sql)).toMatchObject({ code: 'TEXT_ORDER' });
    expect(await sky.calls(sql)).not.toContain('DeleteResource');
  });

  it.each([
    `SELECT version FROM ${recipes} WHERE name = 'checkout-web-al2023-x86' ORDER BY ${numbers} DESC LIMIT 1`,
    // Numbers are in order, and so are texts of which none is the wrong way round.
    'SELECT version FROM aws.sagemaker.image_versions ORDER BY version DESC',
    `SELECT version FROM ${recipes} WHERE name = 'batch-worker-al2023-arm64' ORDER BY version`,
    `SELECT version, count(*) FROM ${recipes} GROUP BY version`,
    // All rows are there, in whichever order.
    `SELECT name, version FROM ${recipes} ORDER BY name, version`,
  ])('are in order: %s', async (sql) => {
    expect((await sky.query(sql)).warnings).toEqual([]);
  });

  it('have the newest one last by their numbers', async () => {
    const sql = `SELECT version FROM ${recipes} WHERE name = 'checkout-web-al2023-x86' ORDER BY ${numbers} DESC LIMIT 2`;
    expect(await sky.values(sql)).toEqual(['2026.11.3', '2026.11.2']);
  });
});

describe('numbers of JSON that are sorted as texts', () => {
  let sky: LanguageSession;
  beforeAll(async () => {
    sky = await openLanguage({ region: 'us-east-1' });
  });
  afterAll(() => sky.close());

  const size = "block_device_mappings ->> '$[0].Ebs.VolumeSize'";
  const images = "aws.ec2.images WHERE Owners = 'self'";
  it.each([
    `SELECT name FROM ${images} ORDER BY ${size} DESC LIMIT 1`,
    `SELECT max(${size}) FROM ${images}`,
    `SELECT name FROM ${images} AND ${size} > '100'`,
    `SELECT name FROM ${images} QUALIFY rank() OVER (ORDER BY ${size.replace('->>', '->')}) = 1`,
  ])('are told of: %s', async (sql) => {
    const { warnings } = await sky.query(sql);
    expect(warnings).toEqual([
      expect.objectContaining({
        kind: 'advice',
        code: 'TEXT_ORDER',
        message: expect.stringMatching(
          /'VolumeSize' of aws.ec2.images is a number, sorted as a text: 100 comes before 20\.$/,
        ),
        hint: "Sort by the number: (block_device_mappings -> 0 -> 'Ebs' ->> 'VolumeSize')::BIGINT.",
      }),
    ]);
  });

  it.each([
    `SELECT name FROM ${images} ORDER BY (${size})::INT DESC LIMIT 1`,
    `SELECT name, ${size} FROM ${images} ORDER BY ${size}`,
    `SELECT max(block_device_mappings -> 0 ->> 'DeviceName') FROM ${images} AND ${size} = '20'`,
  ])('are none where they are numbers, or no order decides: %s', async (sql) => {
    expect((await sky.query(sql)).warnings).toEqual([]);
  });

  it('are refused beside numbers, with what to write', async () => {
    expect(await sky.failure(`SELECT name FROM ${images} AND ${size} > 100`)).toMatchObject({
      hint: expect.stringContaining("(column ->> 'member')::BIGINT"),
    });
    expect(await sky.rows(`SELECT name FROM ${images} AND (${size})::BIGINT > 10`)).not.toEqual([]);
  });
});
