import { canonicalJsonText } from '../../data/canonical-json.ts';
import { joinedJson } from '../../data/joined-json.ts';
import { jsonPathPlaces } from '../../data/json-path.ts';
import { callSqlite, sqliteTextOf } from './sqlite/call-sqlite.ts';

/** A function of texts, called as DuckDB runs a statement: NULL where one of them is NULL, or undefined is the answer. */
export interface TextFunction {
  readonly name: string;
  /** How many texts it takes. */
  readonly takes: 1 | 2;
  readonly of: (one: string, other: string) => string | undefined;
}

/** What SQL cannot say of JSON whose depth nobody knows. Macros call them. */
export const textFunctions: readonly TextFunction[] = [
  { name: 'skyql_ordered', takes: 1, of: (json) => canonicalJsonText(json) ?? json },
  { name: 'skyql_json_places', takes: 2, of: placesOf },
  { name: 'skyql_joined', takes: 2, of: joinedJson },
  { name: 'skyql_sqlite', takes: 2, of: callSqlite },
  { name: 'skyql_sqlite_text', takes: 2, of: sqliteTextOf },
];

/** As DuckDB takes them: the whole document has the path `$`. */
function placesOf(document: string, path: string): string {
  const places = jsonPathPlaces(JSON.parse(document), path);
  if (places === undefined) {
    throw new Error(
      `The path ${path} is not supported.\nWrite a path of keys, [*], [n], [last], .* and filters, such as $.a[*] ? (@.b == 1 && @.c like_regex "^x").`,
    );
  }
  return JSON.stringify(places.map((place) => (place === '' ? '$' : place)));
}
