import { keysOf } from './keys-of.ts';
import { scalarMacro, tableMacro } from './macro.ts';
import { strftimePattern } from './time-pattern.ts';

/** A time as the session's clock shows it: what PostgreSQL formats. */
const wallClock = 'TRY_CAST(a::VARCHAR AS TIMESTAMP)';

/** With how far it is from UTC, and where, for the patterns that tell. */
const clock = `concat_ws('|', ${wallClock}::VARCHAR, CASE WHEN regexp_matches(pattern, '(?i)TZ|OF') THEN system.main.strftime(${wallClock} AT TIME ZONE current_setting('TimeZone'), '%z') ELSE '' END, current_setting('TimeZone'))`;

/** Parts of a text; an empty text has none, and without a delimiter each character is one. */
const textArray =
  `CASE WHEN a = '' THEN []::VARCHAR[] WHEN delimiter = '' THEN [a] ` +
  `ELSE string_split(a, coalesce(delimiter, '')) END`;

/** Numbers of this type are known to some digits only. */
const isBinary = `typeof(a) IN ('DOUBLE', 'FLOAT')`;
const isNumber = `(${isBinary} OR typeof(a) LIKE 'DECIMAL%' OR typeof(a) IN ('TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT', 'HUGEINT', 'UTINYINT', 'USMALLINT', 'UINTEGER', 'UBIGINT', 'INTEGER_LITERAL'))`;
const asInterval = 'TRY_CAST(a::VARCHAR AS INTERVAL)';
const intervalParts = `concat_ws(' ', ${['year', 'month', 'day', 'hour', 'minute', 'microsecond'].map((part) => `date_part('${part}', ${asInterval})::BIGINT`).join(', ')})`;

/** What a group of an expression found first; NULL of one that took no part. */
const groupsAt = (place: string): string =>
  `list_transform(groups, lambda g: regexp_extract_all(a, pattern, g)[${place}])`;

/** Of an end that is NULL nobody knows whether it is reached. */
const areKnown = 'a IS NOT NULL AND b IS NOT NULL AND c IS NOT NULL AND d IS NOT NULL';
const unlessOpen = (met: string): string => `CASE WHEN ${met} THEN true WHEN ${areKnown} THEN false END`;

const whole = (value: string): string => `(${value})::BIGINT`;

