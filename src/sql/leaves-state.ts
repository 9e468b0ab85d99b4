/** Statements of DuckDB whose effects all connections to the database see. */
const shared =
  /^\s*(create|drop|alter|copy|truncate|merge|attach|detach|install|load|export|import|vacuum|checkpoint|analyze|comment|summarize)\b/i;

/**
 * Whether a statement of DuckDB leaves something that its own connection alone knows: a setting, a variable, a prepared
 * statement, anything temporary.
 */
export function leavesState(sql: string): boolean {
  return !shared.test(sql) || /\btemp(orary)?\b/i.test(sql);
}
