import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LanguageSession, openLanguage } from '../support/language-session.ts';

// The demo estate has the pipelines checkout-web and batch-worker in us-east-1 and payments in eu-central-1.
const p = 'aws.imagebuilder.image_pipelines';
const r = 'aws.imagebuilder.image_recipes';
const names = ['batch-worker-al2023-arm64', 'checkout-web-al2023-x86', 'payments-al2023-x86'];

describe('queries', () => {
  let sky: LanguageSession;
  beforeAll(async () => {
    sky = await openLanguage({ region: ['us-east-1', 'eu-central-1'] });
  });
  afterAll(() => sky.close());

  it.each<[string, unknown[][]]>([
    [`SELECT name FROM ${p} ORDER BY 1`, names.map((name) => [name])],
    [`FROM ${p} SELECT name ORDER BY name LIMIT 1`, [[names[0]]]],
    [`SELECT count(*) FROM ${p} a JOIN ${r} b ON b.arn = a.image_recipe_arn`, [[3]]],
    [
      `SELECT count(*) FROM ${p} a LEFT JOIN ${r} b ON b.arn = a.image_recipe_arn AND b.name LIKE 'check%' WHERE b.arn IS NULL`,
      [[2]],
    ],
    [
      `SELECT a.name FROM ${r} b RIGHT JOIN ${p} a ON a.image_recipe_arn = b.arn AND a.region = 'eu-central-1' WHERE b.name IS NOT NULL`,
      [[names[2]]],
    ],
    [`SELECT count(*) FROM ${p} a FULL JOIN (VALUES ('us-east-1'), ('moon')) v(region) USING (region)`, [[4]]],
    [`SELECT count(*) FROM ${p} CROSS JOIN range(2)`, [[6]]],
    [`SELECT count(*) FROM ${p} a SEMI JOIN ${r} b ON a.name = b.name`, [[3]]],
    [`SELECT count(*) FROM ${p} a ANTI JOIN ${r} b ON a.name = b.name`, [[0]]],
    [`SELECT a.name FROM ${p} a POSITIONAL JOIN range(1) ORDER BY 1 LIMIT 1`, [[names[0]]]],
    [`SELECT name FROM ${p} WHERE name IN (SELECT name FROM ${r} WHERE name LIKE 'pay%')`, [[names[2]]]],
    [`SELECT name FROM ${p} a WHERE NOT EXISTS (SELECT 1 FROM ${r} b WHERE b.name = a.name)`, []],
    [`SELECT (SELECT count(*) FROM ${r} b WHERE b.region = a.region) FROM ${p} a WHERE region = 'eu-central-1'`, [[4]]],
    [`SELECT name FROM ${p} WHERE name = (SELECT max(name) FROM ${r})`, [[names[2]]]],
    [`WITH own AS (SELECT * FROM ${p} WHERE region = 'us-east-1') SELECT count(*) FROM own`, [[2]]],
    [`WITH m AS MATERIALIZED (SELECT name FROM ${p}) SELECT count(*) FROM m x, m y`, [[9]]],
    [
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < (SELECT count(*) FROM ${p})) SELECT max(i) FROM n`,
      [[3]],
    ],
    [`SELECT name FROM ${p} UNION SELECT name FROM ${r} ORDER BY 1`, names.map((name) => [name])],
    [`SELECT count(*) FROM (SELECT name FROM ${p} UNION ALL SELECT name FROM ${r})`, [[14]]],
    [`SELECT name FROM ${p} EXCEPT SELECT name FROM ${p} WHERE region = 'us-east-1'`, [[names[2]]]],
    [`SELECT name FROM ${p} INTERSECT SELECT name FROM ${r} WHERE region = 'eu-central-1'`, [[names[2]]]],
    [
      `SELECT name, row_number() OVER (PARTITION BY region ORDER BY name) AS n FROM ${p} QUALIFY n = 2`,
      [[names[1], 2]],
    ],
    [
      `SELECT a.name, l.n FROM ${p} a, LATERAL (SELECT count(*) AS n FROM ${r} b WHERE b.region = a.region) l ORDER BY 1 LIMIT 1`,
      [[names[0], 7]],
    ],
    [`SELECT region, count(*) FROM ${p} GROUP BY ALL HAVING count(*) > 1`, [['us-east-1', 2]]],
    [
      `PIVOT (SELECT region, status FROM ${p}) ON status IN ('ENABLED', 'DISABLED') USING count(*) ORDER BY region`,
      [
        ['eu-central-1', 0, 1],
        ['us-east-1', 2, 0],
      ],
    ],
    [
      `PIVOT (SELECT region, status FROM ${p}) ON status USING count(*) ORDER BY region`,
      [
        ['eu-central-1', 1, 0],
        ['us-east-1', 0, 2],
      ],
    ],
    [
      `SELECT * FROM (PIVOT ${p} ON status USING count(*) GROUP BY region) ORDER BY region DESC LIMIT 1`,
      [['us-east-1', 0, 2]],
    ],
    [
      `UNPIVOT (SELECT name, status FROM ${p} WHERE region = 'eu-central-1') ON name, status INTO NAME k VALUE v`,
      [
        ['name', names[2]],
        ['status', 'DISABLED'],
      ],
    ],
    [
      `SELECT DISTINCT ON (region) region, name FROM ${p} ORDER BY region, name`,
      [
        ['eu-central-1', names[2]],
        ['us-east-1', names[0]],
      ],
    ],
    [`SELECT count(*) FILTER (WHERE status = 'ENABLED') FROM ${p}`, [[2]]],
    [`VALUES (1, 'a')`, [[1, 'a']]],
  ])('%s', async (sql, expected) => {
    const { columns, rows } = await sky.query(sql);
    expect(rows.map((row) => columns.map(({ name }) => row[name]))).toEqual(expected);
  });

  it('leaves nothing of a statement that failed to the next', async () => {
    await sky.failure('SELECT i.name FROM aws.imagebuilder.image i, aws.imagebuilder.image_pipelines p');
    expect(await sky.values(`SELECT count(*) FROM ${p}`)).toEqual([3]);
    expect(await sky.values(`SELECT count(*) FROM ${p}`)).toEqual([3]);
  });

  it('reads a resource that needs keys by those of a subquery, a constant or a join', async () => {
    const one = 'SELECT name FROM aws.imagebuilder.image_recipe';
    expect(await sky.values(`${one} WHERE arn = (SELECT max(arn) FROM ${r} WHERE region = 'us-east-1')`)).toEqual([
      names[1],
    ]);
    expect(await sky.values(`${one} WHERE arn = (SELECT image_recipe_arn FROM ${p} WHERE name LIKE 'pay%')`)).toEqual([
      names[2],
    ]);
    expect(await sky.values(`${one} WHERE arn IN (SELECT image_recipe_arn FROM ${p}) ORDER BY 1`)).toEqual(names);
    const [arn] = await sky.values(`SELECT image_recipe_arn FROM ${p} WHERE region = 'eu-central-1'`);
    expect(
      await sky.values(
        `SELECT i.name FROM (SELECT '${String(arn)}' AS k) x JOIN aws.imagebuilder.image_recipe i ON i.arn = x.k`,
      ),
    ).toEqual([names[2]]);
  });

  it('stops paging at a LIMIT', async () => {
    const limited = await sky.query("SELECT image_id FROM aws.ec2.images WHERE region = 'us-east-1' LIMIT 5");
    expect(limited.rows).toHaveLength(5);
    expect(limited.statistics).toMatchObject({ calls: 1 });
    expect(limited.statistics.rowsFetched).toBeLessThan(20);
    const local = await sky.query(
      "SELECT image_id FROM aws.ec2.images WHERE region = 'us-east-1' AND name ILIKE '%NOBLE%' LIMIT 1",
    );
    expect(local.statistics.calls).toBeLessThanOrEqual(2);
    const none = await sky.query('SELECT image_id FROM aws.ec2.images LIMIT 0');
    expect(none.rows).toEqual([]);
    const all = await sky.query("SELECT image_id FROM aws.ec2.images WHERE region = 'us-east-1'");
    expect(all.statistics.rowsFetched).toBeGreaterThan(50);
    const sorted = await sky.query(
      "SELECT image_id FROM aws.ec2.images WHERE region = 'us-east-1' ORDER BY name LIMIT 5",
    );
    expect(sorted.statistics.rowsFetched).toBe(all.statistics.rowsFetched);
  });

  it('makes no call a row for columns that the list has', async () => {
    expect(await sky.calls(`SELECT name, state FROM aws.imagebuilder.images WHERE region = 'us-east-1'`)).not.toContain(
      'GetImage',
    );
    expect(await sky.calls(`SELECT name, status, tags FROM ${p}`)).toEqual([
      'ListImagePipelines',
      'ListImagePipelines',
    ]);
  });

  it('hands filters to the API', async () => {
    const { statistics, rows } = await sky.query(
      "SELECT image_id FROM aws.ec2.images WHERE region = 'us-east-1' AND name LIKE 'checkout-web%' AND tags ->> 'env' = 'production'",
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(statistics).toMatchObject({ calls: 1, rowsFetched: rows.length });
  });
});
