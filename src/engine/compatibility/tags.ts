import { elements, extract, extractText, jsonType, member, placeOf } from './json.ts';
import { scalarMacro, tableMacro } from './macro.ts';

/** The names that AWS's APIs give the two members of a tag. */
const keyNames = ['Key', 'key', 'TagKey', 'tagKey'];
const valueNames = ['Value', 'value', 'TagValue', 'tagValue'];

const firstOf = (tag: string, names: readonly string[]): string =>
  `coalesce(${names.map((name) => `${extractText}(${tag}, '${name}')`).join(', ')})`;

/** An element of a list of tags: it has a key, and a value or nothing else. */
const isTag = (tag: string): string =>
  `(${jsonType}(${tag}) = 'OBJECT' AND ${firstOf(tag, keyNames)} IS NOT NULL AND ` +
  `(len(json_keys(${tag})) = 1 OR len(list_intersect(json_keys(${tag}), [${valueNames.map((name) => `'${name}'`).join(', ')}])) > 0))`;

/** Whether a JSON value is a list of tags, with one at least. */
export const isTagList = (value: string): string =>
  `coalesce(${jsonType}(${value}) = 'ARRAY' AND json_array_length(${value}) > 0 AND ` +
  `len(list_filter(${elements(value)}, lambda tag: NOT coalesce(${isTag('tag')}, false))) = 0, false)`;

/** The tags of a list, or of a list with further members, as a map. */
const mapOf = (list: string): string =>
  `list_reduce(list_transform(${elements(list)}, lambda tag: json_object(${firstOf('tag', keyNames)}, coalesce(${firstOf('tag', valueNames)}, ''))), ` +
  `lambda sum, one: json_merge_patch(sum, one), '{}'::JSON)`;

/** A map of tags as a list; a list as it is. */
const listOf = (value: string): string =>
  `CASE WHEN ${jsonType}(${value}) = 'OBJECT' THEN to_json(list_transform(json_keys(${value}), lambda key: ` +
  `json_object('Key', key, 'Value', ${extract}(${value}, ${member('key')})))) ELSE ${value} END`;

/** The value of a tag of a list; NULL where there is none of that key. */
const textIn = (list: string, key: string): string =>
  `list_transform(list_filter(${elements(list)}, lambda tag: ${firstOf('tag', keyNames)} = (${key})::VARCHAR), lambda tag: coalesce(${firstOf('tag', valueNames)}, ''))[1]`;

/** Whether a key is looked for in a list; a number asks for an element. DuckDB knows the type when it plans. */
const isAskedForTag = `${jsonType}(a) = CASE typeof(key) WHEN 'VARCHAR' THEN 'ARRAY' END`;

/**
 * Tags are one thing, whether an API writes them as a map or as a list of Key and Value: each form answers what is asked
 * of the other, where PostgreSQL knows no answer to it. The two that look up a key are a `CASE` over the value's form,
 * so that a plan still tells which key is asked for (plan/outline/tag-lookup.ts).
 */
export const tagMacros: readonly string[] = [
  scalarMacro('skyql_tag_map', ['a', `CASE WHEN ${isTagList('a')} THEN ${mapOf('a')} ELSE a END`]),
  scalarMacro('skyql_tag_list', ['a', listOf('a')]),
  scalarMacro('~@>', [
    'a, key',
    `CASE WHEN ${isAskedForTag} THEN to_json(${textIn('a', 'key')}) ELSE ${extract}(a, ${placeOf('key')}) END`,
  ]),
  scalarMacro('~@>>', [
    'a, key',
    `CASE WHEN ${isAskedForTag} THEN ${textIn('a', 'key')} ELSE ${extractText}(a, ${placeOf('key')}) END`,
  ]),
];

/** The rows of `json_each(tags)` in SQLite's form: of a list the key of a tag and the tag, of a map the key and the text. */
export const eachTag = tableMacro('skyql_each_tag', [
  'a',
  `SELECT key, CASE WHEN is_map THEN ${extractText}(tag, '$.Value') ELSE tag::VARCHAR END AS value, ` +
    `CASE WHEN is_map THEN 'text' ELSE lower(${jsonType}(tag)) END AS type, CASE WHEN is_map THEN ${extractText}(tag, '$.Value') END AS atom, ` +
    `CASE WHEN is_map THEN '$.' || key ELSE '$[' || (place - 1) || ']' END AS fullkey, '$' AS path ` +
    `FROM (SELECT tag, place, is_map, coalesce(${firstOf('tag', keyNames)}, (place - 1)::VARCHAR) AS key ` +
    `FROM (SELECT unnest(list) AS tag, generate_subscripts(list, 1) AS place, is_map ` +
    `FROM (SELECT ${elements(listOf('a::JSON'))} AS list, ${jsonType}(a::JSON) = 'OBJECT' AS is_map)))`,
]);
