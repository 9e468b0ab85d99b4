import { expect, it } from 'vitest';

/** Asks a statement, prepared as drivers do, and gives its rows, each as its values with bars between. */
export type Ask = (sql: string, values?: readonly string[]) => Promise<readonly string[]>;

const oid =
  "(SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE nspname = 'ec2' AND relname = 'images')";

/**
 * What desktop programs, dashboards and drivers ask when they connect and open their trees: statements of our own, each of the kind that
 * such a program sends.
 */
export function clientStatements(rows: Ask): void {
  it('opens the tree of a desktop program: databases, schemas, tables, columns, keys, indexes, types', async () => {
    expect(await rows('SELECT d.oid, d.* FROM pg_catalog.pg_database d WHERE datname = $1', ['aws'])).toHaveLength(1);
    expect(
      await rows(
        "SELECT n.oid, n.*, d.description FROM pg_catalog.pg_namespace n LEFT OUTER JOIN pg_catalog.pg_description d ON d.objoid = n.oid AND d.objsubid = 0 AND d.classoid = 'pg_namespace'::regclass WHERE nspname IN ('public') ORDER BY nspname",
      ),
    ).toEqual(["2200|2200|public|10||the session's own tables"]);
    expect(
      await rows(
        "SELECT c.relname, d.description, pg_catalog.pg_get_expr(c.relpartbound, c.oid) AS partition, pg_catalog.pg_get_partkeydef(c.oid) AS parts FROM pg_catalog.pg_class c LEFT OUTER JOIN pg_catalog.pg_description d ON d.objoid = c.oid AND d.objsubid = 0 AND d.classoid = 'pg_class'::regclass WHERE c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = $1) AND c.relkind NOT IN ('i', 'I', 'c') AND relname LIKE 'image\\_%s' LIMIT 2",
        ['ec2'],
      ),
    ).toHaveLength(2);
    expect(
      await rows(
        `SELECT c.relname, a.attname, pg_catalog.pg_get_expr(ad.adbin, ad.adrelid, true) AS usual, s.description, dep.objid FROM pg_catalog.pg_attribute a INNER JOIN pg_catalog.pg_class c ON (a.attrelid = c.oid) LEFT OUTER JOIN pg_catalog.pg_attrdef ad ON (a.attrelid = ad.adrelid AND a.attnum = ad.adnum) LEFT OUTER JOIN pg_catalog.pg_description s ON (c.oid = s.objoid AND a.attnum = s.objsubid) LEFT OUTER JOIN pg_depend dep ON dep.refobjid = a.attrelid AND dep.deptype = 'i' AND dep.refobjsubid = a.attnum AND dep.classid = dep.refclassid WHERE NOT a.attisdropped AND c.oid = ${oid} ORDER BY a.attnum LIMIT 1`,
      ),
    ).toEqual(['images|image_id||The ID of the AMI.|']);
    expect(
      await rows(
        `SELECT c.conname, t.relname AS own, rt.relnamespace AS theirs, d.description, CASE WHEN c.contype = 'c' THEN "substring"(pg_get_constraintdef(c.oid), 7) ELSE NULL END AS text FROM pg_catalog.pg_constraint c INNER JOIN pg_catalog.pg_class t ON t.oid = c.conrelid LEFT OUTER JOIN pg_catalog.pg_class rt ON rt.oid = c.confrelid LEFT OUTER JOIN pg_catalog.pg_description d ON d.objoid = c.oid AND d.objsubid = 0 AND d.classoid = 'pg_constraint'::regclass WHERE c.conrelid = ${oid} ORDER BY c.oid`,
      ),
    ).toEqual(['images_pkey|images|||']);
    expect(
      await rows(
        `SELECT i.indkey AS keys, c.relname, tc.relname AS own, pg_catalog.pg_get_expr(i.indpred, i.indrelid) AS pred, pg_catalog.pg_relation_size(i.indexrelid) AS size, pg_catalog.pg_stat_get_numscans(i.indexrelid) AS scans FROM pg_catalog.pg_index i INNER JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid INNER JOIN pg_catalog.pg_class tc ON tc.oid = i.indrelid WHERE i.indrelid = ${oid} ORDER BY tc.relname, c.relname`,
      ),
    ).toEqual(['1|images_pkey|images||0|0']);
    expect(
      await rows(
        "SELECT t.typname, c.relkind, format_type(nullif(t.typbasetype, 0), t.typtypmod) AS base FROM pg_catalog.pg_type t LEFT OUTER JOIN pg_catalog.pg_type et ON et.oid = t.typelem LEFT OUTER JOIN pg_catalog.pg_class c ON c.oid = t.typrelid WHERE t.typname IS NOT NULL AND (c.relkind IS NULL OR c.relkind = 'c') AND (et.typcategory IS NULL OR et.typcategory <> 'C') AND t.typname = 'jsonb'",
      ),
    ).toEqual(['jsonb||']);
  });

  it('answers introspection that follows what has changed', async () => {
    expect(
      await rows(
        `SELECT N.nspname AS name, N.xmin AS state, pg_catalog.pg_get_userbyid(N.nspowner) AS "owner" FROM pg_catalog.pg_namespace N LEFT JOIN pg_catalog.pg_description D ON N.oid = D.objoid WHERE nspname IN ('public', 'pg_catalog') ORDER BY CASE WHEN N.nspname = pg_catalog.current_schema() THEN -1::bigint ELSE N.oid::bigint END`,
      ),
    ).toEqual(['public|1|skyql', 'pg_catalog|1|skyql']);
    expect(
      await rows(
        'SELECT CASE WHEN pg_catalog.pg_is_in_recovery() THEN NULL ELSE (pg_catalog.txid_current() % 4294967296)::varchar::bigint END AS current_txid',
      ),
    ).toEqual(['1']);
    expect(
      await rows(
        `SELECT T.relkind AS kind, T.relname AS name, T.xmin AS state, (SELECT pg_catalog.array_agg(inhparent::bigint ORDER BY inhseqno)::varchar FROM pg_catalog.pg_inherits WHERE T.oid = inhrelid) AS ancestors, pg_catalog.pg_get_userbyid(T.relowner) AS "owner" FROM pg_catalog.pg_class T WHERE T.oid = ${oid} AND relkind IN ('r', 'm', 'v', 'f', 'p') ORDER BY kind, name`,
      ),
    ).toEqual(['r|images|1||skyql']);
    expect(
      await rows(
        `WITH T AS (SELECT DISTINCT T.oid AS table_id, T.relname AS table_name FROM pg_catalog.pg_class T, pg_catalog.pg_attribute A WHERE T.oid = ${oid} AND A.attrelid = T.oid) SELECT C.attnum AS place, C.attname AS name, C.xmin AS state, pg_catalog.format_type(C.atttypid, C.atttypmod) AS spec, pg_catalog.pg_get_expr(D.adbin, T.table_id) AS usual, NOT C.attislocal AS inherited FROM T JOIN pg_catalog.pg_attribute C ON T.table_id = C.attrelid LEFT JOIN pg_catalog.pg_attrdef D ON (C.attrelid, C.attnum) = (D.adrelid, D.adnum) WHERE attnum > 0 ORDER BY table_id, attnum LIMIT 1`,
      ),
    ).toEqual(['1|image_id|1|text||f']);
    expect(
      await rows(
        `SELECT head.indexrelid > 0, k AS idx, k <= indnkeyatts AS in_key, head.indkey[k - 1] AS place, head.indoption[k - 1] AS options, pg_catalog.pg_get_indexdef(head.indexrelid, k::int, true) AS text FROM pg_catalog.pg_index head JOIN pg_catalog.pg_class stored ON stored.oid = head.indexrelid CROSS JOIN pg_catalog.unnest(head.indkey) WITH ORDINALITY u(u, k) WHERE head.indrelid = ${oid}`,
      ),
    ).toEqual(['t|1|t|1|0|image_id']);
  });

  it('answers JDBC metadata', async () => {
    expect(
      await rows(
        "SELECT NULL AS TABLE_CAT, n.nspname AS TABLE_SCHEM, c.relname AS TABLE_NAME, CASE n.nspname ~ '^pg_' OR n.nspname = 'information_schema' WHEN true THEN CASE WHEN n.nspname = 'pg_catalog' OR n.nspname = 'information_schema' THEN CASE c.relkind WHEN 'r' THEN 'SYSTEM TABLE' ELSE NULL END ELSE NULL END WHEN false THEN CASE c.relkind WHEN 'r' THEN 'TABLE' WHEN 'v' THEN 'VIEW' ELSE NULL END ELSE NULL END AS TABLE_TYPE, d.description AS REMARKS FROM pg_catalog.pg_namespace n, pg_catalog.pg_class c LEFT JOIN pg_catalog.pg_description d ON (c.oid = d.objoid AND d.objsubid = 0 AND d.classoid = 'pg_class'::regclass) WHERE c.relnamespace = n.oid AND n.nspname LIKE 'ec2' AND c.relname LIKE 'vpcs' AND (false OR (c.relkind = 'r' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema')) ORDER BY TABLE_TYPE, TABLE_SCHEM, TABLE_NAME",
      ),
    ).toEqual([expect.stringMatching(/^\|ec2\|vpcs\|TABLE\|/)]);
    expect(
      await rows(
        "SELECT * FROM (SELECT current_database() AS current_database, n.nspname, c.relname, a.attname, a.attnotnull OR (t.typtype = 'd' AND t.typnotnull) AS attnotnull, row_number() OVER (PARTITION BY a.attrelid ORDER BY a.attnum) AS attnum, nullif(a.attidentity, '') AS attidentity, pg_catalog.pg_get_expr(def.adbin, def.adrelid) AS adsrc, dsc.description FROM pg_catalog.pg_namespace n JOIN pg_catalog.pg_class c ON (c.relnamespace = n.oid) JOIN pg_catalog.pg_attribute a ON (a.attrelid = c.oid) JOIN pg_catalog.pg_type t ON (a.atttypid = t.oid) LEFT JOIN pg_catalog.pg_attrdef def ON (a.attrelid = def.adrelid AND a.attnum = def.adnum) LEFT JOIN pg_catalog.pg_description dsc ON (c.oid = dsc.objoid AND a.attnum = dsc.objsubid) LEFT JOIN pg_catalog.pg_class dc ON (dc.oid = dsc.classoid AND dc.relname = 'pg_class') LEFT JOIN pg_catalog.pg_namespace dn ON (dc.relnamespace = dn.oid AND dn.nspname = 'pg_catalog') WHERE c.relkind IN ('r', 'p', 'v', 'f', 'm') AND a.attnum > 0 AND NOT a.attisdropped AND n.nspname LIKE $1 AND c.relname LIKE $2) c WHERE true ORDER BY nspname, c.relname, attnum LIMIT 1",
        ['ec2', 'images'],
      ),
    ).toEqual(['aws|ec2|images|image_id|t|1|||The ID of the AMI.']);
    expect(
      await rows(
        'SELECT result.TABLE_NAME, result.COLUMN_NAME, result.KEY_SEQ, result.PK_NAME FROM (SELECT n.nspname AS TABLE_SCHEM, ct.relname AS TABLE_NAME, a.attname AS COLUMN_NAME, (information_schema._pg_expandarray(i.indkey)).n AS KEY_SEQ, ci.relname AS PK_NAME, information_schema._pg_expandarray(i.indkey) AS KEYS, a.attnum AS A_ATTNUM FROM pg_catalog.pg_class ct JOIN pg_catalog.pg_attribute a ON (ct.oid = a.attrelid) JOIN pg_catalog.pg_namespace n ON (ct.relnamespace = n.oid) JOIN pg_catalog.pg_index i ON (a.attrelid = i.indrelid) JOIN pg_catalog.pg_class ci ON (ci.oid = i.indexrelid) WHERE true AND n.nspname = $1 AND ct.relname = $2 AND i.indisprimary) result WHERE result.A_ATTNUM = (result.KEYS).x ORDER BY result.table_name, result.pk_name, result.key_seq',
        ['ec2', 'images'],
      ),
    ).toEqual(['images|image_id|1|images_pkey']);
  });

  it('answers dashboards: privileges, tables by the search path, columns', async () => {
    expect(
      await rows(
        `WITH privileges AS (SELECT NULL AS role, t.schemaname AS schema, t.objectname AS table, pg_catalog.has_any_column_privilege(current_user, '"' || replace(t.schemaname, '"', '""') || '"."' || replace(t.objectname, '"', '""') || '"', 'update') AS update, pg_catalog.has_table_privilege(current_user, '"' || t.schemaname || '"."' || t.objectname || '"', 'DELETE') AS delete FROM (SELECT schemaname, tablename AS objectname FROM pg_catalog.pg_tables UNION SELECT schemaname, viewname FROM pg_catalog.pg_views UNION SELECT schemaname, matviewname FROM pg_catalog.pg_matviews) t WHERE t.schemaname !~ '^pg_' AND t.schemaname <> 'information_schema' AND pg_catalog.has_schema_privilege(current_user, t.schemaname, 'USAGE')) SELECT p.* FROM privileges p WHERE p.schema = 'ec2' AND p.table = 'images'`,
      ),
    ).toEqual(['|ec2|images|t|t']);
    expect(
      await rows(
        `SELECT quote_ident(table_name) AS "table" FROM information_schema.tables WHERE quote_ident(table_schema) NOT IN ('information_schema', 'pg_catalog') AND table_schema IN ('ec2', 'public') AND table_name LIKE 'vpcs' ORDER BY CASE WHEN quote_ident(table_schema) IN (SELECT CASE WHEN trim(s[i]) = '"$user"' THEN user ELSE trim(s[i]) END FROM generate_series(array_lower(string_to_array(current_setting('search_path'), ','), 1), array_upper(string_to_array(current_setting('search_path'), ','), 1)) AS i, string_to_array(current_setting('search_path'), ',') s) THEN 0 ELSE 1 END, 1`,
      ),
    ).toEqual(['vpcs']);
    expect(
      await rows(
        `SELECT quote_ident(column_name) AS "column", data_type AS "type" FROM information_schema.columns WHERE quote_ident(table_name) = 'images' AND table_schema = 'ec2' AND column_name IN ('public', 'image_id') ORDER BY 1`,
      ),
    ).toEqual(['image_id|text', 'public|boolean']);
    expect(await rows("SELECT current_setting('server_version_num')::int / 100 AS version")).toEqual(['1500']);
    expect(
      await rows(
        "SELECT n.nspname, c.relname, a.attname, a.atttypid, t.typname, a.attnum, a.attlen, a.atttypmod, a.attnotnull, c.relhasrules, c.relkind, pg_get_expr(d.adbin, d.adrelid), CASE t.typtype WHEN 'd' THEN t.typbasetype ELSE 0 END, t.typtypmod FROM (((pg_catalog.pg_class c INNER JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace AND c.relname LIKE 'images' AND n.nspname LIKE 'ec2') INNER JOIN pg_catalog.pg_attribute a ON (NOT a.attisdropped) AND a.attnum > 0 AND a.attrelid = c.oid) INNER JOIN pg_catalog.pg_type t ON t.oid = a.atttypid) LEFT OUTER JOIN pg_attrdef d ON a.atthasdef AND d.adrelid = a.attrelid AND d.adnum = a.attnum ORDER BY n.nspname, c.relname, attnum LIMIT 1",
      ),
    ).toEqual(['ec2|images|image_id|25|text|1|-1|-1|t|f|r||0|-1']);
  });

  it('answers what loads types and describes a schema for programs', async () => {
    expect(
      await rows(
        "SELECT ns.nspname, t.oid, t.typname, t.typtype, t.typnotnull, t.elemtypoid FROM (SELECT typ.oid, typ.typnamespace, typ.typname, typ.typtype, typ.typrelid, typ.typnotnull, typ.relkind, elemtyp.oid AS elemtypoid, CASE WHEN elemproc.proname = 'array_recv' THEN 'a' ELSE elemtyp.typtype END AS elemtyptype FROM (SELECT typ.oid, typnamespace, typname, typrelid, typnotnull, relkind, CASE WHEN proc.proname = 'array_recv' THEN 'a' ELSE typ.typtype END AS typtype, CASE WHEN proc.proname = 'array_recv' THEN typ.typelem WHEN typ.typtype = 'r' THEN rngsubtype WHEN typ.typtype = 'm' THEN (SELECT rngtypid FROM pg_range WHERE rngmultitypid = typ.oid) WHEN typ.typtype = 'd' THEN typ.typbasetype END AS elemoid FROM pg_type AS typ LEFT JOIN pg_class AS cls ON (cls.oid = typ.typrelid) LEFT JOIN pg_proc AS proc ON proc.oid = typ.typreceive LEFT JOIN pg_range ON (pg_range.rngtypid = typ.oid)) AS typ LEFT JOIN pg_type AS elemtyp ON elemtyp.oid = elemoid LEFT JOIN pg_proc AS elemproc ON elemproc.oid = elemtyp.typreceive) AS t JOIN pg_namespace AS ns ON (ns.oid = typnamespace) WHERE typtype IN ('b', 'r', 'm', 'e', 'd') AND typname IN ('int4', 'jsonb') OR (typtype = 'c' AND relkind = 'c') OR (typtype = 'a' AND elemtyptype IN ('b', 'r') AND typname = '_int4') ORDER BY CASE WHEN typtype IN ('b', 'e', 'p') THEN 0 WHEN typtype = 'r' THEN 1 WHEN typtype = 'a' THEN 4 END, oid",
      ),
    ).toEqual(['pg_catalog|23|int4|b|f|', 'pg_catalog|3802|jsonb|b|f|', 'pg_catalog|1007|_int4|a|f|23']);
    expect(
      await rows(
        'SELECT own.namespace, info.column_name, format_type(att.atttypid, att.atttypmod) AS formatted, info.is_nullable, pg_get_expr(def.adbin, def.adrelid) AS usual FROM information_schema.columns info JOIN pg_attribute att ON att.attname = info.column_name JOIN (SELECT pg_class.oid, relname, pg_namespace.nspname AS namespace FROM pg_class JOIN pg_namespace ON pg_namespace.oid = pg_class.relnamespace AND pg_namespace.nspname = ANY ($1) WHERE reltype > 0) AS own ON own.oid = att.attrelid AND relname = info.table_name AND namespace = info.table_schema LEFT OUTER JOIN pg_attrdef def ON def.adrelid = att.attrelid AND def.adnum = att.attnum WHERE table_name = $2 ORDER BY ordinal_position LIMIT 1',
        ['{ec2}', 'images'],
      ),
    ).toEqual(['ec2|image_id|text|NO|']);
  });
  it('answers functions whose rows are relations, parts of times and texts, the age of transactions', async () => {
    expect(
      await rows(
        "SELECT s.name, set_config('bytea_output', 'hex', false) FROM pg_show_all_settings() s WHERE name = $1",
        ['search_path'],
      ),
    ).toEqual(['search_path|hex']);
    expect(await rows("SELECT word, catcode FROM pg_get_keywords() WHERE word = 'select'")).toEqual(['select|R']);
    expect(
      await rows(
        "SELECT extract(year FROM t), extract(epoch FROM t), extract(milliseconds FROM t) FROM (SELECT '2020-05-06 07:08:09.25'::timestamp AS t FROM pg_am LIMIT 1) one",
      ),
    ).toEqual(['2020|1588748889.250000|9250.000']);
    expect(
      await rows(
        "SELECT substring('a=1,fill=70' FROM 'fill=([0-9]*)'), substring(amname FROM 'tr.'), substring(amname FROM 'zz'), substring(amname FROM 2 FOR 3) FROM pg_am WHERE amname = 'btree'",
      ),
    ).toEqual(['70|tre||tre']);
    expect(
      await rows(
        'SELECT age(datfrozenxid), pg_current_xact_id_if_assigned(), txid_current() FROM pg_database WHERE datname = current_database()',
      ),
    ).toEqual([expect.stringMatching(/^\d+\|\|1$/)]);
  });
}
