import { elements, extract, extractText, jsonType, member, placeOf, plainText } from './json.ts';
import { jsonPathMacros } from './json-path.ts';
import { jsonSetMacros } from './json-set.ts';
import { scalarMacro, tableMacro } from './macro.ts';
import { networkMacros } from './network.ts';
import { isTagList, tagMacros } from './tags.ts';
import { keysOf } from './text-array.ts';
import { strftimePattern } from './time-pattern.ts';
import { timeText } from './time-text.ts';

/** A path as a JSON pointer, whose numbers name elements of arrays and keys of objects alike. */
const pointer = (path: string): string =>
  `array_to_string(list_transform(${keysOf(path)}, lambda key: ${member('key')}), '')`;

const containment = (whole: string, part: string): string =>
  `CASE WHEN ${whole} IS NOT NULL AND ${part} IS NOT NULL THEN skyql_contains(${whole}::JSON, ${part}::JSON) END`;

/**
 * json_contains looks at every depth, and holds members and elements together as `@>` does: under a name that stands
 * nowhere else there is one place to look at, and no value holds its own text.
 */
const within = (whole: string, part: string): string =>
  `json_contains(json_object((${whole})::VARCHAR, ${whole}), json_object((${whole})::VARCHAR, ${part}))`;

/** A value at a path; of a list of tags its first key may be a tag's. */
const atPath = (take: string): string =>
  `coalesce(${take}(a::JSON, ${pointer('path')}), ${take}(skyql_tag_map(a::JSON), ${pointer('path')}))`;

/**
 * `||` of JSON, and that of texts and lists where the condition, which DuckDB knows when it plans, does not hold: choosing
 * a member keeps the type of each, where a CASE would have one for both.
 */
function joining(name: string, isJson: string): string {
  const text = (side: string): string => `CASE WHEN ${isJson} THEN ${side}::VARCHAR END`;
  const joined = `skyql_joined(${text('a')}, ${text('b')})::JSON`;
  return scalarMacro(name, [
    'a, b',
    `struct_extract({'plain': a || b, 'json': ${joined}}, CASE WHEN ${isJson} THEN 'json' ELSE 'plain' END)`,
  ]);
}

/**
 * Operators. `->` and those that DuckDB cannot read arrive under names of our own, see sql/rewrite-idioms.ts, and
 * `->` and `->>` before a key that is no literal, see sql/rewrite-json-keys.ts.
 */
