import { expect, it } from 'vitest';
import { outputNames } from './output-names.ts';

it.each([
  ['SELECT count(*), sum(i) FROM t', ['count_star()', 'sum(i)'], ['count', 'sum']],
  ['SELECT count(*) AS n, count(*) m, "count_star()" FROM t', ['n', 'm', 'count_star()'], ['n', 'm', 'count_star()']],
  [
    'SELECT DISTINCT ON (a, b) pg_catalog.COUNT(*) FILTER (WHERE a), 1',
    ['count_star() FILTER (WHERE a)', '1'],
    ['count', '1'],
  ],
  [
    'SELECT count(*) OVER (), count(*) OVER w, max(i) + 1 FROM t WINDOW w AS ()',
    ['count() OVER ()', '(', '(max(i) + 1)'],
    ['count', 'count', '(max(i) + 1)'],
  ],
  [
    'WITH x AS (SELECT max(a) FROM t) SELECT max(a), [f(1), 2] FROM x',
    ['max(a)', 'main.list_value(f(1), 2)'],
    ['max', 'main.list_value(f(1), 2)'],
  ],
  ['SELECT count(*), t.*, now() FROM t', ['count_star()', 'a(', 'b', 'now()'], ['count', 'a(', 'b', 'now']],
  ['SELECT *, now(), * FROM t', ['a(', 'now()', 'b'], ['a(', 'now()', 'b']],
  ['FROM t SELECT min(a) WHERE a > 1', ['min(a)'], ['min']],
  [
    'SELECT cast(a AS text), t."B"::int::text, COLUMNS(*)',
    ['CAST(a AS VARCHAR)', 'CAST(', 'x', 'y('],
    ['a', 'B', 'x', 'y('],
  ],
  [
    "SELECT '1'::integer, now()::date, TIMESTAMP WITH TIME ZONE '2020-01-01', (a -> 'b')::double precision, 'x'::varchar(3)[], 1::numeric(5, 2)",
    ['CAST(1', 'CAST(2', 'CAST(3', 'CAST(4', 'CAST(5', 'CAST(6'],
    ['int4', 'now', 'timestamptz', 'float8', 'varchar', 'numeric'],
  ],
  [
    "SELECT (a)::text COLLATE \"C\", try_cast('x' || 'y' AS nope), cast(cast('1' AS int) AS text), a::int + 1, b::int AS c",
    ['CAST(1', 'TRY_CAST(2', 'CAST(3', '(CAST(a AS INTEGER) + 1)', 'c'],
    ['a', 'nope', 'text', '(CAST(a AS INTEGER) + 1)', 'c'],
  ],
  ['SELECT a.b.sum(1)', ['sum(1)'], ['sum']],
  ['(SELECT count(*))', ['count_star()'], ['count_star()']],
])('%s', (sql, given, wanted) => {
  const columns = given.map((name) => ({ name, type: 'BIGINT' }));
  expect(outputNames(sql, columns).map(({ name }) => name)).toEqual(wanted);
});
