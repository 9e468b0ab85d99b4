/** A column of a result. */
export interface EngineColumn {
  /** As the statement names it: two columns may have the same name. */
  readonly name: string;
  /** As DuckDB writes it: `VARCHAR`, `DECIMAL(18,3)`, `JSON`. */
  readonly type: string;
}
