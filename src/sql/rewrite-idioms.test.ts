import { describe, expect, it } from 'vitest';
import { parseStatement } from './parse-statement.ts';

const rewritten = (sql: string, dialect: 'duckdb' | 'stackql' = 'duckdb'): string =>
  parseStatement(sql, { dialect }).sql;

describe('idioms of other databases', () => {
  it.each([
    ["SELECT m -> 'a' -> 0", "SELECT m ~> 'a' ~> 0"],
    ["SELECT m->'a'->>'b' = 'c'", "SELECT m~>'a'->>'b' = 'c'"],
    ['SELECT tags->-1', 'SELECT tags~> -1'],
    ["SELECT m -> k, m ->> lower('A') FROM t", "SELECT m ~~> k, m ~~>> lower('A') FROM t"],
    ["SELECT m ->> '/a', m -> '$cost', m ->> '', m -> '*'", "SELECT m ->> '/~1a', m ~> '/$cost', m ->> '/', m ~> '/*'"],
    ["SELECT m ->> '$.a', m -> '$[0]', m ->> ['a', 'b']", "SELECT m ->> '$.a', m ~> '$[0]', m ->> ['a', 'b']"],
    ["SELECT tags ->> 'a', t.tags -> k, tags -> 0", "SELECT tags ~@>> 'a', t.tags ~@> k, tags ~> 0"],
    ["SELECT tags::jsonb ->> '/a', (t.tag_list) ->> 'a'", "SELECT skyql_json(tags) ~@>> '/a', (t.tag_list) ~@>> 'a'"],
    ["SELECT m -> 'Tags' ->> 'a', stage ->> 'a'", "SELECT m ~> 'Tags' ~@>> 'a', stage ->> 'a'"],
    ["SELECT coalesce(tags, '{}') ->> 'a'", "SELECT coalesce(tags, '{}') ~@>> 'a'"],
    ["SELECT (SELECT tags FROM t) ->> 'a'", "SELECT (SELECT tags FROM t) ->> 'a'"],
    ["SELECT tags ? 'a', ?", "SELECT tags ~@ 'a', getvariable('skyql_1')"],
    ["SELECT tags ?| array['a'] AND b ?& array['c']", "SELECT tags ~@| array['a'] AND b ~@& array['c']"],
    ["SELECT a #> '{b}' #>> '{c}'", "SELECT a @~> '{b}' @~>> '{c}'"],
    ["SELECT a ~ 'x', a !~ 'x', a ~* 'x', a !~* 'x', ~1", "SELECT a ~^ 'x', a !~^ 'x', a ~^^ 'x', a !~^^ 'x', ~1"],
    ["SELECT a REGEXP 'x' AND b NOT REGEXP 'y' AND c RLIKE d", "SELECT a ~^ 'x' AND b  !~^ 'y' AND c ~^ d"],
    ['SELECT regexp FROM t', 'SELECT regexp FROM t'],
    ['SELECT `a``b"c` FROM `t`', 'SELECT "a`b""c" FROM "t"'],
    ['SELECT aws.ec2.images.*, t.*, 2 * 3 FROM aws.ec2.images', 'SELECT images.*, t.*, 2 * 3 FROM aws.ec2.images'],
    ['SELECT\u00a01', 'SELECT 1'],
    ['CREATE LOCAL TEMPORARY TABLE t (local INT)', 'CREATE       TEMPORARY TABLE t (local INT)'],
    ["SELECT '-> ? ~' -- ?", "SELECT '-> ? ~'"],
  ])('%j', (sql, expected) => expect(rewritten(sql)).toBe(expected));
});

describe('lambdas', () => {
  it.each([
    'SELECT list_transform(l, x -> x + 1)',
    'SELECT list_reduce(l, (a, b) -> a + b)',
    "SELECT COLUMNS(c -> c LIKE 'a%') FROM t",
    'SELECT list_transform(list_filter(l, x -> x > 1), y -> y)',
  ])('%s', (sql) => expect(rewritten(sql)).toBe(sql));

  it('may take JSON apart', () => {
    expect(rewritten("SELECT list_transform(l -> 'a', x -> x -> 'b')")).toBe(
      "SELECT list_transform(l ~> 'a', x -> x ~> 'b')",
    );
  });
});

