import type { Row } from '../data/value.ts';
import type { SkyqlError } from '../errors/skyql-error.ts';
import type { CallRecord } from '../providers/provider.ts';

/** A column of a result: its name and DuckDB's type (`VARCHAR`, `BIGINT`, `JSON`, `TIMESTAMP WITH TIME ZONE`, ...). */
export interface ResultColumn {
  readonly name: string;
  readonly type: string;
}

/** Rows that a statement could not read: the rest of its rows stand. */
export interface Warning {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
  readonly connection?: string;
  readonly region?: string;
  readonly service?: string;
  readonly operation?: string;
  readonly requestId?: string;
}

export interface Statistics {
  /** HTTP calls made, retries included. */
  readonly calls: number;
  readonly pages: number;
  /** Rows that the calls brought. */
  readonly rowsFetched: number;
  readonly retries: number;
  readonly milliseconds: number;
}

export interface Result {
  /** What kind of statement it was: `SELECT`, `INSERT`, `SHOW`, ... */
  readonly command: string;
  readonly columns: readonly ResultColumn[];
  readonly rows: readonly Row[];
  readonly warnings: readonly Warning[];
  readonly statistics: Statistics;
  /** How many of a mutation's rows failed. */
  readonly failures: number;
}

export type ProgressUpdate =
  | { readonly kind: 'call'; readonly call: CallRecord; readonly calls: number; readonly rows: number }
  | { readonly kind: 'mutation'; readonly identifier?: string; readonly status: string; readonly message?: string }
  | { readonly kind: 'warning'; readonly warning: Warning };

export interface QueryOptions {
  /** Stops the statement: its calls end, and it fails with the code INTERRUPTED. */
  readonly signal?: AbortSignal;
  /** A query that is stopped answers with the rows that were read so far instead of failing. */
  readonly partial?: boolean;
  readonly onProgress?: (update: ProgressUpdate) => void;
  /** Lets this statement change more than `maxChanges` resources, or all of them. Asked before anything is changed. */
  readonly confirm?: (preview: ChangePreview) => Promise<boolean>;
}

/** What a mutation is about to do, for the one who has to say yes. */
export interface ChangePreview {
  readonly reason: string;
  readonly columns: readonly ResultColumn[];
  readonly rows: readonly Row[];
}

/** Positional (`$1`, `?`) or named (`$name`) values of a statement's parameters. */
export type Parameters = readonly ParameterValue[] | Readonly<Record<string, ParameterValue>>;
export type ParameterValue = string | number | bigint | boolean | null | Date | readonly ParameterValue[];

/** One statement of a script and how it went. */
export type ScriptStep =
  | { readonly sql: string; readonly result: Result }
  | { readonly sql: string; readonly error: SkyqlError };

/** A session: one DuckDB, its connections to AWS, its settings. Sessions share nothing. */
export interface Database {
  /** Runs one statement and returns all its rows. Throws a SkyqlError. */
  query(sql: string, parameters?: Parameters, options?: QueryOptions): Promise<Result>;
  /** Runs one statement and yields its rows as they come. */
  stream(sql: string, parameters?: Parameters, options?: QueryOptions): AsyncIterable<Row>;
  /** Runs the statements of a script one after the other and stops after the first that fails. */
  script(sql: string, options?: QueryOptions): AsyncIterable<ScriptStep>;
  /** Ends the session after the statements that were asked before; whatever is asked later fails with the code CLOSED. */
  close(): Promise<void>;
}
