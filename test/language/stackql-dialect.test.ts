import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type LanguageSession, openLanguage } from '../support/language-session.ts';

let sky: LanguageSession;
beforeAll(async () => {
  sky = await openLanguage({ region: 'us-east-1', dialect: 'stackql' });
});
beforeEach(() => sky.query("SET dialect = 'stackql'"));
afterAll(() => sky.close());

describe("SET dialect = 'stackql'", () => {
  it.each<[string, unknown]>([
    [`json_extract('{"a": {"b": "text"}}', '$.a.b')`, 'text'],
    [`json_extract('{"a": [1, 2]}', '$.a[1]')`, '2'],
    // A member that is missed by the case of its letters alone; two that differ in nothing else are two.
    [`json_extract('{"Name": {"Id": 1}}', '$.name.ID')`, 1],
    [`coalesce(json_extract('{"Name": 1, "NAME": 2}', '$.name'), 'none')`, 'none'],
    [`'{"Name": {"Id": 1}}' -> '$.name' ->> '$.id'`, 1],
    [`(SELECT fullkey || '=' || value FROM json_each('{"Name": {"Id": 1}}', '$.name'))`, '$.Name.Id=1'],
    [`(SELECT count(*) FROM json_tree('{"Name": {"Id": 1}}', '$.name'))`, 2],
    [`json_extract('{"a": {"b": 1}}', '$.a')`, '{"b":1}'],
    ["split_part('a/b/c', '/', 2)", 'b'],
    ["split_part('a/b/c', '/', -1)", 'c'],
    ["split_part('a/b/c', '/', -3)", 'a'],
    ["regexp_like('abc', '^a')", 1],
    ["regexp_like('abc', '^b')", 0],
    ["regexp_substr('abc-123', '[0-9]+')", '123'],
    [`json_equal('{"a": 1, "b": [1]}', '{"b": [1], "a": 1}')`, 1],
    [`json_equal('{"a": 1}', '{"a": 2}')`, 0],
    [
      `aws_policy_equal('{"Statement": [{"Effect": "Allow", "Action": ["a:B", "a:C"]}]}', '{"Statement": {"Effect": "Allow", "Action": ["a:C", "a:B"]}}')`,
      1,
    ],
    ["strftime('%Y-%m', '2026-11-21')", '2026-11'],
    ["date('2026-11-21', '-1 day')", '2026-11-20'],
    ["iif(1 > 0, 'yes', 'no')", 'yes'],
    ["instr('abc', 'c')", 3],
    ["substr('abcdef', -3, 2)", 'de'],
    [`json_array_length('[1, 2, 3]')`, 3],
  ])('%s', async (expression, expected) => {
    const [value] = await sky.values(`SELECT ${expression} AS value`);
    expect(typeof value === 'object' && typeof expected === 'string' ? JSON.stringify(value) : value).toEqual(
      typeof value === 'number' && typeof expected === 'string' ? Number(expected) : expected,
    );
  });

  it('finds members of columns in letters of any case', async () => {
    const sizes = (path: string) =>
      sky.values(
        `SELECT ${path} AS size FROM aws.ec2.images WHERE region = 'us-east-1' AND Owners = 'self' ORDER BY 1`,
      );
    const written = await sizes("json_extract(block_device_mappings, '$[0].Ebs.VolumeSize')");
    expect(written.filter((size) => Number(size) > 0).length).toBeGreaterThan(1);
    expect(await sizes("block_device_mappings ->> '$[0].ebs.volumesize'")).toEqual(written);
    expect(await sizes("block_device_mappings -> '$[0].ebs' ->> '$.volumeSize'")).toEqual(written);
  });

  it('works over resources', async () => {
    expect(
      await sky.rows(
        `SELECT json_extract(tags, '$.team') AS team, split_part(arn, '/', -1) AS name
         FROM aws.imagebuilder.image_pipelines WHERE region = 'us-east-1' AND json_extract(tags, '$.env') = 'production' ORDER BY name`,
      ),
    ).toEqual([
      { team: 'data', name: 'batch-worker-al2023-arm64' },
      { team: 'storefront', name: 'checkout-web-al2023-x86' },
    ]);
    expect(
      await sky.rows(
        "SELECT i.image_name, json_extract(json_each.value, '$.Value') AS team FROM aws.sagemaker.images i, json_each(i.tags) WHERE json_extract(json_each.value, '$.Key') = 'team' ORDER BY 1",
      ),
    ).toEqual([
      { image_name: 'jupyter-cpu', team: 'data' },
      { image_name: 'jupyter-gpu', team: 'machine-learning' },
    ]);
    expect(
      await sky.values(
        "SELECT group_concat(name, '|') FROM (SELECT name FROM aws.imagebuilder.image_pipelines ORDER BY name)",
      ),
    ).toEqual(['batch-worker-al2023-arm64|checkout-web-al2023-x86']);
  });

  it('keeps StackQL’s statement forms', async () => {
    const arn = 'arn:aws:sagemaker:us-east-1:123456789012:image/jupyter-gpu';
    expect(
      await sky.values(
        `SELECT image_name FROM aws.sagemaker.image WHERE region = 'us-east-1' AND data__Identifier = '${arn}'`,
      ),
    ).toEqual(['jupyter-gpu']);
    expect((await sky.rows('SHOW EXTENDED METHODS IN aws.sagemaker.images')).length).toBeGreaterThan(3);
    expect((await sky.rows('DESCRIBE EXTENDED aws.sagemaker.images')).length).toBeGreaterThan(6);
  });

  it('is taken back', async () => {
    await sky.query("SET dialect = 'duckdb'");
    const { columns } = await sky.query(`SELECT json_extract('{"a": "text"}', '$.a') AS a`);
    expect(columns).toEqual([{ name: 'a', type: 'JSON' }]);
    expect(await sky.failure("SELECT json_equal('1', '1')")).toMatchObject({ code: 'UNKNOWN_FUNCTION' });
    expect((await sky.failure("SELECT json_equal('1', '1')")).hint).toContain("SET dialect = 'stackql'");
  });
});