const operators: readonly string[] = [
  scalarMacro('~>', ['a, b', `${extract}(a, b)`]),
  scalarMacro('~~>', ['a, key', `${extract}(a, ${placeOf('key')})`]),
  scalarMacro('~~>>', ['a, key', `${extractText}(a, ${placeOf('key')})`]),
  scalarMacro('@~>', ['a, path', atPath(extract)]),
  scalarMacro('@~>>', ['a, path', atPath(extractText)]),
  scalarMacro('skyql_has_key', [
    'a, key',
    `CASE ${jsonType}(a::JSON) WHEN 'OBJECT' THEN list_contains(json_keys(a::JSON), key::VARCHAR) ` +
      `WHEN 'ARRAY' THEN list_contains(${elements('a')}, to_json(key::VARCHAR)) OR (a ~@>> key) IS NOT NULL ` +
      `WHEN 'VARCHAR' THEN ${plainText('a')} = key::VARCHAR ELSE CASE WHEN a IS NOT NULL THEN false END END`,
  ]),
  scalarMacro('~@', ['a, key', 'skyql_has_key(a, key)']),
  scalarMacro('~@|', [
    'a, keys',
    `CASE WHEN a IS NOT NULL THEN len(list_filter(${keysOf('keys')}, lambda k: skyql_has_key(a, k))) > 0 END`,
  ]),
  scalarMacro('~@&', [
    'a, keys',
    `CASE WHEN a IS NOT NULL THEN len(list_filter(${keysOf('keys')}, lambda k: NOT skyql_has_key(a, k))) = 0 END`,
  ]),
  scalarMacro('skyql_contains', [
    'a, b',
    `CASE WHEN ${jsonType}(a) = 'ARRAY' AND ${jsonType}(b) = 'OBJECT' THEN ${within('skyql_tag_map(a)', 'b')} ` +
      `WHEN ${jsonType}(a) = 'OBJECT' AND ${isTagList('b')} THEN ${within('skyql_tag_list(a)', 'b')} ` +
      `WHEN ${jsonType}(a) = 'ARRAY' AND ${jsonType}(b) <> 'ARRAY' THEN ${within('a', 'json_array(b)')} ELSE ${within('a', 'b')} END`,
  ]),
  scalarMacro('skyql_compared', [
    'a, name, hint, condition',
    `CASE WHEN ${jsonType}(a) IN ('OBJECT', 'ARRAY') THEN error(concat(name, ' is ', CASE ${jsonType}(a) WHEN 'ARRAY' THEN 'a list' ` +
      `ELSE 'an object with the members ' || array_to_string(json_keys(a), ', ') END, ', which equals no text.', chr(10), hint)) ELSE condition END`,
  ]),
  scalarMacro('skyql_text', ['a', `CASE WHEN typeof(a) = 'JSON' THEN a::JSON ->> '$' ELSE a::VARCHAR END`]),
  scalarMacro('@>', ['a, b', containment('a', 'b')]),
  scalarMacro('<@', ['a, b', containment('b', 'a')]),
  // JSON made in a statement has its members in order, as that of resources has: equal values are equal texts then.
  scalarMacro('skyql_json', [
    'a',
    `CASE typeof(a) WHEN 'JSON' THEN a::JSON ELSE skyql_ordered(a::JSON::VARCHAR)::JSON END`,
  ]),
  scalarMacro('skyql_in_order', ['a', 'skyql_ordered(a::VARCHAR)::JSON']),
  scalarMacro('@~%', ['a, path', `skyql_without(a::JSON::VARCHAR, to_json(${keysOf('path')})::VARCHAR)::JSON`]),
  joining('~||', `typeof(a) = 'JSON' AND typeof(b) = 'JSON'`),
  joining('~|||', `typeof(a) = 'JSON'`),
  joining('~||||', `typeof(b) = 'JSON'`),
  scalarMacro('~^', ['a, pattern', 'regexp_matches(a, pattern)']),
  scalarMacro('!~^', ['a, pattern', 'NOT regexp_matches(a, pattern)']),
  scalarMacro('~^^', ['a, pattern', `regexp_matches(a, pattern, 'i')`]),
  scalarMacro('!~^^', ['a, pattern', `NOT regexp_matches(a, pattern, 'i')`]),
];

/** Whether a text is LIKE any or all of a list, with PostgreSQL's NULL where only a pattern that is NULL could tell. */
function likeOperators(): readonly string[] {
  const likes = { '~%': 'like_escape', '!~%': 'NOT like_escape', '~%^': 'ilike_escape', '!~%^': 'NOT ilike_escape' };
  return Object.entries(likes).flatMap(([name, like]) => {
    const found = `list_transform(${keysOf('patterns')}, lambda pattern: ${like}(a, pattern, '\\'))`;
    const decided = (value: boolean): string =>
      `CASE WHEN patterns IS NULL THEN NULL WHEN list_contains(${found}, ${value}) THEN ${value} ` +
      `WHEN len(${found}) > list_count(${found}) THEN NULL ELSE ${!value} END`;
    return [
      scalarMacro(`${name}|`, ['a, patterns', decided(true)]),
      scalarMacro(`${name}&`, ['a, patterns', decided(false)]),
    ];
  });
}

/** A function of FROM with the elements of a list and their numbers. */
function ordinality(name: string, list: string): string {
  return tableMacro(`${name}_with_ordinality`, [
    'a',
    `SELECT unnest(${list}) AS value, unnest(range(1, len(${list}) + 1)) AS ordinality`,
  ]);
}

