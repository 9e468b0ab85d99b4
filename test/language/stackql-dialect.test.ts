import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LanguageSession, openLanguage } from '../support/language-session.ts';

describe("SET dialect = 'stackql'", () => {
  let sky: LanguageSession;
  beforeAll(async () => {
    sky = await openLanguage({ region: 'us-east-1' });
    await sky.query("SET dialect = 'stackql'");
  });
  afterAll(() => sky.close());

  it.each<[string, unknown]>([
    [`json_extract('{"a": {"b": "text"}}', '$.a.b')`, 'text'],
    [`json_extract('{"a": [1, 2]}', '$.a[1]')`, '2'],
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

describe('the option dialect', () => {
  it('is what SET dialect says, from the start, and what RESET goes back to', async () => {
    const sky = await openLanguage({ region: 'us-east-1', dialect: 'stackql' });
    const asked = `SELECT split_part('a/b/c', '/', -1) || json_extract('{"a": "b"}', '$.a')`;
    expect(await sky.values(asked)).toEqual(['cb']);
    await sky.query("SET dialect = 'duckdb'");
    expect(await sky.values(asked)).toEqual(['c"b"']);
    await sky.query('RESET dialect');
    expect(await sky.values(asked)).toEqual(['cb']);
    await sky.close();
    await expect(openLanguage({ dialect: 'sqlite' } as never)).rejects.toMatchObject({ code: 'INVALID_OPTION' });
  });
});
