-- The views of pg_catalog and of information_schema that have something to tell, over pg_class and the like. Those that are not here are
-- empty tables.

CREATE VIEW "pg_catalog.pg_tables" AS
SELECT n.nspname AS schemaname, c.relname AS tablename, "pg_catalog.pg_get_userbyid"(c.relowner) AS tableowner, NULL::VARCHAR AS tablespace,
  c.relhasindex AS hasindexes, false AS hasrules, false AS hastriggers, false AS rowsecurity
FROM "pg_catalog.pg_class" AS c LEFT JOIN "pg_catalog.pg_namespace" AS n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p');

CREATE VIEW "pg_catalog.pg_views" AS
SELECT n.nspname AS schemaname, c.relname AS viewname, "pg_catalog.pg_get_userbyid"(c.relowner) AS viewowner, d.definition
FROM "pg_catalog.pg_class" AS c LEFT JOIN "pg_catalog.pg_namespace" AS n ON n.oid = c.relnamespace
LEFT JOIN "catalog.view_definition" AS d ON d.oid = c.oid WHERE c.relkind = 'v';

CREATE VIEW "pg_catalog.pg_indexes" AS
SELECT n.nspname AS schemaname, c.relname AS tablename, i.relname AS indexname, NULL::VARCHAR AS tablespace, d.definition AS indexdef
FROM "pg_catalog.pg_index" AS x JOIN "pg_catalog.pg_class" AS c ON c.oid = x.indrelid JOIN "pg_catalog.pg_class" AS i ON i.oid = x.indexrelid
LEFT JOIN "pg_catalog.pg_namespace" AS n ON n.oid = c.relnamespace LEFT JOIN "catalog.index_definition" AS d ON d.oid = x.indexrelid;

CREATE VIEW "pg_catalog.pg_user" AS
SELECT rolname AS usename, oid AS usesysid, rolcreatedb AS usecreatedb, rolsuper AS usesuper, rolreplication AS userepl,
  rolbypassrls AS usebypassrls, '********' AS passwd, NULL::TIMESTAMPTZ AS valuntil, NULL::VARCHAR[] AS useconfig
FROM "pg_catalog.pg_roles" WHERE rolcanlogin;

CREATE VIEW "pg_catalog.pg_authid" AS
SELECT oid, rolname, rolsuper, rolinherit, rolcreaterole, rolcreatedb, rolcanlogin, rolreplication, rolbypassrls, rolconnlimit,
  NULL::VARCHAR AS rolpassword, NULL::TIMESTAMPTZ AS rolvaliduntil
FROM "pg_catalog.pg_roles";

CREATE VIEW "information_schema.information_schema_catalog_name" AS SELECT 'aws' AS catalog_name;

CREATE VIEW "information_schema.schemata" AS
SELECT 'aws' AS catalog_name, nspname AS schema_name, "pg_catalog.pg_get_userbyid"(nspowner) AS schema_owner,
  NULL::VARCHAR AS default_character_set_catalog, NULL::VARCHAR AS default_character_set_schema,
  NULL::VARCHAR AS default_character_set_name, NULL::VARCHAR AS sql_path
FROM "pg_catalog.pg_namespace";

CREATE VIEW "information_schema.tables" AS
SELECT 'aws' AS table_catalog, n.nspname AS table_schema, c.relname AS table_name,
  CASE WHEN c.relkind = 'v' THEN 'VIEW' ELSE 'BASE TABLE' END AS table_type,
  NULL::VARCHAR AS self_referencing_column_name, NULL::VARCHAR AS reference_generation, NULL::VARCHAR AS user_defined_type_catalog,
  NULL::VARCHAR AS user_defined_type_schema, NULL::VARCHAR AS user_defined_type_name,
  CASE WHEN c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema') THEN 'YES' ELSE 'NO' END AS is_insertable_into,
  'NO' AS is_typed, NULL::VARCHAR AS commit_action
FROM "pg_catalog.pg_class" AS c JOIN "pg_catalog.pg_namespace" AS n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'v', 'p', 'f');

CREATE VIEW "information_schema.views" AS
SELECT 'aws' AS table_catalog, n.nspname AS table_schema, c.relname AS table_name, d.definition AS view_definition, 'NONE' AS check_option,
  'NO' AS is_updatable, 'NO' AS is_insertable_into, 'NO' AS is_trigger_updatable, 'NO' AS is_trigger_deletable,
  'NO' AS is_trigger_insertable_into
FROM "pg_catalog.pg_class" AS c JOIN "pg_catalog.pg_namespace" AS n ON n.oid = c.relnamespace
LEFT JOIN "catalog.view_definition" AS d ON d.oid = c.oid WHERE c.relkind = 'v';