/** The same functions under PostgreSQL's two families of names. */
function jsonFunctions(prefix: 'json' | 'jsonb'): readonly string[] {
  const elementTexts = `list_transform(${elements('a')}, lambda e: ${plainText('e')})`;
  return [
    scalarMacro(`${prefix}_array_elements`, ['a', `unnest(${elements('a')})`]),
    tableMacro(`${prefix}_array_elements`, ['a', `SELECT unnest(${elements('a')}) AS value`]),
    scalarMacro(`${prefix}_array_elements_text`, ['a', `unnest(${elementTexts})`]),
    tableMacro(`${prefix}_array_elements_text`, ['a', `SELECT unnest(${elementTexts}) AS value`]),
    scalarMacro(`${prefix}_object_keys`, ['a', 'unnest(json_keys(a::JSON))']),
    tableMacro(`${prefix}_object_keys`, ['a', 'SELECT unnest(json_keys(a::JSON)) AS value']),
    ordinality(`${prefix}_array_elements`, elements('a')),
    ordinality(`${prefix}_array_elements_text`, elementTexts),
    ordinality(`${prefix}_object_keys`, 'json_keys(a::JSON)'),
    tableMacro(`${prefix}_each_text`, [
      'a',
      `SELECT key, ${plainText('value')} AS value FROM system.main.json_each(a::JSON)`,
    ]),
    scalarMacro(`${prefix}_typeof`, [
      'a',
      `CASE ${jsonType}(a::JSON) WHEN 'VARCHAR' THEN 'string' WHEN 'UBIGINT' THEN 'number' WHEN 'BIGINT' THEN 'number' ` +
        `WHEN 'HUGEINT' THEN 'number' WHEN 'DOUBLE' THEN 'number' ELSE lower(${jsonType}(a::JSON)) END`,
    ]),
    scalarMacro(`${prefix}_extract_path`, ...paths((path) => `${extract}(a::JSON, ${path})`)),
    scalarMacro(`${prefix}_extract_path_text`, ...paths((path) => `${extractText}(a::JSON, ${path})`)),
    scalarMacro(`${prefix}_strip_nulls`, ['a', 'skyql_without_nulls(a::JSON::VARCHAR)::JSON']),
    scalarMacro(`${prefix}_build_object`, ...pairs()),
    scalarMacro(`${prefix}_build_array`, ...lists()),
    scalarMacro(`${prefix}_agg`, ['a', 'to_json(list(a))']),
    scalarMacro(`${prefix}_object_agg`, ['key, a', 'json_group_object(key::VARCHAR, a)']),
  ];
}

/** DuckDB's macros take no list of any length: as many arguments as people write by hand. */
function names(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `v${index + 1}`);
}

function paths(body: (path: string) => string): readonly (readonly [string, string])[] {
  return [1, 2, 3, 4].map((count) => {
    const keys = names(count);
    return [`a, ${keys.join(', ')}`, body(keys.map((key) => member(`${key}::VARCHAR`)).join(' || '))];
  });
}

function pairs(): readonly (readonly [string, string])[] {
  return [1, 2, 3, 4, 5, 6].map((count) => {
    const members = names(count * 2).map((name, index) => (index % 2 === 0 ? `${name}::VARCHAR` : name));
    return [names(count * 2).join(', '), `json_object(${members.join(', ')})`];
  });
}

function lists(): readonly (readonly [string, string])[] {
  return [1, 2, 3, 4, 5, 6].map((count) => [names(count).join(', '), `json_array(${names(count).join(', ')})`]);
}

/** A time as the session's clock shows it: what PostgreSQL formats. */
const wallClock = 'TRY_CAST(a::VARCHAR AS TIMESTAMP)';

/** Parts of a text; an empty text has none, and without a delimiter each character is one. */
const textArray =
  `CASE WHEN a = '' THEN []::VARCHAR[] WHEN delimiter = '' THEN [a] ` +
  `ELSE string_split(a, coalesce(delimiter, '')) END`;

const otherFunctions: readonly string[] = [
  tableMacro('jsonb_each', ['a', 'SELECT key, value FROM system.main.json_each(a::JSON)']),
  scalarMacro('jsonb_array_length', ['a', 'json_array_length(a::JSON)']),
  scalarMacro('to_jsonb', ['a', 'to_json(a)']),
  scalarMacro('jsonb_pretty', ['a', 'json_pretty(a::JSON)']),
  scalarMacro('skyql_time_pattern', ['pattern', strftimePattern('pattern')]),
  scalarMacro('to_char', [
    'a, pattern',
    `CASE WHEN a IS NOT NULL AND ${wallClock} IS NULL THEN error('to_char takes a time; for a number use format or printf.') ` +
      `ELSE ${timeText(wallClock, 'pattern')} END`,
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
];

/**
 * What lets queries written for PostgreSQL run: the type jsonb, the operators on JSON, functions. Run once, when the
 * session starts. All of it is temporary, so nothing shows in the user's own database file.
 */
export const postgresMacros: readonly string[] = [
  'CREATE OR REPLACE TEMP TYPE "jsonb" AS JSON',
  'CREATE OR REPLACE TEMP TYPE "money" AS DECIMAL(19, 2)',
  ...tagMacros,
  ...operators,
  ...likeOperators(),
  ...jsonFunctions('json'),
  ...jsonFunctions('jsonb'),
  ...jsonSetMacros,
  ...jsonPathMacros,
  ...networkMacros,
  ...otherFunctions,
];
