/** What one look at the machine or at AWS found. */
export interface Finding {
  /** `node`, `duckdb`, `connection prod`. */
  readonly check: string;
  readonly status: 'ok' | 'warning' | 'failed';
  /** What is so. */
  readonly text: string;
  /** What to do about it. */
  readonly fix?: string;
}
