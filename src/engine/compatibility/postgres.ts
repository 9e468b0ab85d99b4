import { elements, extract, extractText, jsonType, member, placeOf, plainText } from './json.ts';
import { jsonPathMacros } from './json-path.ts';
import { jsonSetMacros } from './json-set.ts';
import { keysOf } from './keys-of.ts';
import { scalarMacro, tableMacro } from './macro.ts';
import { networkMacros } from './network.ts';
import { postgresFunctions } from './postgres-functions.ts';
import { isTagList, tagMacros } from './tags.ts';

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
  scalarMacro('@~@>', ['a, b', 'list_has_all(a, b)']),
  scalarMacro('<@~@', ['a, b', 'list_has_all(b, a)']),
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
  // A point is any character to PostgreSQL, the end of a line too.
  scalarMacro('~^', ['a, pattern', `regexp_matches(a, pattern, 's')`]),
  scalarMacro('!~^', ['a, pattern', `NOT regexp_matches(a, pattern, 's')`]),
  scalarMacro('~^^', ['a, pattern', `regexp_matches(a, pattern, 'is')`]),
  scalarMacro('!~^^', ['a, pattern', `NOT regexp_matches(a, pattern, 'is')`]),
  scalarMacro('skyql_json_compared', ['a, b', 'skyql_json_order(a::JSON::VARCHAR, b::JSON::VARCHAR)::INTEGER']),
  scalarMacro('skyql_json_minus', [
    'a, b',
    `CASE WHEN typeof(a) <> 'JSON' THEN error('- takes names of members out of JSON. Cast the column: column::jsonb - ''key''.') ` +
      'WHEN b IS NOT NULL THEN skyql_without_members(a::JSON::VARCHAR, to_json(b)::VARCHAR)::JSON END',
  ]),
];

/** Whether a text is LIKE any or all of a list, or matches, with PostgreSQL's NULL where only a pattern that is NULL could tell. */
function likeOperators(): readonly string[] {
  const likes = {
    '~%': `like_escape(a, pattern, '\\')`,
    '~%^': `ilike_escape(a, pattern, '\\')`,
    '~^': `regexp_matches(a, pattern, 's')`,
    '~^^': `regexp_matches(a, pattern, 'is')`,
  };
  const all = Object.entries(likes).flatMap(([name, like]) => [
    [name, like] as const,
    [`!${name}`, `NOT ${like}`] as const,
  ]);
  return all.flatMap(([name, like]) => {
    const found = `list_transform(${keysOf('patterns')}, lambda pattern: ${like})`;
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

/** The members of an object and their numbers. */
function eachWithOrdinality(take: string): string {
  const keys = 'json_keys(a::JSON)';
  const values = `list_transform(${keys}, lambda key: ${take}(a::JSON, ${member('key')}))`;
  return `SELECT unnest(${keys}) AS key, unnest(${values}) AS value, unnest(range(1, len(${keys}) + 1)) AS ordinality`;
}

/** The same functions under PostgreSQL's two families of names. */
function jsonFunctions(prefix: 'json' | 'jsonb'): readonly string[] {
  const elementTexts = `list_transform(${elements('a')}, lambda e: ${plainText('e')})`;
  // An element that is null is JSON's null, and not SQL's.
  const all = `list_transform(${elements('a')}, lambda e: coalesce(e, 'null'::JSON))`;
  return [
    scalarMacro(`${prefix}_array_elements`, ['a', `unnest(${all})`]),
    tableMacro(`${prefix}_array_elements`, ['a', `SELECT unnest(${all}) AS value`]),
    scalarMacro(`${prefix}_array_elements_text`, ['a', `unnest(${elementTexts})`]),
    tableMacro(`${prefix}_array_elements_text`, ['a', `SELECT unnest(${elementTexts}) AS value`]),
    scalarMacro(`${prefix}_object_keys`, ['a', 'unnest(json_keys(a::JSON))']),
    tableMacro(`${prefix}_object_keys`, ['a', 'SELECT unnest(json_keys(a::JSON)) AS value']),
    ordinality(`${prefix}_array_elements`, all),
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
    tableMacro(`${prefix}_each_text_with_ordinality`, ['a', eachWithOrdinality(extractText)]),
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
  tableMacro('jsonb_each_with_ordinality', ['a', eachWithOrdinality(extract)]),
  ...jsonSetMacros,
  ...jsonPathMacros,
  ...networkMacros,
  ...postgresFunctions,
];
