-- The rows of the catalog's relations, from what stands in the tables of `stage`.

INSERT INTO "catalog.keyword" SELECT word, catcode FROM stage.keywords;

INSERT INTO "pg_catalog.pg_namespace" BY NAME
SELECT oid, name AS nspname, 10 AS nspowner, NULL AS nspacl FROM stage.namespaces ORDER BY oid;

INSERT INTO "pg_catalog.pg_proc" BY NAME
SELECT oid, name AS proname, 11 AS pronamespace, 10 AS proowner, 12 AS prolang, 1 AS procost, 0 AS prorows, 0 AS provariadic, 0 AS prosupport,
  'f' AS prokind, false AS prosecdef, false AS proleakproof, true AS proisstrict, false AS proretset, 's' AS provolatile, 's' AS proparallel,
  len(arguments) AS pronargs, 0 AS pronargdefaults, result AS prorettype, arguments AS proargtypes, name AS prosrc
FROM (SELECT *, list_filter(string_split(types, ' '), lambda x: x <> '')::UINTEGER[] AS arguments FROM stage.procedures) ORDER BY oid;

INSERT INTO "pg_catalog.pg_type" BY NAME
SELECT t.oid, t.name AS typname, 11 AS typnamespace, 10 AS typowner, t.length AS typlen, t.by_value AS typbyval, t.kind AS typtype,
  t.category AS typcategory, t.preferred AS typispreferred, true AS typisdefined, t.delimiter AS typdelim, 0 AS typrelid,
  stage.procedure(t.subscript) AS typsubscript, t.element AS typelem, t.array_type AS typarray, stage.procedure(t.input) AS typinput,
  stage.procedure(t.output) AS typoutput, stage.procedure(t.receive) AS typreceive, stage.procedure(t.send) AS typsend, stage.procedure(t.modifier_in) AS typmodin,
  stage.procedure(t.modifier_out) AS typmodout, 0 AS typanalyze, t.alignment AS typalign, t.storage AS typstorage, false AS typnotnull,
  t.base AS typbasetype, t.modifier AS typtypmod, 0 AS typndims, t.collated AS typcollation
FROM stage.types AS t ORDER BY t.oid;

-- Each relation has a type for its rows.
INSERT INTO "pg_catalog.pg_type" BY NAME
SELECT stage.row_type(r.oid) AS oid, r.name AS typname, r.namespace AS typnamespace, 10 AS typowner, -1 AS typlen, false AS typbyval,
  'c' AS typtype, 'C' AS typcategory, false AS typispreferred, true AS typisdefined, ',' AS typdelim, r.oid AS typrelid, 0 AS typsubscript,
  0 AS typelem, 0 AS typarray, stage.procedure('record_in') AS typinput, stage.procedure('record_out') AS typoutput,
  stage.procedure('record_recv') AS typreceive, stage.procedure('record_send') AS typsend, 0 AS typmodin, 0 AS typmodout, 0 AS typanalyze,
  'd' AS typalign, 'x' AS typstorage, false AS typnotnull, 0 AS typbasetype, -1 AS typtypmod, 0 AS typndims, 0 AS typcollation
FROM stage.relations AS r WHERE r.kind <> 'i' ORDER BY r.oid;

INSERT INTO "catalog.type_name"
SELECT t.oid, CASE WHEN e.oid IS NULL THEN stage.spelling(t.name) ELSE stage.spelling(e.name) || '[]' END
FROM stage.types AS t LEFT JOIN stage.types AS e ON e.oid = t.element AND e.array_type = t.oid ORDER BY t.oid;