describe('FETCH', () => {
  it.each([
    ['SELECT a FROM t ORDER BY a FETCH FIRST 2 ROWS ONLY', /^SELECT a FROM t ORDER BY a LIMIT +2 *$/],
    ['SELECT a FROM t OFFSET 5 ROWS FETCH NEXT ROW ONLY', /^SELECT a FROM t OFFSET 5 +LIMIT 1 *$/],
  ])('%s', (sql, expected) => expect(rewritten(sql)).toMatch(expected));
});

describe('= ANY of literals, which is IN to the planner', () => {
  it.each([
    ["SELECT a FROM t WHERE a = ANY (ARRAY['x', 'y'])", "SELECT a FROM t WHERE a IN ('x', 'y')"],
    ["SELECT a FROM t WHERE a <> ALL ('{x,y}'::text[])", "SELECT a FROM t WHERE a NOT IN ('x', 'y')"],
    ["SELECT '{{1,2},{3,4}}'::int[]", "SELECT [['1', '2'], ['3', '4']]::int[][]"],
    ["SELECT CAST('{{{a}}}' AS text[])", "SELECT CAST([[['a']]] AS text[][][])"],
    ["SELECT '{{1}}'::int[][], '{1}'::int[]", "SELECT [['1']]::int[][], ['1']::int[]"],
    ['SELECT a FROM t WHERE a = ANY (ARRAY[b, 1])', 'SELECT a FROM t WHERE a = ANY (ARRAY[b, 1])'],
    ['SELECT a FROM t WHERE a < ANY (ARRAY[1, 2])', 'SELECT a FROM t WHERE a < ANY (ARRAY[1, 2])'],
    ["SELECT a FROM t WHERE a = ANY ('{}')", 'SELECT a FROM t WHERE a = ANY ([])'],
  ])('%s', (sql, expected) =>
    expect(
      rewritten(sql)
        .replace(/ +/g, ' ')
        .replace(/ (?=\))/g, ''),
    ).toBe(expected),
  );
});

describe('ORDER BY a function that has no alias', () => {
  it.each([
    [
      'SELECT a, count(*) FROM t GROUP BY a ORDER BY count DESC, a',
      'SELECT a, count(*) FROM t GROUP BY a ORDER BY count(*) DESC, a',
    ],
    [
      'SELECT sum(a) FILTER (WHERE b) FROM t ORDER BY sum NULLS LAST LIMIT 1',
      'SELECT sum(a) FILTER (WHERE b) FROM t ORDER BY sum(a) FILTER (WHERE b) NULLS LAST LIMIT 1',
    ],
    [
      'SELECT a FROM (SELECT max(a) FROM t ORDER BY max) t(a)',
      'SELECT a FROM (SELECT max(a) FROM t ORDER BY max(a)) t(a)',
    ],
    ...[
      'SELECT count(*) AS count FROM t ORDER BY count',
      'SELECT count, count(*) FROM t GROUP BY 1 ORDER BY count',
      'SELECT count(a), count(b) FROM t ORDER BY count',
      'SELECT count(*) + 1 FROM t ORDER BY count',
      'SELECT *, count(*) OVER () FROM t ORDER BY count',
      'SELECT count(*) FROM t UNION SELECT 1 ORDER BY count',
      'SELECT count(*), row_number() OVER (ORDER BY count) FROM t',
      'SELECT count(*) FROM t ORDER BY count + 1',
    ].map((sql) => [sql, sql]),
  ])('%s', (sql, expected) => expect(rewritten(sql ?? '')).toBe(expected));
});

