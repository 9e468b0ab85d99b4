import { extract, jsonType, member } from './json.ts';
import { keysOf } from './keys-of.ts';
import { scalarMacro } from './macro.ts';

const written = (value: string): string => `(${value})::VARCHAR`;

/** An object with the member set: where it was, or as the last one. */
const objectSet = `'{' || array_to_string(
  list_transform(json_keys(place), lambda name: to_json(name)::VARCHAR || ':' ||
    CASE WHEN name = key THEN ${written('value')} ELSE ${written(`${extract}(place, ${member('name')})`)} END) ||
  CASE WHEN list_contains(json_keys(place), key) OR NOT creates THEN []::VARCHAR[] ELSE [to_json(key)::VARCHAR || ':' || ${written('value')}] END,
  ',') || '}'`;

const length = 'json_array_length(place)::BIGINT';
const index = `CASE WHEN TRY_CAST(key AS BIGINT) < 0 THEN TRY_CAST(key AS BIGINT) + ${length} ELSE TRY_CAST(key AS BIGINT) END`;

/** A list with the element set; beyond its ends the element comes first or last. */
const arraySet = `'[' || array_to_string(
  CASE WHEN creates AND ${index} < 0 THEN [${written('value')}] ELSE []::VARCHAR[] END ||
  list_transform(range(0, ${length}), lambda position:
    CASE WHEN position = ${index} THEN ${written('value')} ELSE ${written(`${extract}(place, '/' || position)`)} END) ||
  CASE WHEN creates AND ${index} >= ${length} THEN [${written('value')}] ELSE []::VARCHAR[] END,
  ',') || ']'`;

const pointer = (keys: string): string => `array_to_string(list_transform(${keys}, lambda key: ${member('key')}), '')`;

/** One step of the path as JSON, which is all that list_reduce can pass on: what holds the key, and the key. */
const steps = `list_reverse(list_transform(range(1, len(keys) + 1), lambda depth:
  json_object('place', ${extract}(target, ${pointer('keys[:depth - 1]')}), 'key', keys[depth])))`;

const inner = 'keys[:len(keys) - 1]';

const checked = `CASE
  WHEN target IS NULL OR keys IS NULL OR value IS NULL OR creates IS NULL THEN NULL
  WHEN ${jsonType}(target) NOT IN ('OBJECT', 'ARRAY') THEN error('jsonb_set cannot set a path in a value that is neither an object nor a list.')
  WHEN len(keys) = 0 THEN target
  WHEN len(list_filter(${inner}, lambda key: regexp_full_match(key, '-\\d+'))) > 0
  THEN error('jsonb_set counts elements from the end at the last step of the path alone. Write the place from the start.')
  WHEN ${extract}(target, ${pointer(inner)}) IS NULL THEN target
  ELSE list_reduce(${steps}, lambda made, step: skyql_json_set(
    ${extract}(step, '/place'), json_extract_string(step, '/key'), made, creates), value) END`;

/** jsonb_set: a copy of a document with one value, which a path names, set. */
export const jsonSetMacros: readonly string[] = [
  scalarMacro('skyql_json_set', [
    'place, key, value, creates',
    `CASE ${jsonType}(place) WHEN 'OBJECT' THEN (${objectSet})::JSON WHEN 'ARRAY' THEN CASE WHEN TRY_CAST(key AS BIGINT) IS NULL ` +
      `THEN error(concat('jsonb_set: "', key, '" is no place in a list.')) ELSE (${arraySet})::JSON END ELSE place END`,
  ]),
  scalarMacro('skyql_json_path_set', ['target, keys, value, creates', checked]),
  scalarMacro(
    'jsonb_set',
    ['a, path, value', `skyql_json_path_set(a::JSON, ${keysOf('path')}, value::JSON, true)`],
    [
      'a, path, value, create_if_missing',
      `skyql_json_path_set(a::JSON, ${keysOf('path')}, value::JSON, create_if_missing)`,
    ],
  ),
];