INSERT INTO "pg_catalog.pg_class" BY NAME
SELECT r.oid, r.name AS relname, r.namespace AS relnamespace, CASE WHEN r.kind = 'i' THEN 0 ELSE stage.row_type(r.oid) END AS reltype, 0 AS reloftype, 10 AS relowner,
  CASE WHEN r.kind = 'v' THEN 0 WHEN r.kind = 'i' THEN 403 ELSE 2 END AS relam, 0 AS relfilenode, 0 AS reltablespace, 0 AS relpages,
  -1 AS reltuples, 0 AS relallvisible, 0 AS reltoastrelid, r.has_index AS relhasindex, false AS relisshared, 'p' AS relpersistence,
  r.kind AS relkind, coalesce(c.count, len(k.numbers), 0) AS relnatts, 0 AS relchecks, false AS relhasrules, false AS relhastriggers,
  false AS relhassubclass, false AS relrowsecurity, false AS relforcerowsecurity, true AS relispopulated,
  CASE WHEN r.kind = 'r' AND r.namespace > 16000 THEN 'd' ELSE 'n' END AS relreplident, false AS relispartition, 0 AS relrewrite, 0 AS relfrozenxid, 0 AS relminmxid
FROM stage.relations AS r
LEFT JOIN (SELECT relation, count(*) AS count FROM stage.columns GROUP BY relation) AS c ON c.relation = r.oid
LEFT JOIN stage.keys AS k ON k.index_oid = r.oid
ORDER BY r.oid;

INSERT INTO "pg_catalog.pg_attribute" BY NAME
SELECT c.relation AS attrelid, c.name AS attname, t.oid AS atttypid, -1 AS attstattarget, t.length AS attlen, c.number AS attnum,
  CASE WHEN t.category = 'A' THEN 1 ELSE 0 END AS attndims, -1 AS attcacheoff, -1 AS atttypmod, t.by_value AS attbyval,
  t.alignment AS attalign, t.storage AS attstorage, '' AS attcompression, c.not_null AS attnotnull, false AS atthasdef,
  false AS atthasmissing, '' AS attidentity, '' AS attgenerated, false AS attisdropped, true AS attislocal, 0 AS attinhcount,
  t.collated AS attcollation
FROM stage.columns AS c JOIN stage.types AS t ON t.name = c.type ORDER BY c.relation, c.number;

-- The columns of an index are its own.
INSERT INTO "pg_catalog.pg_attribute" BY NAME
SELECT k.index_oid AS attrelid, a.attname, a.atttypid, a.attstattarget, a.attlen, k.place AS attnum, a.attndims, a.attcacheoff, a.atttypmod,
  a.attbyval, a.attalign, a.attstorage, a.attcompression, false AS attnotnull, a.atthasdef, a.atthasmissing, a.attidentity, a.attgenerated,
  a.attisdropped, a.attislocal, a.attinhcount, a.attcollation
FROM (SELECT relation, index_oid, unnest(numbers) AS number, unnest(range(1, len(numbers) + 1)) AS place FROM stage.keys) AS k
JOIN "pg_catalog.pg_attribute" AS a ON a.attrelid = k.relation AND a.attnum = k.number ORDER BY attrelid, attnum;

INSERT INTO "pg_catalog.pg_description" BY NAME
SELECT oid AS objoid, 1259 AS classoid, 0 AS objsubid, description FROM stage.relations WHERE description <> ''
UNION ALL SELECT relation, 1259, number, description FROM stage.columns WHERE description <> ''
UNION ALL SELECT oid, 2615, 0, description FROM stage.namespaces WHERE description <> ''
ORDER BY 2, 1, 3;

INSERT INTO "pg_catalog.pg_constraint" BY NAME
SELECT k.constraint_oid AS oid, r.name || '_pkey' AS conname, r.namespace AS connamespace, 'p' AS contype, false AS condeferrable,
  false AS condeferred, true AS convalidated, k.relation AS conrelid, 0 AS contypid, k.index_oid AS conindid, 0 AS conparentid,
  0 AS confrelid, '' AS confupdtype, '' AS confdeltype, '' AS confmatchtype, true AS conislocal, 0 AS coninhcount, true AS connoinherit,
  k.numbers AS conkey
FROM stage.keys AS k JOIN stage.relations AS r ON r.oid = k.relation ORDER BY 1;

