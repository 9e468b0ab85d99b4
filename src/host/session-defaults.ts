/** What holds for the sessions of a host that say nothing else: what the section `defaults` of skyql.yaml sets. */
export interface SessionDefaults {
  readonly region?: string | readonly string[];
  readonly connection?: string | readonly string[];
  readonly account?: string | readonly string[];
  readonly readOnly?: boolean;
  readonly strict?: boolean;
  readonly failFast?: boolean;
  readonly maxChanges?: number;
  readonly cache?: string | number;
  readonly timeout?: string | number;
  readonly callTimeout?: string | number;
  readonly dialect?: 'duckdb' | 'stackql';
}
