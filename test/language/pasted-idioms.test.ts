import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LanguageSession, openLanguage } from '../support/language-session.ts';

const own = "aws.ec2.images WHERE Owners = 'self' AND region = 'us-east-1'";

describe('what people paste from Steampipe and psql', () => {
  let sky: LanguageSession;
  let total: number;
  beforeAll(async () => {
    sky = await openLanguage({ region: 'us-east-1' });
    total = Number((await sky.values(`SELECT count(*) FROM ${own}`))[0]);
  });
  afterAll(() => sky.close());

  const count = async (condition: string) =>
    Number((await sky.values(`SELECT count(*) FROM ${own} AND (${condition})`))[0]);

  it('->> binds tighter than AND and =', async () => {
    const both = await count("tags ->> 'env' = 'production' AND tags ->> 'team' = 'storefront'");
    expect(both).toBeGreaterThan(0);
    expect(both).toBeLessThan(await count("tags ->> 'env' = 'production'"));
    expect(
      await count("tags ->> 'env' = 'production' OR tags ->> 'env' <> 'production' OR tags ->> 'env' IS NULL"),
    ).toBe(total);
  });

  it.each([
    [`tags @> '{"env": "production"}'`, "tags ->> 'env' = 'production'"],
    [`tags @> '{"env": "production"}'::jsonb`, "tags ->> 'env' = 'production'"],
    ["tags ? 'env'", "tags ->> 'env' IS NOT NULL"],
    ["(tags -> 'env')::text = '\"production\"'", "tags ->> 'env' = 'production'"],
    ["name ILIKE 'CHECKOUT%'", "name LIKE 'checkout%'"],
    ["name LIKE ANY (ARRAY['checkout%', 'x'])", "name LIKE 'checkout%'"],
    ["'10.1.2.3'::inet << '10.0.0.0/8'::cidr", 'true'],
    ["substring(name from '^([a-z]+)-') = 'checkout'", "name LIKE 'checkout-%'"],
    ["name ~ '^checkout'", "name LIKE 'checkout%'"],
    ["NOT name ~* 'CHECKOUT'", "name NOT LIKE '%checkout%'"],
    ["creation_date > now() - interval '90 days'", 'creation_date > now() - INTERVAL 90 DAY'],
    ['creation_date >= current_date - 30', 'creation_date >= current_date - INTERVAL 30 DAY'],
    [
      "(block_device_mappings -> 0 -> 'Ebs' ->> 'Encrypted')::bool",
      "json_extract_string(block_device_mappings, '$[0].Ebs.Encrypted') = 'true'",
    ],
    ["tags ->> 'team' = ANY(ARRAY['data', 'storefront'])", "tags ->> 'team' IN ('data', 'storefront')"],
    ["image_id = ANY(SELECT image_id FROM aws.ec2.images WHERE Owners = 'self')", 'true'],
  ])('%s means %s', async (pasted, same) => {
    expect(await count(pasted)).toBe(await count(same));
    expect(await count(pasted)).toBeGreaterThan(0);
  });

  it.each([
    ["'12345678901234567890.123456789'::numeric", '12345678901234567890.123456789'],
    ['\'{"a": 9007199254740993}\'::jsonb', { a: '9007199254740993' }],
    ["(CAST('0.12345' AS numeric) * 2)::text = '0.2469000000'", true],
  ])('%s keeps its digits', async (expression, value) => {
    expect(await sky.values(`SELECT ${expression}`)).toEqual([value]);
  });

  it('lets an element have the name of what it is of', async () => {
    const tags = `SELECT tags ->> 'Key' AS k FROM aws.sagemaker.images i, jsonb_array_elements(i.tags) AS tags WHERE tags ->> 'Value' = 'data'`;
    expect(await sky.values(tags)).toEqual(['team']);
    expect(await sky.values(tags.replace('i.tags', 'tags'))).toEqual(['team']);
  });

  it('has one time zone on both sides of ::date, UTC unless it is set', async () => {
    const day =
      "SELECT (TIMESTAMPTZ '2024-03-05 02:30:00Z')::date::text, '2024-03-05 02:30:00'::timestamptz::date::text";
    const zone = await openLanguage({ region: 'us-east-1' });
    const both = async () => {
      const streamed = await zone.db.run(day);
      const rows = [];
      for await (const row of streamed.records()) rows.push(...Object.values(row));
      return [...rows, ...Object.values((await zone.rows(day))[0] ?? {})];
    };
    expect(await both()).toEqual(['2024-03-05', '2024-03-05', '2024-03-05', '2024-03-05']);
    await zone.query("SET TimeZone = 'America/New_York'");
    expect(await both()).toEqual(['2024-03-04', '2024-03-05', '2024-03-04', '2024-03-05']);
    await zone.close();
  });

  it('opens arrays with jsonb_array_elements', async () => {
    const volumes = await sky.rows(
      `SELECT image_id, m ->> 'DeviceName' AS device, m -> 'Ebs' ->> 'SnapshotId' AS snapshot, (m -> 'Ebs' ->> 'VolumeSize')::int AS size
       FROM aws.ec2.images, jsonb_array_elements(block_device_mappings) AS m
       WHERE Owners = 'self' AND (m -> 'Ebs' ->> 'Encrypted')::bool IS NOT TRUE`,
    );
    expect(volumes.length).toBeGreaterThan(0);
    expect(volumes[0]).toMatchObject({
      device: '/dev/xvda',
      snapshot: expect.stringMatching(/^snap-/) as string,
      size: expect.any(Number) as number,
    });
    const tags = await sky.rows(
      "SELECT t ->> 'Key' AS key, count(*) AS n FROM aws.sagemaker.images i CROSS JOIN jsonb_array_elements(i.tags) t GROUP BY 1 ORDER BY 1",
    );
    expect(tags.map(({ key }) => key)).toEqual(['env', 'owner', 'team']);
    expect(
      await sky.values('SELECT DISTINCT k FROM aws.imagebuilder.image_pipelines, jsonb_object_keys(tags) k ORDER BY 1'),
    ).toEqual(['app', 'env', 'owner', 'team']);
  });

  it.each([
    ["to_char(date_created, 'YYYY-MM-DD')", /^\d{4}-\d{2}-\d{2}$/],
    ["to_char(date_created, 'Mon DD, HH24:MI')", /^[A-Z][a-z]{2} \d{2}, \d{2}:\d{2}$/],
    ["date_trunc('month', date_created)::text", /^\d{4}-\d{2}-01/],
    ["split_part(arn, ':', 4)", /^us-east-1$/],
    ["jsonb_build_object('a', name) ->> 'a'", /^[a-z0-9-]+$/],
    ["jsonb_array_length('[1, 2]'::jsonb)::text", /^2$/],
    ["coalesce(tags ->> 'nothing', 'unset')", /^unset$/],
    ["regexp_replace(name, '-.*$', '')", /^[a-z]+$/],
    ["jsonb_set(tags, '{team}', '\"x\"') ->> 'team'", /^x$/],
    ["jsonb_path_exists(tags, '$.team')::text", /^true$/],
    ["array_to_string(string_to_array(arn, ':')[1:2], '/')", /^arn\/aws$/],
    ['(extract(day FROM now() - date_created) >= 0)::text', /^true$/],
  ])('%s', async (expression, pattern) => {
    for (const value of await sky.values(`SELECT ${expression} FROM aws.imagebuilder.image_pipelines`)) {
      expect(value).toMatch(pattern);
    }
  });

  it('has functions of PostgreSQL in FROM', async () => {
    expect(
      await sky.values("SELECT DISTINCT p[3] FROM aws.imagebuilder.image_pipelines, string_to_array(arn, ':') AS p"),
    ).toEqual(['imagebuilder']);
    expect(
      await sky.values(
        "SELECT t #>> '{}' FROM aws.imagebuilder.image_pipelines, jsonb_path_query(tags, '$.team') AS t ORDER BY 1",
      ),
    ).toEqual(['data', 'storefront']);
  });

  it('aggregates text and JSON', async () => {
    expect(
      await sky.values("SELECT string_agg(name, ', ' ORDER BY name) FROM aws.imagebuilder.image_pipelines"),
    ).toEqual(['batch-worker-al2023-arm64, checkout-web-al2023-x86']);
    expect(await sky.values('SELECT array_agg(name ORDER BY name) FROM aws.imagebuilder.image_pipelines')).toEqual([
      ['batch-worker-al2023-arm64', 'checkout-web-al2023-x86'],
    ]);
    expect(await sky.values('SELECT jsonb_agg(name ORDER BY name) FROM aws.imagebuilder.image_pipelines')).toEqual([
      ['batch-worker-al2023-arm64', 'checkout-web-al2023-x86'],
    ]);
    expect(
      await sky.values(
        `SELECT DISTINCT r."Value" FROM aws.sagemaker.images i, jsonb_to_recordset(i.tags) AS r("Key" text, "Value" text) WHERE r."Key" = 'team' ORDER BY 1`,
      ),
    ).toContain('data');
    const counted = `SELECT tags ->> 'team', count(*) FROM ${own} GROUP BY 1 ORDER BY`;
    expect(await sky.rows(`${counted} count DESC, 1`)).toEqual(await sky.rows(`${counted} 2 DESC, 1`));
    expect(await sky.values('SHOW TIME ZONE')).toEqual(['UTC']);
    const [json] = await sky.values("SELECT jsonb_agg(tags ->> 'team') FROM aws.imagebuilder.image_pipelines");
    expect([...(json as readonly string[])].toSorted()).toEqual(['data', 'storefront']);
  });

  it.each([
    ['SELECT getdate()', 'now()'],
    ['SELECT TOP 5 name FROM aws.ec2.images', 'LIMIT'],
    ['SHOW TABLES IN aws', 'SHOW RESOURCES'],
  ])('%s cannot work and says what to write instead', async (sql, instead) => {
    expect((await sky.failure(sql)).hint).toContain(instead);
  });
});
