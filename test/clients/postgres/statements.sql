-- What PostgreSQL and skyql serve answer alike, errors by their SQLSTATE.
\set VERBOSITY sqlstate
SELECT 1 AS a, NULL AS b, 'x' AS c, true AS d, 1.5::float8 AS e;
SELECT 1 AS a; SELECT 2 AS b;
;
SELECT 9223372036854775807::int8 AS big, -32768::int2 AS small, 'a'::text || 'b' AS t;
SELECT DATE '2020-02-29' AS d, TIMESTAMP '2020-01-01 02:03:04.5' AS ts, TIMESTAMPTZ '2020-01-01 00:00:00+00' AS tz, INTERVAL '1 day 2 hours' AS i;
SELECT ARRAY[1,NULL,3] AS a, ARRAY['a b','c"d',NULL,''] AS b;
SELECT 'f47ac10b-58cc-4372-a567-0e02b2c3d479'::uuid AS u;
SELECT 1 AS a, NULL::int AS b, 'text' AS c \gdesc
SELECT 1 AS a WHERE false;
SELECT nope;
SELECT * FROM nope;
SELECT 1 +;
SELECT 'abc'::int;
BEGIN;
SELECT nope;
SELECT 1 AS one;
COMMIT;
BEGIN; SELECT 1 AS one; COMMIT;
ROLLBACK;
SAVEPOINT a;
BEGIN; SAVEPOINT a; SELECT nope; ROLLBACK TO a; SELECT 5 AS five; RELEASE a; COMMIT;
BEGIN; ROLLBACK TO nope; ROLLBACK;
DECLARE k CURSOR FOR SELECT 1;
BEGIN; DECLARE k CURSOR FOR SELECT i FROM generate_series(1,5) g(i); FETCH 2 FROM k; MOVE 1 FROM k; FETCH ALL FROM k; FETCH NEXT FROM k; CLOSE k; FETCH k; COMMIT;
CREATE TABLE t (a int, b text);
CREATE TABLE t (a int);
INSERT INTO t VALUES (1, 'x'), (2, NULL);
UPDATE t SET b = 'y' WHERE a = 1;
SELECT * FROM t ORDER BY a;
SELECT * FROM public.t ORDER BY a;
COPY (SELECT a, b FROM t ORDER BY a) TO STDOUT;
COPY (SELECT a, b FROM t ORDER BY a) TO STDOUT WITH (FORMAT csv, HEADER true, NULL 'none');
COPY (SELECT E'a\tb\\c' AS a, E'x\ny' AS b) TO STDOUT;
DELETE FROM t WHERE a = 2;
DROP TABLE t;
DROP TABLE t;
SHOW server_encoding;
SHOW transaction_isolation;
SET statement_timeout = '1min';
SHOW statement_timeout;
SET datestyle = 'ISO, DMY'; SHOW datestyle;
RESET ALL;
DEALLOCATE nope;
SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY;
CREATE TABLE w (a int);
SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE;
BEGIN READ ONLY; CREATE TABLE w (a int); ROLLBACK;
COPY nope TO STDOUT;
\set FETCH_COUNT 2
SELECT i FROM generate_series(1,5) g(i);
\unset FETCH_COUNT
SELECT 'a' AS x \gset
\echo :x
\x on
SELECT 1 AS a, NULL AS b;
\x off
SELECT current_database() AS d, current_schema() AS s, current_schemas(false) AS ss;
SELECT count(*) AS n FROM pg_am WHERE amname IN ('heap', 'btree');
SELECT 'pg_class'::regclass AS c, 'int4'::regtype AS t, 'pg_class'::regclass::oid AS o, to_regclass('nope') AS n;
SELECT format_type(1043, 14) AS a, format_type(1700, 327686) AS b, format_type(1184, NULL) AS c, format_type(1231, -1) AS d, format_type(99999999, NULL) AS e, format_type(NULL, NULL) AS f;
SELECT 'nope'::regclass;
SELECT quote_ident('select') AS a, quote_ident('Ab') AS b, quote_ident('ok_1') AS c, quote_literal('it''s') AS d, format('%I.%s=%L', 'A b', 'x', NULL) AS f, relname FROM pg_class WHERE oid = 1259;
SELECT attname, atttypid::regtype, attnotnull FROM pg_attribute WHERE attrelid = 'pg_am'::regclass AND attnum > 0 ORDER BY attnum;
SELECT oid, typname, typlen, typbyval, typtype, typcategory, typelem, typarray, typinput, typsend FROM pg_type WHERE typname IN ('bool','int4','_int4','text','jsonb','name','char','oid','int2vector','timestamptz') ORDER BY oid;
SELECT n.nspname, c.relname, c.relkind FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE nspname = 'pg_catalog' AND relname LIKE 'pg\_a%' AND relkind IN ('r','v') ORDER BY 2;
SELECT column_name, data_type, is_nullable, udt_name FROM information_schema.columns WHERE table_schema = 'pg_catalog' AND table_name = 'pg_namespace' ORDER BY ordinal_position;
SELECT relname ~ '^pg_c', relname !~~* 'PG%', relname = ANY ('{pg_class,x}'), relname <> ALL (ARRAY['y']), 7 / 2, -7 / 2, 5 % 3, ARRAY[1,2] && ARRAY[2], relname || 'x' FROM pg_class WHERE oid = 1259;
SELECT x, y FROM (VALUES (1, 'a'), (2, 'b')) v(x, y), pg_am WHERE amname = 'heap' ORDER BY x DESC;
SELECT g, u.o FROM pg_am, generate_series(1, 2) g, unnest(ARRAY['p','q']) WITH ORDINALITY u(e, o) WHERE amname = 'heap' ORDER BY 1, 2;
SELECT amname, row_number() OVER (ORDER BY amname DESC) AS r, CASE amname WHEN 'heap' THEN 1 ELSE 2 END AS k FROM pg_am WHERE amname IN ('heap','btree') ORDER BY amname;
WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 3) SELECT n, (SELECT count(*) FROM pg_am WHERE amname = 'heap') AS c FROM r ORDER BY n;
SELECT DISTINCT ON (relkind) relkind FROM pg_class WHERE relnamespace = 'pg_catalog'::regnamespace AND relkind IN ('r','v') ORDER BY relkind;
SELECT coalesce(NULLIF(relname, 'pg_class'), 'none') AS a, greatest(1, 2), EXISTS (SELECT 1 FROM pg_am WHERE amname = 'heap'), ARRAY(SELECT amname FROM pg_am WHERE amname IN ('heap', 'btree') ORDER BY 1) FROM pg_class WHERE oid = 1259;
SELECT nope FROM pg_class;
SELECT nope(1) FROM pg_class;
SELECT * FROM pg_catalog.nope;
SELECT relname, FROM pg_class;
SELECT DISTINCT amtype FROM pg_am ORDER BY amtype DESC;
SELECT amtype, string_agg(amname, ',' ORDER BY amname) FILTER (WHERE amname IN ('heap','btree')) AS s FROM pg_am GROUP BY amtype HAVING count(*) > 0 ORDER BY amtype;
SELECT has_table_privilege('pg_class', 'select') AS a, pg_table_is_visible('pg_class'::regclass) AS b, pg_get_expr(NULL, 0) AS c, obj_description(1, 'pg_class') AS d;
SELECT set_config('application_name', 'x', false) AS s;
SHOW application_name;
SELECT '1'::int, '1'::int::text, cast('x' AS varchar(3)), now()::date = current_date AS d, (1.5)::numeric(5, 2), ARRAY['a']::text[] AS l;
SELECT g.i::text, "i"::int8::text, (i)::float8, cast(i AS smallint), max(i)::int FROM generate_series(1, 1) g(i) GROUP BY i;
SELECT DATE '2020-01-01', TIMESTAMPTZ '2020-01-01 00:00:00+00', INTERVAL '1 day', upper('a')::varchar;