INSERT INTO "pg_catalog.pg_index" BY NAME
SELECT k.index_oid AS indexrelid, k.relation AS indrelid, len(k.numbers) AS indnatts, len(k.numbers) AS indnkeyatts, true AS indisunique,
  false AS indnullsnotdistinct, true AS indisprimary, false AS indisexclusion, true AS indimmediate, false AS indisclustered,
  true AS indisvalid, false AS indcheckxmin, true AS indisready, true AS indislive, false AS indisreplident, k.numbers AS indkey,
  list_transform(k.numbers, lambda x: 100) AS indcollation, list_transform(k.numbers, lambda x: 3126) AS indclass,
  list_transform(k.numbers, lambda x: 0) AS indoption
FROM stage.keys AS k ORDER BY 1;

INSERT INTO "catalog.constraint_definition"
SELECT constraint_oid, 'PRIMARY KEY (' || array_to_string(list_transform(names, lambda x: "pg_catalog.quote_ident"(x)), ', ') || ')'
FROM stage.keys ORDER BY 1;

INSERT INTO "catalog.index_definition"
SELECT k.index_oid, 'CREATE UNIQUE INDEX ' || "pg_catalog.quote_ident"(r.name || '_pkey') || ' ON ' || "pg_catalog.quote_ident"(n.name) || '.'
  || "pg_catalog.quote_ident"(r.name) || ' USING btree (' || array_to_string(list_transform(k.names, lambda x: "pg_catalog.quote_ident"(x)), ', ') || ')',
  k.names
FROM stage.keys AS k JOIN stage.relations AS r ON r.oid = k.relation JOIN stage.namespaces AS n ON n.oid = r.namespace ORDER BY 1;

INSERT INTO "pg_catalog.pg_am" BY NAME SELECT 2 AS oid, 'heap' AS amname, 0 AS amhandler, 't' AS amtype UNION ALL SELECT 403, 'btree', 0, 'i';
INSERT INTO "pg_catalog.pg_language" BY NAME
SELECT 12 AS oid, 'internal' AS lanname, 10 AS lanowner, false AS lanispl, false AS lanpltrusted, 0 AS lanplcallfoid, 0 AS laninline, 0 AS lanvalidator;
INSERT INTO "pg_catalog.pg_opclass" BY NAME
SELECT 3126 AS oid, 403 AS opcmethod, 'text_ops' AS opcname, 11 AS opcnamespace, 10 AS opcowner, 1994 AS opcfamily, 25 AS opcintype,
  true AS opcdefault, 0 AS opckeytype;
INSERT INTO "pg_catalog.pg_opfamily" BY NAME
SELECT 1994 AS oid, 403 AS opfmethod, 'text_ops' AS opfname, 11 AS opfnamespace, 10 AS opfowner;
INSERT INTO "pg_catalog.pg_collation" BY NAME
SELECT oid, name AS collname, 11 AS collnamespace, 10 AS collowner, provider AS collprovider, true AS collisdeterministic, -1 AS collencoding,
  locale AS collcollate, locale AS collctype
FROM (VALUES (100, 'default', 'd', NULL), (950, 'C', 'c', 'C'), (951, 'POSIX', 'c', 'POSIX')) AS v(oid, name, provider, locale);
INSERT INTO "pg_catalog.pg_tablespace" BY NAME
SELECT oid, name AS spcname, 10 AS spcowner FROM (VALUES (1663, 'pg_default'), (1664, 'pg_global')) AS v(oid, name);
INSERT INTO "pg_catalog.pg_database" BY NAME
SELECT 16384 AS oid, 'aws' AS datname, 10 AS datdba, 6 AS encoding, 'c' AS datlocprovider, false AS datistemplate, true AS datallowconn,
  -1 AS datconnlimit, 0 AS datfrozenxid, 0 AS datminmxid, 1663 AS dattablespace, 'C' AS datcollate, 'C' AS datctype;
