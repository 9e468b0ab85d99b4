import { extract } from './json.ts';
import { type MacroBodies, scalarMacro, tableMacro } from './macro.ts';

/** Where a path leads, and what it computes: a function of ours tells it, DuckDB takes values out as they are written. */
const values =
  "list_transform(CAST(skyql_json_items(a::VARCHAR, request) AS JSON)::VARCHAR[], lambda place: CASE WHEN place[1] = '=' " +
  `THEN place[2:]::JSON ELSE ${extract}(a, place) END)`;

/** The functions of a path take a document, the path, the values of its variables, and whether to be silent of what does not fit. */
function bodies(of: (request: string) => string, usesZone: boolean): MacroBodies {
  const request = (variables: string, silent: string): string =>
    // One that is NULL makes all of it NULL.
    `CASE WHEN (path) IS NOT NULL AND (${silent}) IS NOT NULL AND (${variables}) IS NOT NULL ` +
    `THEN json_array((path)::VARCHAR, (${variables})::VARCHAR, (${silent})::BOOLEAN, ${usesZone})::VARCHAR END`;
  return [
    ['a, path', of(request("'{}'", 'false'))],
    ['a, path, vars', of(request('vars', 'false'))],
    ['a, path, vars, silent', of(request('vars', 'silent'))],
  ];
}

function functionsOf(ending: string): readonly string[] {
  const usesZone = ending === '_tz';
  const list = (request: string): string => `skyql_json_path(a::JSON, ${request})`;
  const told = (name: string): MacroBodies =>
    bodies((request) => `${name}(a::JSON::VARCHAR, ${request})::BOOLEAN`, usesZone);
  return [
    scalarMacro(`jsonb_path_exists${ending}`, ...told('skyql_json_exists')),
    scalarMacro(`jsonb_path_match${ending}`, ...told('skyql_json_matches')),
    scalarMacro(`jsonb_path_query${ending}`, ...bodies((request) => `unnest(${list(request)})`, usesZone)),
    tableMacro(
      `jsonb_path_query${ending}`,
      ...bodies((request) => `SELECT unnest(${list(request)}) AS value`, usesZone),
    ),
    scalarMacro(`jsonb_path_query_first${ending}`, ...bodies((request) => `${list(request)}[1]`, usesZone)),
    scalarMacro(`jsonb_path_query_array${ending}`, ...bodies((request) => `to_json(${list(request)})`, usesZone)),
  ];
}

/** The functions that look along a path of SQL/JSON. */
export const jsonPathMacros: readonly string[] = [
  scalarMacro('skyql_json_path', ['a, request', values]),
  ...functionsOf(''),
  ...functionsOf('_tz'),
  // The operators @? and @@, which are silent of what does not fit.
  scalarMacro('@~^', ['a, path', "jsonb_path_exists(a, path, '{}', true)"]),
  scalarMacro('@@', ['a, path', "jsonb_path_match(a, path, '{}', true)"]),
];