CREATE VIEW "information_schema.columns" AS
SELECT 'aws' AS table_catalog, n.nspname AS table_schema, c.relname AS table_name, a.attname AS column_name,
  a.attnum::INTEGER AS ordinal_position, d.adbin AS column_default, CASE WHEN a.attnotnull THEN 'NO' ELSE 'YES' END AS is_nullable,
  CASE WHEN t.typcategory = 'A' THEN 'ARRAY' ELSE s.name END AS data_type,
  NULL::INTEGER AS character_maximum_length, CASE WHEN t.typcategory = 'S' THEN 1073741824 END AS character_octet_length,
  CASE a.atttypid WHEN 21 THEN 16 WHEN 23 THEN 32 WHEN 20 THEN 64 WHEN 700 THEN 24 WHEN 701 THEN 53
    WHEN 1700 THEN CASE WHEN a.atttypmod >= 0 THEN (a.atttypmod - 4) // 65536 END END::INTEGER AS numeric_precision,
  CASE WHEN a.atttypid IN (21, 23, 20, 700, 701) THEN 2 WHEN a.atttypid = 1700 THEN 10 END AS numeric_precision_radix,
  CASE WHEN a.atttypid IN (21, 23, 20) THEN 0 WHEN a.atttypid = 1700 AND a.atttypmod >= 0 THEN (a.atttypmod - 4) % 65536 END AS numeric_scale,
  CASE WHEN a.atttypid = 1082 THEN 0 WHEN a.atttypid IN (1083, 1114, 1184, 1186, 1266) THEN 6 END AS datetime_precision,
  NULL::VARCHAR AS interval_type, NULL::INTEGER AS interval_precision, NULL::VARCHAR AS character_set_catalog,
  NULL::VARCHAR AS character_set_schema, NULL::VARCHAR AS character_set_name, NULL::VARCHAR AS collation_catalog,
  NULL::VARCHAR AS collation_schema, NULL::VARCHAR AS collation_name, NULL::VARCHAR AS domain_catalog, NULL::VARCHAR AS domain_schema,
  NULL::VARCHAR AS domain_name, 'aws' AS udt_catalog, 'pg_catalog' AS udt_schema, t.typname AS udt_name, NULL::VARCHAR AS scope_catalog,
  NULL::VARCHAR AS scope_schema, NULL::VARCHAR AS scope_name, NULL::INTEGER AS maximum_cardinality, a.attnum::VARCHAR AS dtd_identifier,
  'NO' AS is_self_referencing, 'NO' AS is_identity, NULL::VARCHAR AS identity_generation, NULL::VARCHAR AS identity_start,
  NULL::VARCHAR AS identity_increment, NULL::VARCHAR AS identity_maximum, NULL::VARCHAR AS identity_minimum, 'NO' AS identity_cycle,
  'NEVER' AS is_generated, NULL::VARCHAR AS generation_expression,
  CASE WHEN c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema') THEN 'YES' ELSE 'NO' END AS is_updatable
FROM "pg_catalog.pg_attribute" AS a JOIN "pg_catalog.pg_class" AS c ON c.oid = a.attrelid
JOIN "pg_catalog.pg_namespace" AS n ON n.oid = c.relnamespace JOIN "pg_catalog.pg_type" AS t ON t.oid = a.atttypid
JOIN "catalog.type_name" AS s ON s.oid = a.atttypid
LEFT JOIN "pg_catalog.pg_attrdef" AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'v', 'p', 'f');

CREATE VIEW "information_schema.table_constraints" AS
SELECT 'aws' AS constraint_catalog, n.nspname AS constraint_schema, k.conname AS constraint_name, 'aws' AS table_catalog,
  n.nspname AS table_schema, c.relname AS table_name, CASE k.contype WHEN 'p' THEN 'PRIMARY KEY' WHEN 'u' THEN 'UNIQUE' WHEN 'f' THEN 'FOREIGN KEY' ELSE 'CHECK' END AS constraint_type,
  'NO' AS is_deferrable, 'NO' AS initially_deferred, 'YES' AS enforced, NULL::VARCHAR AS nulls_distinct
FROM "pg_catalog.pg_constraint" AS k JOIN "pg_catalog.pg_class" AS c ON c.oid = k.conrelid
JOIN "pg_catalog.pg_namespace" AS n ON n.oid = c.relnamespace;

CREATE VIEW "information_schema.key_column_usage" AS
SELECT 'aws' AS constraint_catalog, n.nspname AS constraint_schema, k.conname AS constraint_name, 'aws' AS table_catalog,
  n.nspname AS table_schema, c.relname AS table_name, a.attname AS column_name, k.place::INTEGER AS ordinal_position,
  NULL::INTEGER AS position_in_unique_constraint
FROM (SELECT conname, conrelid, unnest(conkey) AS number, unnest(range(1, len(conkey) + 1)) AS place
  FROM "pg_catalog.pg_constraint" WHERE contype IN ('p', 'u', 'f')) AS k
JOIN "pg_catalog.pg_class" AS c ON c.oid = k.conrelid JOIN "pg_catalog.pg_namespace" AS n ON n.oid = c.relnamespace
JOIN "pg_catalog.pg_attribute" AS a ON a.attrelid = k.conrelid AND a.attnum = k.number;

CREATE VIEW "information_schema.constraint_column_usage" AS
SELECT table_catalog, table_schema, table_name, column_name, constraint_catalog, constraint_schema, constraint_name
FROM "information_schema.key_column_usage";

CREATE VIEW "information_schema.constraint_table_usage" AS
SELECT table_catalog, table_schema, table_name, constraint_catalog, constraint_schema, constraint_name
FROM "information_schema.table_constraints";

CREATE VIEW "information_schema.enabled_roles" AS SELECT rolname AS role_name FROM "pg_catalog.pg_roles";

CREATE VIEW "information_schema.table_privileges" AS
SELECT "pg_catalog.pg_get_userbyid"(c.relowner) AS grantor, "pg_catalog.pg_get_userbyid"(c.relowner) AS grantee, 'aws' AS table_catalog,
  n.nspname AS table_schema, c.relname AS table_name, p.privilege_type, 'NO' AS is_grantable,
  CASE WHEN p.privilege_type = 'SELECT' THEN 'YES' ELSE 'NO' END AS with_hierarchy
FROM "pg_catalog.pg_class" AS c JOIN "pg_catalog.pg_namespace" AS n ON n.oid = c.relnamespace
CROSS JOIN (SELECT unnest(['SELECT', 'INSERT', 'UPDATE', 'DELETE']) AS privilege_type) AS p WHERE c.relkind IN ('r', 'v');
