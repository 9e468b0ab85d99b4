/** Whether a statement of DuckDB may bring functions of somebody's own into a session: it makes one, or opens a database that has some. */
export function definesFunctions(sql: string): boolean {
  return /\b(macro|function|attach|import)\b/i.test(sql);
}