describe('the usual dialect', () => {
  it('says of what SQLite alone reads which dialect would take it', async () => {
    await sky.query("SET dialect = 'duckdb'");
    for (const call of [
      "json_set('{}', '$.a', 1)",
      "json_remove('{}', '$.a')",
      "timediff('now', '2024-01-01')",
      "date('now', '-1 day')",
      "strftime('%Y', 'now')",
      "glob('a*', 'abc')",
    ])
      expect((await sky.failure(`SELECT ${call}`)).hint, call).toContain("SET dialect = 'stackql'");
  });
});

describe('the option dialect', () => {
  it('is what SET dialect says, from the start, and what RESET goes back to', async () => {
    const asked = `SELECT split_part('a/b/c', '/', -1) || json_extract('{"a": "b"}', '$.a')`;
    expect(await sky.values(asked)).toEqual(['cb']);
    await sky.query("SET dialect = 'duckdb'");
    expect(await sky.values(asked)).toEqual(['c"b"']);
    await sky.query('RESET dialect');
    expect(await sky.values(asked)).toEqual(['cb']);
    await expect(openLanguage({ dialect: 'sqlite' } as never)).rejects.toMatchObject({ code: 'INVALID_OPTION' });
  });
});

describe('what SQLite makes of statements over resources', () => {
  const callsIn = async (dialect: 'duckdb' | 'stackql', sql: string) => {
    await sky.query(`SET dialect = '${dialect}'`);
    // Which regions there are is asked once in a session.
    const calls = (await sky.calls(sql)).filter((operation) => operation !== 'DescribeRegions');
    await sky.query("SET dialect = 'stackql'");
    return calls;
  };

  it.each([
    "SELECT name FROM aws.ec2.images WHERE name = 'x' AND state = 'available'",
    "SELECT name FROM aws.ec2.images WHERE region IN ('us-east-1', 'eu-west-1') AND image_id IN ('ami-1', 'ami-2')",
    "SELECT name FROM aws.ec2.images WHERE region LIKE 'us-%' AND Owners = 'self'",
    'SELECT volume_id FROM aws.ec2.volumes WHERE size = 8 AND encrypted = 1',
    "SELECT instance_id FROM aws.ec2.instances WHERE tags ->> 'team' = 'data'",
    "SELECT bucket_name FROM aws.s3.buckets WHERE data__Identifier = 'nowhere'",
    'SELECT v.vpc_id FROM aws.ec2.vpcs v JOIN aws.ec2.subnets s ON s.vpc_id = v.vpc_id',
    "SELECT i.instance_id FROM aws.ec2.instances i WHERE i.image_id IN (SELECT image_id FROM aws.ec2.images WHERE Owners = 'self')",
  ])('makes the calls that DuckDB’s meaning makes: %s', async (sql) => {
    expect(await callsIn('stackql', sql)).toEqual(await callsIn('duckdb', sql));
  });

  it('asks further of the rows alone that LIKE leaves, whatever their letters', async () => {
    const asked = async (pattern: string) => {
      const sql = `SELECT name, launch_permissions FROM aws.ec2.images WHERE region = 'us-east-1' AND name LIKE '${pattern}'`;
      const { rows, statistics, warnings } = await sky.query(sql);
      // One list, which has no filter without case, and a call for each that is left.
      expect([statistics.calls, warnings], pattern).toEqual([1 + rows.length, []]);
      return rows.length;
    };
    const count = await asked('checkout%');
    expect(count).toBeGreaterThan(0);
    expect(await asked('CHECKOUT%')).toBe(count);
    expect(await asked('%Heckout%_')).toBe(count);
  });

  it('takes tags apart in the form that the page of the resource prints', async () => {
    const teams = (key: string, value: string, from: string) =>
      sky.values(
        `SELECT count(*) AS n FROM ${from} r, json_each(r.tags) WHERE ${key} = 'team' AND ${value} = r.tags ->> 'team'`,
      );
    const tagged = (from: string) => sky.values(`SELECT count(*) AS n FROM ${from} WHERE tags ->> 'team' IS NOT NULL`);
    const list = ["json_extract(json_each.value, '$.Key')", "json_extract(json_each.value, '$.Value')"] as const;
    // Lists the first two, maps the others.
    for (const from of [
      'aws.ec2.instances',
      'aws.sagemaker.images',
      'aws.ec2.images',
      'aws.imagebuilder.image_pipelines',
    ]) {
      const [n] = await tagged(from);
      expect(Number(n), from).toBeGreaterThan(0);
      expect(await teams(...list, from), from).toEqual([n]);
      expect(await teams("json_each.value ->> '$.Key'", "json_each.value ->> 'value'", from), from).toEqual([n]);
    }
    const rows = (from: string, where: string) =>
      sky.rows(
        `SELECT t.key, t.value, t.type, t.fullkey FROM ${from} r, json_each(r.tags) AS t WHERE ${where} AND t.key = 'team'`,
      );
    expect(await rows('aws.imagebuilder.image_pipelines', "name = 'checkout-web-al2023-x86'")).toEqual([
      { key: 'team', value: 'storefront', type: 'text', fullkey: '$.team' },
    ]);
    expect(await rows('aws.sagemaker.images', "image_name = 'jupyter-cpu'")).toEqual([
      { key: 'team', value: '{"Key":"team","Value":"data"}', type: 'object', fullkey: '$[0]' },
    ]);
    // Other members, other tables and other dialects mean what they say.
    expect(
      await sky.values(
        `SELECT json_extract(e.value, '$.Key') FROM json_each('[{"Key":1}]') e, aws.imagebuilder.image_pipelines r, json_each(r.tags) t WHERE r.name = 'checkout-web-al2023-x86' AND t.key = 'team'`,
      ),
    ).toEqual([1]);
    await sky.query("SET dialect = 'duckdb'");
    for (const from of ['aws.sagemaker.images', 'aws.imagebuilder.image_pipelines'])
      expect(
        await sky.values(
          `SELECT count(*) FROM ${from} r, json_each(r.tags) t WHERE t.key = 'team' AND t.value = r.tags ->> 'team'`,
        ),
      ).toEqual(await tagged(from));
    await sky.query("SET dialect = 'stackql'");
  });

  it('keeps the rows of the left where WHERE gives parameters of the right', async () => {
    const joined = (place: string) =>
      `SELECT count(*) AS n FROM aws.ec2.vpcs l LEFT JOIN aws.ec2.subnets r ON r.vpc_id = l.vpc_id || 'x' WHERE l.region = 'us-east-1' ${place}`;
    const [all] = await sky.values("SELECT count(*) FROM aws.ec2.vpcs WHERE region = 'us-east-1'");
    expect(all).toBeGreaterThan(0);
    expect(await sky.values(joined("AND r.region = 'us-east-1'"))).toEqual([all]);
    // A column is a condition on the rows of the join, as anywhere.
    expect(await sky.values(joined("AND r.subnet_id = 'subnet-1'"))).toEqual([0]);
  });

  it('takes a column that is not grouped from the row of the least or greatest', async () => {
    const rows = await sky.rows(
      "SELECT name, max(creation_date) AS last FROM aws.ec2.images WHERE region = 'us-east-1' AND Owners = 'self'",
    );
    const [newest] = await sky.rows(
      "SELECT name FROM aws.ec2.images WHERE region = 'us-east-1' AND Owners = 'self' ORDER BY creation_date DESC LIMIT 1",
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.name).toBe(newest?.name);
    const grouped = await sky.rows(
      "SELECT state, name, count(*) AS n FROM aws.ec2.images WHERE region = 'us-east-1' GROUP BY state HAVING n > 0",
    );
    expect(grouped.length).toBeGreaterThan(0);
    for (const { n } of grouped) expect(n).toBeGreaterThan(0);
  });

  it('shows what is true as 1, and numbers and texts in one column', async () => {
    await sky.query("CREATE TABLE local AS SELECT 1 AS i, TRUE AS b, 'x' AS t UNION ALL SELECT 2, FALSE, 'y'");
    expect(
      await sky.rows('SELECT b, CASE WHEN b THEN i ELSE t END AS mixed, 7 / i AS part FROM local ORDER BY i'),
    ).toEqual([
      { b: 1, mixed: 1, part: 7 },
      { b: 0, mixed: 'y', part: 3 },
    ]);
    const { columns } = await sky.query('SELECT b, CASE WHEN b THEN i ELSE t END AS mixed FROM local');
    expect(columns.map(({ type }) => type)).toEqual(['INTEGER', 'VARIANT']);
    expect(
      await sky.values("SELECT i FROM (SELECT i, json_extract('{\"a\":2}', '$.a') AS a FROM local) WHERE i = a"),
    ).toEqual([2]);
    // However many rows a group has.
    const many = `SELECT sum(json_extract('{"a":' || i || '}', '$.a')) AS n, json_array_length(json_group_array(i)) AS k FROM (SELECT range AS i FROM range(10000))`;
    expect(await sky.rows(many)).toEqual([{ n: 49995000, k: 10000 }]);
    // What is kept has texts: another dialect reads it too.
    await sky.query(`CREATE TABLE kept AS SELECT json_extract('{"a":2}', '$.a') AS a`);
    expect(await sky.values('SELECT a FROM kept')).toEqual(['2']);
    // What only DuckDB reads means what it means to DuckDB.
    expect(await sky.values('SELECT (7 / 2)::DOUBLE')).toEqual([3.5]);
  });

  it('reads a name in double quotes that is none as a text', async () => {
    const asked = (state: string) =>
      `SELECT count(*) FROM aws.ec2.images WHERE "region" = "us-east-1" AND state = ${state}`;
    const [available] = await sky.values(asked("'available'"));
    expect(available).toBeGreaterThan(0);
    expect(await sky.values(asked('"available"'))).toEqual([available]);
    await sky.query("SET dialect = 'duckdb'");
    expect((await sky.failure(asked('"available"'))).code).toBe('UNKNOWN_COLUMN');
    await sky.query("SET dialect = 'stackql'");
  });

  it('warns where a document that is decoded here is compared with percent-encoded text', async () => {
    const asked = (compared: string) =>
      `SELECT role_name FROM aws.iam.roles WHERE region = 'us-east-1' AND ${compared}`;
    const codes = async (compared: string) =>
      (await sky.query(`EXPLAIN ${asked(compared)}`)).warnings.map(({ code }) => code);
    expect(await codes("assume_role_policy_document = '%7B%22Version%22%3A%222012-10-17%22%7D'")).toContain(
      'ENCODED_TEXT',
    );
    expect(await codes("assume_role_policy_document LIKE '%%7B%22Statement%22%'")).toContain('ENCODED_TEXT');
    expect(await codes("assume_role_policy_document LIKE '%Version%'")).not.toContain('ENCODED_TEXT');
  });

  it('takes JSON and texts of functions for what is created and changed', async () => {
    const created = await sky.rows(
      `INSERT INTO aws.sqs.queues (QueueName, Tags, DelaySeconds, region) SELECT lower('JOBS'), JSON('[{"Key":"team","Value":"data"}]'), 7 / 2, 'us-east-1' RETURNING queue_name, delay_seconds, tags ->> 'team' AS team`,
    );
    expect(created).toEqual([{ queue_name: 'jobs', delay_seconds: 3, team: 'data' }]);
    const [url] = await sky.values("SELECT queue_url FROM aws.sqs.queues WHERE queue_name = 'jobs'");
    const [changed] = await sky.rows(
      `UPDATE aws.sqs.queues SET data__PatchDocument = string('[{"op":"replace","path":"/DelaySeconds","value":9}]') WHERE region = 'us-east-1' AND data__Identifier = '${String(url)}'`,
    );
    expect(changed).toMatchObject({ operation: 'UPDATE', status: 'SUCCESS' });
  });
});
