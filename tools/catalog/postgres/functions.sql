-- What PostgreSQL's own functions tell, over the catalog's relations. A macro's arguments stand in its body as they are, where a column
-- of the same name would be taken for an inner one: so inner columns are called otherwise, with an underscore.

CREATE MACRO "catalog.visible_schemas"() AS coalesce(getvariable('search_path')::VARCHAR[], ['pg_catalog', 'public']);

-- The parts of a name as it is written, `a."B"` as a and B.
CREATE MACRO "catalog.name_parts"(text) AS
  list_transform(
    regexp_extract_all(text, '"(?:[^"]|"")+"|[^".]+'),
    lambda part: CASE WHEN part LIKE '"%' THEN replace(part[2:-2], '""', '"') ELSE lower(trim(part)) END
  );

CREATE MACRO "pg_catalog.quote_ident"(text) AS
  CASE
    WHEN regexp_full_match(text, '[a-z_][a-z0-9_$]*')
      AND NOT "catalog.is_keyword"(text)
    THEN text
    ELSE '"' || replace(text, '"', '""') || '"'
  END;
CREATE MACRO "pg_catalog.quote_literal"(a) AS '''' || replace(a::VARCHAR, '''', '''''') || '''';
CREATE MACRO "pg_catalog.quote_nullable"(a) AS coalesce('''' || replace(a::VARCHAR, '''', '''''') || '''', 'NULL');

CREATE MACRO "pg_catalog.to_regclass"(text) AS (
  SELECT min(_oid) FROM (SELECT c.oid AS _oid, c.relname AS _name, n.nspname AS _schema
    FROM "pg_catalog.pg_class" AS c JOIN "pg_catalog.pg_namespace" AS n ON n.oid = c.relnamespace) AS k
  WHERE _name = "catalog.name_parts"(text)[-1]
    AND CASE WHEN len("catalog.name_parts"(text)) > 1 THEN _schema = "catalog.name_parts"(text)[-2]
      ELSE list_contains("catalog.visible_schemas"(), _schema) END
);
CREATE MACRO "catalog.regclass"(a) AS
  coalesce(try_cast(a AS UINTEGER), "pg_catalog.to_regclass"(a::VARCHAR),
    CASE WHEN a IS NULL THEN NULL ELSE error('relation "' || a::VARCHAR || '" does not exist') END);
CREATE MACRO "catalog.regclass_text"(a) AS coalesce((
  SELECT CASE WHEN list_contains("catalog.visible_schemas"(), _schema) THEN '' ELSE "pg_catalog.quote_ident"(_schema) || '.' END
    || "pg_catalog.quote_ident"(_name)
  FROM (SELECT c.oid AS _oid, c.relname AS _name, n.nspname AS _schema
    FROM "pg_catalog.pg_class" AS c JOIN "pg_catalog.pg_namespace" AS n ON n.oid = c.relnamespace) AS k
  WHERE _oid = a
), CASE WHEN a = 0 THEN '-' ELSE a::VARCHAR END);

CREATE MACRO "pg_catalog.to_regtype"(text) AS (
  SELECT min(_oid) FROM (SELECT t.oid AS _oid, t.typname AS _name, s.name AS _spelling
    FROM "pg_catalog.pg_type" AS t JOIN "catalog.type_name" AS s ON s.oid = t.oid) AS k
  WHERE _name = "catalog.name_parts"(text)[-1] OR _spelling = lower(trim(text))
    OR (text LIKE '%[]' AND _name = '_' || "catalog.name_parts"(text[:-3])[-1])
);
CREATE MACRO "catalog.regtype"(a) AS
  coalesce(try_cast(a AS UINTEGER), "pg_catalog.to_regtype"(a::VARCHAR),
    CASE WHEN a IS NULL THEN NULL ELSE error('type "' || a::VARCHAR || '" does not exist') END);

CREATE MACRO "pg_catalog.to_regproc"(text) AS (
  SELECT min(_oid) FROM (SELECT oid AS _oid, proname AS _name FROM "pg_catalog.pg_proc") AS k
  WHERE _name = "catalog.name_parts"(string_split(text, '(')[1])[-1]
);
CREATE MACRO "catalog.regproc"(a) AS
  coalesce(try_cast(a AS UINTEGER), CASE WHEN a::VARCHAR = '-' THEN 0::UINTEGER END, "pg_catalog.to_regproc"(a::VARCHAR),
    CASE WHEN a IS NULL THEN NULL ELSE error('function "' || a::VARCHAR || '" does not exist') END);
CREATE MACRO "catalog.regproc_text"(a) AS coalesce(
  (SELECT min(_name) FROM (SELECT oid AS _oid, proname AS _name FROM "pg_catalog.pg_proc") AS k WHERE _oid = a),
  CASE WHEN a = 0 THEN '-' ELSE a::VARCHAR END
);

CREATE MACRO "pg_catalog.to_regnamespace"(text) AS (
  SELECT min(_oid) FROM (SELECT oid AS _oid, nspname AS _name FROM "pg_catalog.pg_namespace") AS k
  WHERE _name = "catalog.name_parts"(text)[-1]
);
CREATE MACRO "catalog.regnamespace"(a) AS
  coalesce(try_cast(a AS UINTEGER), "pg_catalog.to_regnamespace"(a::VARCHAR),
    CASE WHEN a IS NULL THEN NULL ELSE error('schema "' || a::VARCHAR || '" does not exist') END);
CREATE MACRO "catalog.regnamespace_text"(a) AS coalesce(
  (SELECT min("pg_catalog.quote_ident"(_name)) FROM (SELECT oid AS _oid, nspname AS _name FROM "pg_catalog.pg_namespace") AS k WHERE _oid = a),
  a::VARCHAR
);

CREATE MACRO "pg_catalog.to_regrole"(text) AS (
  SELECT min(_oid) FROM (SELECT oid AS _oid, rolname AS _name FROM "pg_catalog.pg_roles") AS k
  WHERE _name = "catalog.name_parts"(text)[-1]
);
CREATE MACRO "catalog.regrole"(a) AS
  coalesce(try_cast(a AS UINTEGER), "pg_catalog.to_regrole"(a::VARCHAR),
    CASE WHEN a IS NULL THEN NULL ELSE error('role "' || a::VARCHAR || '" does not exist') END);
CREATE MACRO "pg_catalog.pg_get_userbyid"(a) AS coalesce(
  (SELECT min(_name) FROM (SELECT oid AS _oid, rolname AS _name FROM "pg_catalog.pg_roles") AS k WHERE _oid = a),
  'unknown (OID=' || a::VARCHAR || ')'
);

CREATE MACRO "catalog.setting"(text) AS (
  SELECT min(_value) FROM (SELECT name AS _name, setting AS _value FROM "pg_catalog.pg_settings") AS k WHERE lower(_name) = lower(text)
);
-- There are no operators in the catalog.
CREATE MACRO "catalog.regoper"(a) AS try_cast(a AS UINTEGER);
CREATE MACRO "catalog.regoper_text"(a) AS a::VARCHAR;
CREATE MACRO "catalog.regoperator"(a) AS try_cast(a AS UINTEGER);
CREATE MACRO "catalog.regoperator_text"(a) AS a::VARCHAR;

CREATE MACRO "pg_catalog.format_type"(a, modifier) AS CASE WHEN a IS NULL THEN NULL ELSE coalesce((
  SELECT CASE
      WHEN modifier IS NULL OR modifier < 0 THEN _name
      WHEN _oid = 1043 THEN 'character varying(' || (modifier - 4) || ')'
      WHEN _oid = 1042 THEN 'character(' || (modifier - 4) || ')'
      WHEN _oid = 1700 THEN 'numeric(' || ((modifier - 4) // 65536) || ',' || ((modifier - 4) % 65536) || ')'
      WHEN _oid = 1231 THEN 'numeric(' || ((modifier - 4) // 65536) || ',' || ((modifier - 4) % 65536) || ')[]'
      WHEN _oid = 1114 THEN 'timestamp(' || modifier || ') without time zone'
      WHEN _oid = 1184 THEN 'timestamp(' || modifier || ') with time zone'
      ELSE _name
    END
  FROM (SELECT oid AS _oid, name AS _name FROM "catalog.type_name") AS k WHERE _oid = a
), CASE WHEN a = 0 THEN '-' ELSE '???' END) END;

CREATE MACRO "pg_catalog.pg_table_is_visible"(a) AS (
  SELECT bool_or(list_contains("catalog.visible_schemas"(), _schema)) FROM (SELECT c.oid AS _oid, n.nspname AS _schema
    FROM "pg_catalog.pg_class" AS c JOIN "pg_catalog.pg_namespace" AS n ON n.oid = c.relnamespace) AS k WHERE _oid = a
);
CREATE MACRO "pg_catalog.pg_type_is_visible"(a) AS a IS NOT NULL;
CREATE MACRO "pg_catalog.pg_function_is_visible"(a) AS a IS NOT NULL;
CREATE MACRO "pg_catalog.pg_operator_is_visible"(a) AS a IS NOT NULL;
CREATE MACRO "pg_catalog.pg_opclass_is_visible"(a) AS a IS NOT NULL;
CREATE MACRO "pg_catalog.pg_opfamily_is_visible"(a) AS a IS NOT NULL;
CREATE MACRO "pg_catalog.pg_collation_is_visible"(a) AS a IS NOT NULL;
CREATE MACRO "pg_catalog.pg_conversion_is_visible"(a) AS a IS NOT NULL;
CREATE MACRO "pg_catalog.pg_statistics_obj_is_visible"(a) AS a IS NOT NULL;
CREATE MACRO "pg_catalog.pg_ts_config_is_visible"(a) AS a IS NOT NULL;
CREATE MACRO "pg_catalog.pg_ts_dict_is_visible"(a) AS a IS NOT NULL;
CREATE MACRO "pg_catalog.pg_ts_parser_is_visible"(a) AS a IS NOT NULL;
CREATE MACRO "pg_catalog.pg_ts_template_is_visible"(a) AS a IS NOT NULL;

CREATE MACRO "pg_catalog.obj_description"(a) AS (
    SELECT min(_text) FROM (SELECT objoid AS _oid, objsubid AS _part, description AS _text FROM "pg_catalog.pg_description") AS k
    WHERE _oid = a AND _part = 0
  ), (a, catalog) AS (
    SELECT min(_text) FROM (SELECT objoid AS _oid, objsubid AS _part, classoid AS _class, description AS _text FROM "pg_catalog.pg_description") AS k
    WHERE _oid = a AND _part = 0 AND _class = "pg_catalog.to_regclass"('pg_catalog.' || catalog)
  );
CREATE MACRO "pg_catalog.col_description"(a, number) AS (
  SELECT min(_text) FROM (SELECT objoid AS _oid, objsubid AS _part, description AS _text FROM "pg_catalog.pg_description") AS k
  WHERE _oid = a AND _part = number
);
CREATE MACRO "pg_catalog.shobj_description"(a, catalog) AS NULL::VARCHAR;

CREATE MACRO "pg_catalog.pg_get_expr"(a, relation) AS a::VARCHAR, (a, relation, pretty) AS a::VARCHAR;
CREATE MACRO "pg_catalog.pg_get_constraintdef"(a) AS (
    SELECT min(_text) FROM (SELECT oid AS _oid, definition AS _text FROM "catalog.constraint_definition") AS k WHERE _oid = a
  ), (a, pretty) AS (
    SELECT min(_text) FROM (SELECT oid AS _oid, definition AS _text FROM "catalog.constraint_definition") AS k WHERE _oid = a
  );
CREATE MACRO "pg_catalog.pg_get_indexdef"(a) AS (
    SELECT min(_text) FROM (SELECT oid AS _oid, definition AS _text FROM "catalog.index_definition") AS k WHERE _oid = a
  ), (a, number, pretty) AS (
    SELECT min(CASE WHEN number = 0 THEN _text ELSE _columns[number::BIGINT] END)
    FROM (SELECT oid AS _oid, definition AS _text, columns AS _columns FROM "catalog.index_definition") AS k WHERE _oid = a
  );
CREATE MACRO "pg_catalog.pg_get_viewdef"(a) AS (
    SELECT min(_text) FROM (SELECT oid AS _oid, definition AS _text FROM "catalog.view_definition") AS k WHERE _oid = "catalog.regclass"(a)
  ), (a, pretty) AS (
    SELECT min(_text) FROM (SELECT oid AS _oid, definition AS _text FROM "catalog.view_definition") AS k WHERE _oid = "catalog.regclass"(a)
  );
CREATE MACRO "pg_catalog.pg_get_ruledef"(a) AS NULL::VARCHAR, (a, pretty) AS NULL::VARCHAR;
CREATE MACRO "pg_catalog.pg_get_triggerdef"(a) AS NULL::VARCHAR, (a, pretty) AS NULL::VARCHAR;
CREATE MACRO "pg_catalog.pg_get_partkeydef"(a) AS NULL::VARCHAR;
CREATE MACRO "pg_catalog.pg_get_partition_constraintdef"(a) AS NULL::VARCHAR;
CREATE MACRO "pg_catalog.pg_get_statisticsobjdef"(a) AS NULL::VARCHAR;
CREATE MACRO "pg_catalog.pg_get_statisticsobjdef_columns"(a) AS NULL::VARCHAR;
CREATE MACRO "pg_catalog.pg_get_serial_sequence"(relation, name) AS NULL::VARCHAR;
CREATE MACRO "pg_catalog.pg_get_functiondef"(a) AS NULL::VARCHAR;
CREATE MACRO "pg_catalog.pg_get_function_sqlbody"(a) AS NULL::VARCHAR;
CREATE MACRO "pg_catalog.pg_get_function_arg_default"(a, number) AS NULL::VARCHAR;
CREATE MACRO "pg_catalog.oidvectortypes"(a) AS
  (SELECT coalesce(string_agg(_name, ', ' ORDER BY _place), '')
    FROM (SELECT t.name AS _name, u.place AS _place FROM (SELECT unnest(a) AS type, unnest(range(len(a))) AS place) AS u
      JOIN "catalog.type_name" AS t ON t.oid = u.type) AS k);
CREATE MACRO "catalog.arguments_of"(a) AS (
  SELECT coalesce(string_agg(_name, ', ' ORDER BY _place), '') FROM (
    SELECT p.oid AS _oid, t.name AS _name, p.place AS _place
    FROM (SELECT oid, unnest(proargtypes) AS type, unnest(range(len(proargtypes))) AS place FROM "pg_catalog.pg_proc") AS p
    JOIN "catalog.type_name" AS t ON t.oid = p.type) AS k WHERE _oid = a
);
CREATE MACRO "pg_catalog.pg_get_function_arguments"(a) AS "catalog.arguments_of"(a);
CREATE MACRO "pg_catalog.pg_get_function_identity_arguments"(a) AS "catalog.arguments_of"(a);
CREATE MACRO "pg_catalog.pg_get_function_result"(a) AS (
  SELECT min(_name) FROM (SELECT p.oid AS _oid, t.name AS _name FROM "pg_catalog.pg_proc" AS p
    JOIN "catalog.type_name" AS t ON t.oid = p.prorettype) AS k WHERE _oid = a
);
CREATE MACRO "catalog.regprocedure_text"(a) AS "catalog.regproc_text"(a) || '(' || "catalog.arguments_of"(a) || ')';

CREATE MACRO "pg_catalog.has_table_privilege"(a, b) AS true, (a, b, c) AS true;
CREATE MACRO "pg_catalog.has_any_column_privilege"(a, b) AS true, (a, b, c) AS true;
CREATE MACRO "pg_catalog.has_column_privilege"(a, b, c) AS true, (a, b, c, d) AS true;
CREATE MACRO "pg_catalog.has_schema_privilege"(a, b) AS true, (a, b, c) AS true;
CREATE MACRO "pg_catalog.has_database_privilege"(a, b) AS true, (a, b, c) AS true;
CREATE MACRO "pg_catalog.has_function_privilege"(a, b) AS true, (a, b, c) AS true;
CREATE MACRO "pg_catalog.has_language_privilege"(a, b) AS true, (a, b, c) AS true;
CREATE MACRO "pg_catalog.has_type_privilege"(a, b) AS true, (a, b, c) AS true;
CREATE MACRO "pg_catalog.has_sequence_privilege"(a, b) AS true, (a, b, c) AS true;
CREATE MACRO "pg_catalog.has_server_privilege"(a, b) AS true, (a, b, c) AS true;
CREATE MACRO "pg_catalog.has_tablespace_privilege"(a, b) AS false, (a, b, c) AS false;
CREATE MACRO "pg_catalog.has_foreign_data_wrapper_privilege"(a, b) AS false, (a, b, c) AS false;
CREATE MACRO "pg_catalog.has_parameter_privilege"(a, b) AS true, (a, b, c) AS true;
CREATE MACRO "pg_catalog.pg_has_role"(a, b) AS true, (a, b, c) AS true;
CREATE MACRO "pg_catalog.row_security_active"(a) AS false;

CREATE MACRO "pg_catalog.pg_encoding_to_char"(a) AS CASE a WHEN 6 THEN 'UTF8' WHEN 0 THEN 'SQL_ASCII' ELSE '' END;
CREATE MACRO "pg_catalog.pg_char_to_encoding"(a) AS CASE replace(upper(a), '-', '') WHEN 'UTF8' THEN 6 WHEN 'SQL_ASCII' THEN 0 ELSE -1 END;
CREATE MACRO "pg_catalog.getdatabaseencoding"() AS 'UTF8';
CREATE MACRO "pg_catalog.pg_client_encoding"() AS 'UTF8';
CREATE MACRO "pg_catalog.pg_current_xact_id_if_assigned"() AS NULL::VARCHAR;
CREATE MACRO "pg_catalog.pg_is_in_recovery"() AS false;
CREATE MACRO "pg_catalog.pg_is_wal_replay_paused"() AS false;
CREATE MACRO "pg_catalog.pg_my_temp_schema"() AS 0::UINTEGER;
CREATE MACRO "pg_catalog.pg_is_other_temp_schema"(a) AS false;
CREATE MACRO "pg_catalog.pg_relation_is_publishable"(a) AS false;
CREATE MACRO "pg_catalog.pg_relation_is_updatable"(a, b) AS 0;
CREATE MACRO "pg_catalog.pg_column_is_updatable"(a, b, c) AS false;
CREATE MACRO "pg_catalog.pg_relation_size"(a) AS 0::BIGINT, (a, fork) AS 0::BIGINT;
CREATE MACRO "pg_catalog.pg_table_size"(a) AS 0::BIGINT;
CREATE MACRO "pg_catalog.pg_indexes_size"(a) AS 0::BIGINT;
CREATE MACRO "pg_catalog.pg_total_relation_size"(a) AS 0::BIGINT;
CREATE MACRO "pg_catalog.pg_database_size"(a) AS 0::BIGINT;
CREATE MACRO "pg_catalog.pg_tablespace_size"(a) AS 0::BIGINT;
CREATE MACRO "pg_catalog.pg_tablespace_location"(a) AS '';
CREATE MACRO "pg_catalog.pg_relation_filenode"(a) AS NULL::UINTEGER;
CREATE MACRO "pg_catalog.pg_filenode_relation"(a, b) AS NULL::UINTEGER;
CREATE MACRO "pg_catalog.pg_size_pretty"(a) AS CASE
  WHEN abs(a) < 10240 THEN a || ' bytes'
  WHEN abs(a) < 10485760 THEN round(a / 1024.0)::BIGINT || ' kB'
  WHEN abs(a) < 10737418240 THEN round(a / 1048576.0)::BIGINT || ' MB'
  ELSE round(a / 1073741824.0)::BIGINT || ' GB' END;
CREATE MACRO "pg_catalog.pg_index_column_has_property"(a, number, property) AS CASE property WHEN 'asc' THEN true WHEN 'nulls_last' THEN true
  WHEN 'orderable' THEN true WHEN 'returnable' THEN true WHEN 'search_array' THEN true WHEN 'search_nulls' THEN true ELSE false END;
CREATE MACRO "pg_catalog.pg_index_has_property"(a, property) AS property IN ('index_scan', 'bitmap_scan', 'backward_scan');
CREATE MACRO "pg_catalog.pg_indexam_has_property"(a, property) AS property IN ('can_order', 'can_unique', 'can_multi_col', 'can_include');
CREATE MACRO "pg_catalog.pg_describe_object"(a, b, c) AS NULL::VARCHAR;
CREATE MACRO "pg_catalog.pg_stat_get_numscans"(a) AS 0::BIGINT;
CREATE MACRO "pg_catalog.pg_conf_load_time"() AS NULL::TIMESTAMPTZ;
CREATE MACRO "pg_catalog.inet_client_addr"() AS NULL::VARCHAR;
CREATE MACRO "pg_catalog.inet_client_port"() AS NULL::INTEGER;
CREATE MACRO "pg_catalog.inet_server_addr"() AS NULL::VARCHAR;
CREATE MACRO "pg_catalog.inet_server_port"() AS NULL::INTEGER;
CREATE MACRO "pg_catalog.pg_blocking_pids"(a) AS []::INTEGER[];
CREATE MACRO "pg_catalog.pg_try_advisory_lock"(a) AS true, (a, b) AS true;
CREATE MACRO "pg_catalog.pg_advisory_unlock"(a) AS true, (a, b) AS true;
CREATE MACRO "pg_catalog.array_ndims"(a) AS CASE WHEN len(a) > 0 THEN 1 END;
CREATE MACRO "pg_catalog.array_lower"(a, dimension) AS CASE WHEN dimension = 1 AND len(a) > 0 THEN 1 END;
CREATE MACRO "pg_catalog.array_upper"(a, dimension) AS CASE WHEN dimension = 1 AND len(a) > 0 THEN len(a)::INTEGER END;
CREATE MACRO "pg_catalog.array_length"(a, dimension) AS CASE WHEN dimension = 1 AND len(a) > 0 THEN len(a)::INTEGER END;
CREATE MACRO "pg_catalog.cardinality"(a) AS len(a)::INTEGER;
CREATE MACRO "information_schema._pg_expandarray"(a) AS
  unnest(list_transform(a, lambda x, i: {'x': x, 'n': i::INTEGER}));
CREATE MACRO "information_schema._pg_index_position"(a, number) AS (
  SELECT min(list_position(_key, number)) FROM (SELECT indexrelid AS _oid, indkey AS _key FROM "pg_catalog.pg_index") AS k WHERE _oid = a
);
CREATE MACRO "information_schema._pg_truetypid"(a, t) AS NULL::UINTEGER;
CREATE MACRO "pg_catalog.aclexplode"(a) AS unnest([]::STRUCT(grantor UINTEGER, grantee UINTEGER, privilege_type VARCHAR, is_grantable BOOLEAN)[]);
CREATE MACRO "pg_catalog.acldefault"(a, b) AS NULL::VARCHAR[];
CREATE MACRO "pg_catalog.pg_options_to_table"(a) AS unnest([]::STRUCT(option_name VARCHAR, option_value VARCHAR)[]);
