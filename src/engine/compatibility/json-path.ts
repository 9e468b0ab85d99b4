import { extract, jsonType, member } from './json.ts';
import { scalarMacro, tableMacro } from './macro.ts';

const key = String.raw`\.\s*(?:\*|"(?:[^"\\]|\\.)*"|[\pL_][\pL\pN_]*)`;
const place = String.raw`\[\s*(?:\*|last|\d+)\s*\]`;
const step = `${key}|${place}`;

const elementsOf = (value: string): string =>
  `CASE WHEN ${jsonType}(${value}) = 'ARRAY' THEN ${extract}(${value}, '$[*]') ELSE [${value}] END`;
const present = (list: string): string => `list_filter(${list}, lambda found: found IS NOT NULL)`;
const opened = `flatten(list_transform(items, lambda item: ${elementsOf('item')}))`;
const objects = `list_filter(${opened}, lambda item: ${jsonType}(item) = 'OBJECT')`;
const name = `CASE WHEN starts_with(word, '"') THEN json_extract_string(word::JSON, '$') ELSE word END`;

/** What a step leads to from each of the values that the steps before it led to, in the lax mode, where a list stands for its elements. */
const taken = `CASE
  WHEN part = '[*]' THEN ${opened}
  WHEN starts_with(part, '[') THEN ${present(
    `list_transform(items, lambda item: (${elementsOf('item')})[CASE WHEN word = 'last' THEN -1 ELSE word::BIGINT + 1 END])`,
  )}
  WHEN word = '*' THEN flatten(list_transform(${objects}, lambda item: list_transform(json_keys(item), lambda name: ${extract}(item, ${member('name')}))))
  ELSE ${present(`list_transform(${objects}, lambda item: ${extract}(item, ${member(name)}))`)} END`;

const steps = String.raw`list_transform(regexp_extract_all(regexp_replace(path, '^\s*(?:lax\s+)?\$', ''), '${step}'), lambda part: to_json(part))`;

const refusal =
  `error(concat('The path ', path, ' is not supported.', chr(10), ` +
  `'Write a path of keys, [*], [n], [last] and .*, such as $.a[*].b; for a filter EXISTS (SELECT 1 FROM jsonb_array_elements(...) AS e WHERE ...).'))`;

/** The functions that look along a path of SQL/JSON. */
export const jsonPathMacros: readonly string[] = [
  scalarMacro('skyql_json_word', [
    'part',
    `CASE WHEN starts_with(part, '[') THEN trim(part[2:-2]) ELSE trim(part[2:]) END`,
  ]),
  scalarMacro('skyql_json_step', ['items, part, word', taken]),
  scalarMacro('skyql_json_path', [
    'a, path',
    String.raw`CASE WHEN a IS NULL OR path IS NULL THEN NULL WHEN NOT regexp_full_match(path, '\s*(?:lax\s+)?\$(?:\s*(?:${step}))*\s*') THEN ${refusal} ` +
      `ELSE ${extract}(list_reduce(${steps}, lambda found, step: to_json(skyql_json_step(${extract}(found, '$[*]'), ` +
      `replace(json_extract_string(step, '$'), ' ', ''), skyql_json_word(json_extract_string(step, '$')))), json_array(a)), '$[*]') END`,
  ]),
  scalarMacro('jsonb_path_exists', ['a, path', 'len(skyql_json_path(a::JSON, path::VARCHAR)) > 0']),
  scalarMacro('jsonb_path_query', ['a, path', 'unnest(skyql_json_path(a::JSON, path::VARCHAR))']),
  tableMacro('jsonb_path_query', ['a, path', 'SELECT unnest(skyql_json_path(a::JSON, path::VARCHAR)) AS value']),
  scalarMacro('jsonb_path_query_first', ['a, path', 'skyql_json_path(a::JSON, path::VARCHAR)[1]']),
  scalarMacro('jsonb_path_query_array', ['a, path', 'to_json(skyql_json_path(a::JSON, path::VARCHAR))']),
];