/** Functions of PostgreSQL that DuckDB does not have, or has with fewer arguments (sql/postgres-calls.ts). */
export const postgresFunctions: readonly string[] = [
  tableMacro('jsonb_each', ['a', 'SELECT key, value FROM system.main.json_each(a::JSON)']),
  scalarMacro('jsonb_array_length', ['a', 'json_array_length(a::JSON)']),
  scalarMacro('to_jsonb', ['a', 'to_json(a)']),
  scalarMacro('jsonb_pretty', ['a', 'json_pretty(a::JSON)']),
  scalarMacro('skyql_time_pattern', ['pattern', strftimePattern('pattern')]),
  scalarMacro('to_char', [
    'a, pattern',
    `CASE WHEN a IS NULL THEN NULL WHEN ${isNumber} THEN skyql_number_text(a::VARCHAR || CASE WHEN ${isBinary} THEN 'f' ELSE '' END, pattern) ` +
      `WHEN typeof(a) = 'INTERVAL' THEN skyql_interval_text(${intervalParts}, pattern) ` +
      `WHEN ${wallClock} IS NULL THEN error('to_char takes a time, an interval or a number.') ELSE skyql_time_text(${clock}, pattern) END`,
  ]),
  // The CASE keeps DuckDB from asking for a constant format before the macro is used.
  scalarMacro('to_date', [
    'a, pattern',
    `CASE WHEN a IS NOT NULL THEN strptime(a, skyql_time_pattern(pattern))::DATE END`,
  ]),
  scalarMacro(
    'to_timestamp',
    ['a', 'system.main.to_timestamp(a)'],
    ['a, pattern', `CASE WHEN a IS NOT NULL THEN strptime(a, skyql_time_pattern(pattern))::TIMESTAMPTZ END`],
  ),
  scalarMacro(
    'string_to_array',
    ['a, delimiter', textArray],
    ['a, delimiter, null_text', `list_transform(${textArray}, lambda part: nullif(part, null_text))`],
  ),
  tableMacro('string_to_array', ['a, delimiter', `SELECT ${textArray} AS value`]),
  scalarMacro('skyql_substring', [
    'a, pattern, part',
    // What a group found that took no part is NULL, which DuckDB has for lists alone.
    'CASE WHEN regexp_matches(a, pattern) THEN regexp_extract_all(a, pattern, part)[1] END',
  ]),
  scalarMacro('skyql_money', [
    'a',
    `CASE WHEN typeof(a) = 'VARCHAR' THEN skyql_money_text(a::VARCHAR)::DECIMAL(19, 2) ELSE a::DECIMAL(19, 2) END`,
  ]),
  scalarMacro('quote_literal', ['a', `'''' || replace((a)::VARCHAR, '''', '''''') || ''''`]),
  scalarMacro('quote_nullable', ['a', `coalesce(quote_literal(a), 'NULL')`]),
  scalarMacro('quote_ident', [
    'a',
    `CASE WHEN regexp_full_match(a::VARCHAR, '[a-z_][a-z0-9_$]*') AND a::VARCHAR NOT IN (SELECT keyword_name FROM duckdb_keywords() ` +
      `WHERE keyword_category = 'reserved') THEN a::VARCHAR ELSE '"' || replace(a::VARCHAR, '"', '""') || '"' END`,
  ]),
  tableMacro('regexp_split_to_table', ['a, pattern', 'SELECT unnest(string_split_regex(a, pattern)) AS value']),
  scalarMacro('regexp_count', ['a, pattern', 'len(regexp_extract_all(a, pattern))']),
  scalarMacro('every', ['a', 'bool_and(a)']),
  scalarMacro('date_bin', ['stride, source, origin', 'time_bucket(CAST(stride AS INTERVAL), source, origin)']),
  scalarMacro('array_remove', ['a, element', 'list_filter(a, lambda e: e IS DISTINCT FROM element)']),
  scalarMacro('array_replace', [
    'a, element, other',
    'list_transform(a, lambda e: CASE WHEN e IS NOT DISTINCT FROM element THEN other ELSE e END)',
  ]),
  scalarMacro('array_positions', [
    'a, element',
    'list_filter(range(1, len(a) + 1), lambda place: a[place] IS NOT DISTINCT FROM element)',
  ]),
  scalarMacro('array_lower', ['a, dimension', 'CASE WHEN dimension = 1 AND len(a) > 0 THEN 1 END']),
  scalarMacro('array_upper', ['a, dimension', 'CASE WHEN dimension = 1 AND len(a) > 0 THEN len(a) END']),
  scalarMacro('clock_timestamp', ['', 'now()']),
  scalarMacro('statement_timestamp', ['', 'now()']),
  scalarMacro('btrim', ['a', 'trim(a)'], ['a, b', 'trim(a, b)']),
  scalarMacro('initcap', [
    'a',
    `array_to_string(list_transform(regexp_extract_all(lower(a), '[a-z0-9]+|[^a-z0-9]+'), lambda w: upper(w[1]) || w[2:]), '')`,
  ]),
  scalarMacro('skyql_regexp_match', [
    'a, pattern, groups',
    `CASE WHEN regexp_matches(a, pattern) THEN ${groupsAt('1')} END`,
  ]),
  scalarMacro('skyql_regexp_first', [
    'a, pattern, groups',
    `CASE WHEN regexp_matches(a, pattern) THEN [${groupsAt('1')}] ELSE [] END`,
  ]),
  scalarMacro('skyql_regexp_all', [
    'a, pattern, groups',
    `list_transform(range(1, len(regexp_extract_all(a, pattern, 0)) + 1), lambda n: ${groupsAt('n')})`,
  ]),
  scalarMacro(
    'skyql_overlay',
    ['a, part, start', 'substring(a, 1, start - 1) || part || substring(a, start + len(part))'],
    ['a, part, start, count', 'substring(a, 1, start - 1) || part || substring(a, start + count)'],
  ),
  scalarMacro('skyql_lpad', ['a, size', `lpad(a, size, ' ')`]),
  scalarMacro('skyql_rpad', ['a, size', `rpad(a, size, ' ')`]),
  scalarMacro('skyql_octet_length', [
    'a',
    `CASE WHEN typeof(a) = 'BLOB' THEN octet_length(TRY_CAST(a AS BLOB)) ELSE strlen(a::VARCHAR) END`,
  ]),
  scalarMacro('skyql_encode', [
    'a, form',
    `CASE WHEN a IS NULL THEN NULL WHEN typeof(a) <> 'BLOB' THEN error('encode takes bytes: write ''text''::bytea. sha256 and md5 give hexadecimal digits already.') ` +
      `WHEN form = 'base64' THEN regexp_replace(to_base64(TRY_CAST(a AS BLOB)), '(.{76})(.)', '\\1' || chr(10) || '\\2', 'g') WHEN form = 'hex' THEN lower(hex(TRY_CAST(a AS BLOB))) ` +
      `ELSE error('encode knows base64 and hex.') END`,
  ]),
  scalarMacro('skyql_decode', [
    'a, form',
    `CASE WHEN form = 'base64' THEN from_base64(regexp_replace(a::VARCHAR, '\\s', '', 'g')) WHEN form = 'hex' THEN unhex(regexp_replace(a::VARCHAR, '\\s', '', 'g')) ` +
      `ELSE error('decode knows base64 and hex.') END`,
  ]),
  scalarMacro('convert_from', [
    'a, encoding',
    `CASE WHEN upper(encoding) IN ('UTF8', 'UTF-8') THEN decode(a) ELSE error('convert_from knows UTF8.') END`,
  ]),
  scalarMacro('convert_to', [
    'a, encoding',
    `CASE WHEN upper(encoding) IN ('UTF8', 'UTF-8') THEN encode(a) ELSE error('convert_to knows UTF8.') END`,
  ]),
  scalarMacro('skyql_date_trunc', [
    'part, a, zone',
    `CASE WHEN typeof(a) = 'TIMESTAMP WITH TIME ZONE' THEN date_trunc(part, a::TIMESTAMPTZ AT TIME ZONE zone) AT TIME ZONE zone ` +
      `ELSE error('date_trunc takes a zone for a timestamptz.') END`,
  ]),
  scalarMacro('skyql_array_length', [
    'a, dimension',
    `CASE WHEN dimension = 1 AND len(a) > 0 THEN len(a) WHEN dimension > 1 AND typeof(a) LIKE '%[][]' THEN error('array_length takes the first dimension: array_length(a[1], 1).') END`,
  ]),
  scalarMacro('skyql_cardinality', [
    'a',
    `CASE WHEN typeof(a) LIKE 'MAP(%' THEN len(json_keys(to_json(a))) WHEN typeof(a) LIKE '%[][]' THEN error('cardinality counts a list of lists: write len(a) or len(flatten(a)).') ` +
      `WHEN a IS NOT NULL THEN json_array_length(to_json(a)) END::BIGINT`,
  ]),
  scalarMacro('skyql_array_to_string', [
    'a, delimiter, null_text',
    'array_to_string(list_transform(a, lambda e: coalesce(e::VARCHAR, null_text)), delimiter)',
  ]),
  scalarMacro('trim_array', ['a, count', 'a[1:len(a) - count]']),
  scalarMacro('array_fill', ['value, sizes', 'list_transform(range(1, sizes[1] + 1), lambda n: value)']),
  scalarMacro('make_interval', [
    'years := 0, months := 0, weeks := 0, days := 0, hours := 0, mins := 0, secs := 0',
    `to_months((years * 12 + months)::INTEGER) + to_days((weeks * 7 + days)::INTEGER) + to_microseconds((hours * 3600 + mins * 60)::BIGINT * 1000000 + ${whole('round(secs * 1000000)')})`,
  ]),
  scalarMacro('skyql_interval', [
    'months, days, microseconds',
    'to_months(months::INTEGER) + to_days(days::INTEGER) + to_microseconds(microseconds)',
  ]),
  scalarMacro('skyql_months_of', ['a', whole(`date_part('year', a) * 12 + date_part('month', a)`)]),
  scalarMacro('skyql_time_of', [
    'a',
    whole(`date_part('hour', a) * 3600000000 + date_part('minute', a) * 60000000 + date_part('microsecond', a)`),
  ]),
  scalarMacro('justify_days', [
    'a',
    `skyql_interval(skyql_months_of(a) + ${whole(`date_part('day', a)`)} // 30, ${whole(`date_part('day', a)`)} % 30, skyql_time_of(a))`,
  ]),
  scalarMacro('justify_hours', [
    'a',
    `skyql_interval(skyql_months_of(a), ${whole(`date_part('day', a)`)} + skyql_time_of(a) // 86400000000, skyql_time_of(a) % 86400000000)`,
  ]),
  scalarMacro('div', ['a, b', `CASE WHEN b = 0 THEN error('division by zero') ELSE trunc(a / b)::DECIMAL(38, 0) END`]),
  scalarMacro(
    'width_bucket',
    ['a, bounds', 'len(list_filter(bounds, lambda bound: bound <= a))::INTEGER'],
    [
      'a, low, high, count',
      `CASE WHEN low = high OR count <= 0 THEN error('width_bucket takes two bounds that differ, and a count above 0.') ` +
        `WHEN low < high THEN CASE WHEN a < low THEN 0 WHEN a >= high THEN count + 1 ELSE floor((a - low) * count / (high - low)) + 1 END ` +
        `ELSE CASE WHEN a > low THEN 0 WHEN a <= high THEN count + 1 ELSE floor((low - a) * count / (low - high)) + 1 END END::INTEGER`,
    ],
  ),
  scalarMacro('skyql_overlaps', [
    'a, b, c, d',
    `CASE WHEN least(a, b) > least(c, d) THEN ${unlessOpen('least(a, b) < greatest(c, d) AND c IS NOT NULL AND d IS NOT NULL')} ` +
      `WHEN least(a, b) < least(c, d) THEN ${unlessOpen('least(c, d) < greatest(a, b) AND a IS NOT NULL AND b IS NOT NULL')} ` +
      `WHEN least(a, b) = least(c, d) AND ${areKnown} THEN true END`,
  ]),
  scalarMacro('skyql_object_of', [
    'members',
    `CASE WHEN members IS NOT NULL THEN skyql_ordered('{' || array_to_string(list_transform(members, lambda e: to_json(e.key)::VARCHAR || ':' || coalesce(e.value::VARCHAR, 'null')), ',') || '}')::JSON END`,
  ]),
  scalarMacro(
    'jsonb_insert',
    [
      'a, path, value',
      `skyql_inserted(a::JSON::VARCHAR, json_array(${keysOf('path')}, value::JSON::VARCHAR, false)::VARCHAR)::JSON`,
    ],
    [
      'a, path, value, insert_after',
      `skyql_inserted(a::JSON::VARCHAR, json_array(${keysOf('path')}, value::JSON::VARCHAR, insert_after)::VARCHAR)::JSON`,
    ],
  ),
];
