import { extract } from './json.ts';
import { scalarMacro, tableMacro } from './macro.ts';

/** The values that a path leads to: a function of ours finds their places, DuckDB takes them out as they are written. */
const values = `list_transform(CAST(skyql_json_places(a::VARCHAR, path) AS JSON)::VARCHAR[], lambda place: ${extract}(a, place))`;

/** The functions that look along a path of SQL/JSON. */
export const jsonPathMacros: readonly string[] = [
  scalarMacro('skyql_json_path', ['a, path', values]),
  scalarMacro('jsonb_path_exists', ['a, path', 'len(skyql_json_path(a::JSON, path::VARCHAR)) > 0']),
  scalarMacro('jsonb_path_query', ['a, path', 'unnest(skyql_json_path(a::JSON, path::VARCHAR))']),
  tableMacro('jsonb_path_query', ['a, path', 'SELECT unnest(skyql_json_path(a::JSON, path::VARCHAR)) AS value']),
  scalarMacro('jsonb_path_query_first', ['a, path', 'skyql_json_path(a::JSON, path::VARCHAR)[1]']),
  scalarMacro('jsonb_path_query_array', ['a, path', 'to_json(skyql_json_path(a::JSON, path::VARCHAR))']),
];
