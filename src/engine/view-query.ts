/** The query in a view's text, `CREATE VIEW name AS query;`, as duckdb_views() prints it. */
export function viewQuery(text: string): string {
  return text.slice(text.indexOf(' AS ') + 4).replace(/;\s*$/, '');
}
