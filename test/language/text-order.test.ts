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
