/** Functions of other databases that DuckDB does not have under that name, and what to write instead. */
const replacements: Readonly<Record<string, string>> = {
  getdate: 'now()',
  sysdate: 'now()',
  systimestamp: 'now()',
  dateadd: "time + INTERVAL '1 day'",
  date_sub: "time - INTERVAL '1 day'",
  nvl: 'coalesce(a, b)',
  isnull: 'coalesce(a, b)',
  decode: 'CASE a WHEN x THEN y ELSE z END',
  to_number: 'CAST(a AS DOUBLE)',
  json_query: "column -> '$.path'",
  get_json_object: "column ->> '$.path'",
  json_extract_scalar: "column ->> '$.path'",
  jsonb_insert: 'json_merge_patch(column, \'{"key": "value"}\')',
  jsonb_strip_nulls: "json_merge_patch('{}', column)",
  json_set: 'json_merge_patch(column, \'{"key": "value"}\')',
  json_table: 'json_each(column), or UNNEST(CAST(column AS JSON[]))',
  openjson: 'json_each(column)',
  flatten: 'json_each(column)',
  regexp_count: "len(regexp_extract_all(column, 'pattern'))",
  regexp_like: "regexp_matches(column, 'pattern'), or SET dialect = 'stackql'",
  regexp_substr: "regexp_extract(column, 'pattern'), or SET dialect = 'stackql'",
  json_equal: "the function after SET dialect = 'stackql'",
  aws_policy_equal: "the function after SET dialect = 'stackql'",
  datetime: "CAST(column AS TIMESTAMP), or SET dialect = 'stackql'",
  julianday: "julian(column), or SET dialect = 'stackql'",
  unixepoch: "epoch(column), or SET dialect = 'stackql'",
  iif: "CASE WHEN a THEN b ELSE c END, or SET dialect = 'stackql'",
  from_unixtime: 'to_timestamp(seconds)',
  convert: 'CAST(a AS type)',
  substring_index: "split_part(column, ',', 1)",
  from_iso8601_timestamp: 'CAST(column AS TIMESTAMPTZ)',
  date_parse: "strptime(column, '%Y-%m-%d')",
  parse_json: 'CAST(column AS JSON)',
  json_parse: 'CAST(column AS JSON)',
  make_interval: "INTERVAL '10 days'",
};

/** What to write instead of a function that DuckDB says it does not have; undefined where nothing is known. */
export function functionAdvice(name: string): string | undefined {
  const replacement = Object.hasOwn(replacements, name.toLowerCase()) ? replacements[name.toLowerCase()] : undefined;
  return replacement === undefined ? undefined : `Write ${replacement}.`;
}