describe('types', () => {
  it.each([
    ["SELECT '1.5'::numeric, CAST(a AS decimal)", "SELECT '1.5'::numeric(38, 1), CAST(a AS decimal(38, 10))"],
    [
      'SELECT a::numeric(10,2), b AS numeric, (SELECT 1 AS numeric)',
      'SELECT a::numeric(10,2), b AS numeric, (SELECT 1 AS numeric)',
    ],
  ])('%j', (sql, expected) => expect(rewritten(sql)).toBe(expected));
});

describe('functions of FROM', () => {
  it.each([
    [
      "SELECT e ->> 'Key', e.value FROM t, jsonb_array_elements(t.list) AS e WHERE e ->> 'a' = 'b'",
      "SELECT e.value ->> 'Key', e.value FROM t, jsonb_array_elements(t.list) AS e WHERE e.value ->> 'a' = 'b'",
    ],
    [
      'SELECT k FROM jsonb_object_keys(m) k ORDER BY k',
      'SELECT k.value AS k FROM jsonb_object_keys(m) k ORDER BY k.value',
    ],
    [
      "SELECT c ->> 'a' FROM t, jsonb_array_elements(c) AS c",
      "SELECT c.value ->> 'a' FROM t, jsonb_array_elements(c) AS c",
    ],
    [
      'SELECT c FROM (SELECT c FROM t) AS t(c), jsonb_array_elements(t.c) c WHERE EXISTS (SELECT c)',
      'SELECT c.value AS c FROM (SELECT c FROM t) AS t(c), jsonb_array_elements(t.c) c WHERE EXISTS (SELECT c.value AS c)',
    ],
    ["SELECT string_to_array(a, ',') AS p FROM t ORDER BY p", "SELECT string_to_array(a, ',') AS p FROM t ORDER BY p"],
    [
      "SELECT a, p FROM t JOIN u ON f(a), string_to_array(a, ',') AS p",
      "SELECT a, p.value AS p FROM t JOIN u ON f(a), string_to_array(a, ',') AS p",
    ],
    ['SELECT x FROM jsonb_array_elements(m) AS e(x)', 'SELECT x FROM jsonb_array_elements(m) AS e(x)'],
    [
      'SELECT value FROM t, jsonb_array_elements(t.a) WHERE b',
      'SELECT value FROM t, jsonb_array_elements(t.a) WHERE b',
    ],
    ['SELECT json_each.value FROM t, json_each(t.a)', 'SELECT json_each.value FROM t, json_each(t.a) AS json_each'],
    [
      'SELECT json_each.value FROM t, json_each(t.a) WHERE b',
      'SELECT json_each.value FROM t, json_each(t.a) AS json_each WHERE b',
    ],
    ['SELECT e.value FROM t, json_each(t.a) e', 'SELECT e.value FROM t, json_each(t.a) e'],
    [
      "SELECT e ->> 'Key' FROM t, jsonb_array_elements(t.tags) AS e",
      "SELECT e.value ->> 'Key' FROM t, jsonb_array_elements(skyql_tag_list((t.tags)::JSON)) AS e",
    ],
    ['SELECT key FROM t, json_each(tags)', 'SELECT key FROM t, json_each(skyql_tag_map((tags)::JSON))'],
    ["SELECT * FROM json_each(tags, '$.a')", "SELECT * FROM json_each(tags, '$.a')"],
  ])('%j', (sql, expected) => expect(rewritten(sql)).toBe(expected));

  it('has the tags of a list in the dialect of StackQL', () => {
    expect(rewritten('SELECT json_each.value FROM t, json_each(t.tags)', 'stackql')).toBe(
      'SELECT json_each.value FROM t, skyql_each_tag( t.tags ) AS json_each',
    );
  });
});

describe('the dialect of StackQL', () => {
  it('has its own date and time, where SQLite would read the expression', () => {
    const sql = "SELECT DATE '2024-01-01', a::date, x.date(1), date(a)::text, date FROM t";
    expect(rewritten(sql)).toBe(sql);
    expect(rewritten(sql, 'stackql')).toBe(
      "SELECT DATE '2024-01-01', a::date, x.date(1), skyql_date(a)::text, date FROM t",
    );
  });
});
