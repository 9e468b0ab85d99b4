import type { DuckDBDataChunk } from '@duckdb/node-api';
import type { Cells, Row } from '../data/value.ts';
import type { SkyqlError } from '../errors/skyql-error.ts';
import type { SavedPlan } from '../plan/saved/saved-plan.ts';
import type { CallRecord } from '../providers/provider.ts';

/** A column of a result: its name and DuckDB's type (`VARCHAR`, `BIGINT`, `JSON`, `TIMESTAMP WITH TIME ZONE`, ...). */
export interface ResultColumn {
  /** As the statement names it. Two columns may have the same name: `recordKeys` gives the keys that records hold them under. */
  readonly name: string;
  /** DuckDB's type, as DuckDB writes it. */
  readonly type: string;
}

/** What a statement wants said beside its rows, which stand. */
export interface Warning {
  /** `incomplete`: something could not be read or done, and a strict session fails for it. `advice`: nothing is missing. */
  readonly kind: 'incomplete' | 'advice';
  /** Stable and greppable, as that of an error. */
  readonly code: string;
  /** Says of how many calls and rows it is, as far as the statement has come. */
  readonly message: string;
  /** How many calls failed. */
  readonly calls?: number;
  /** How many rows are left out, since conditions need what could not be read, or have NULL in its place. */
  readonly rows?: number;
  /** What to do next. */
  readonly hint?: string;
  /** Where it happened: the connection. */
  readonly connection?: string;
  /** The region. */
  readonly region?: string;
  /** The service: `ec2`. */
  readonly service?: string;
  /** The operation: `DescribeImages`. */
  readonly operation?: string;
  /** AWS's id of the request. */
  readonly requestId?: string;
}

/** What a statement took. */
export interface Statistics {
  /** HTTP calls made, retries included. */
  readonly calls: number;
  /** Pages of rows that were read. */
  readonly pages: number;
  /** Rows that the calls brought. */
  readonly rowsFetched: number;
  /** Calls that were made again after a failure that may pass. */
  readonly retries: number;
  /** Answers that were kept, so that no call was made for them. */
  readonly kept: number;
  /** From the start of the statement to its last row that was read. */
  readonly milliseconds: number;
  /** How long the answers of all calls were. */
  readonly bytes: number;
  /** Milliseconds that calls waited for limits and before they were made again, added up: many wait side by side. */
  readonly waitedMilliseconds: number;
}

/** The whole result of a statement. */
export interface Result {
  /** What kind of statement it was: `SELECT`, `INSERT`, `SHOW`, ... */
  readonly command: string;
  /** In the order of the statement. */
  readonly columns: readonly ResultColumn[];
  /** Each row as a record. Of columns with one name the second is `name:1`, the third `name:2`. */
  readonly rows: readonly Row[];
  /** What could not be read, and advice. */
  readonly warnings: readonly Warning[];
  /** What it took. */
  readonly statistics: Statistics;
  /** How many of a mutation's rows were not made, or nobody knows: those with the status FAILED, CANCELLED, SKIPPED and UNKNOWN. */
  readonly failures: number;
}

/**
 * The result of a statement as it comes: the columns first, then the rows, read once and only as fast as they are asked
 * for. `batches`, `records` and `chunks` are three ways to read the same rows; whoever leaves such a loop early has closed
 * the result. Other statements may run while a result is half read, and change nothing about it.
 *
 * @example
 * await using result = await db.run('SELECT name, region FROM aws.ec2.images');
 * console.log(result.columns.map(({ name }) => name).join());
 * for await (const rows of result.batches()) for (const cells of rows) console.log(cells.join());
 */
export interface ResultStream {
  /** What kind of statement it was: `SELECT`, `INSERT`, `SHOW`, ... */
  readonly command: string;
  /** Of a statement without rows there are none. */
  readonly columns: readonly ResultColumn[];
  /** How many of a mutation's rows were not made, or nobody knows: those with the status FAILED, CANCELLED, SKIPPED and UNKNOWN. */
  readonly failures: number;
  /** So far; all of them once the rows are read. */
  readonly warnings: readonly Warning[];
  /** So far; of the whole statement once the rows are read. */
  readonly statistics: Statistics;
  /** The rows as arrays of values in the order of the columns, up to 2,048 at a time. */
  batches(): AsyncIterableIterator<readonly Cells[]>;
  /** The rows one by one as records. Of columns with one name the second is `name:1`, the third `name:2`. */
  records(): AsyncIterableIterator<Row>;
  /** The rows as DuckDB's own chunks, of `@duckdb/node-api`: for programs that write them on without looking at each value. */
  chunks(): AsyncIterableIterator<DuckDBDataChunk>;
  /** Lets the rows go that are not read yet; nothing is running after it. A result that was read to its end is closed. */
  close(): Promise<void>;
  /** The same as `close()`, for `await using`. */
  [Symbol.asyncDispose](): Promise<void>;
}

/** What happens while a statement runs. */
export type ProgressUpdate =
  | { readonly kind: 'call'; readonly call: CallRecord; readonly calls: number; readonly rows: number }
  /** Other calls wait for their turn than before; `throttled`: how many were answered so far that there were too many. */
  | {
      readonly kind: 'queue';
      readonly waiting: number;
      readonly throttled: number;
      /** The same of each region that has any. */
      readonly regions: Readonly<Record<string, { readonly waiting: number; readonly throttled: number }>>;
    }
  /** A change has a new state while it is made. */
  | {
      readonly kind: 'mutation';
      readonly operation: string;
      readonly identifier?: string;
      readonly status: string;
      readonly message?: string;
      /** By which the provider knows the request, once it has accepted it. */
      readonly requestToken?: string;
      readonly region?: string;
    }
  /** How one change went, as soon as that is known: what is told here is known whatever becomes of the rest. */
  | {
      readonly kind: 'outcome';
      /** As a change answers it: `operation, identifier, status, error_code, message, request_token, region`. */
      readonly outcome: Row;
      /** Whether it is also a row of the answer, which it is without RETURNING. */
      readonly isAnswer: boolean;
    }
  | { readonly kind: 'warning'; readonly warning: Warning };

/** How one statement is run. */
export interface QueryOptions {
  /** Stops the statement: its calls end, and it fails with the code INTERRUPTED. */
  readonly signal?: AbortSignal;
  /** A query that is stopped answers with the rows that were read so far instead of failing. */
  readonly partial?: boolean;
  /** Told of each call, of what waits, of changes and of warnings, as they come. */
  readonly onProgress?: (update: ProgressUpdate) => void;
  /** Lets this statement change more than `maxChanges` resources, or all of them. Asked before anything is changed. */
  readonly confirm?: (preview: ChangePreview) => Promise<boolean>;
}

/** What a mutation is about to do, for the one who has to say yes. */
export interface ChangePreview {
  /** Why it is asked, in a sentence. */
  readonly reason: string;
  /** Of the rows. */
  readonly columns: readonly ResultColumn[];
  /** What would be changed, a row a resource. */
  readonly rows: readonly Row[];
}

/** Positional (`$1`, `?`) or named (`$name`) values of a statement's parameters. */
export type Parameters = readonly ParameterValue[] | Readonly<Record<string, ParameterValue>>;
/** A value of a parameter: dates are timestamps, lists are lists of DuckDB. */
export type ParameterValue = string | number | bigint | boolean | null | Date | readonly ParameterValue[];

/** What a statement takes and gives. */
export interface PreparedStatement {
  /** What kind of statement it is: `SELECT`, `INSERT`, `SHOW`, ... */
  readonly command: string;
  /** None of a statement without rows. An EXEC may leave out columns that the service does not answer. */
  readonly columns: readonly ResultColumn[];
  /** Each parameter once, `1`, `2` or its name, with DuckDB's type; VARCHAR where the statement takes any. */
  readonly parameters: readonly ResultColumn[];
}

/** One statement of a script and how it went. */
export type ScriptStep =
  | { readonly sql: string; readonly result: Result }
  | { readonly sql: string; readonly error: SkyqlError };

/** A session: one DuckDB, its settings and its regions. Those of one host share its connections, limits and sandbox, and nothing else. */
export interface Database {
  /** Runs one statement and returns all its rows. Throws a SkyqlError. */
  query(sql: string, parameters?: Parameters, options?: QueryOptions): Promise<Result>;
  /**
   * Runs one statement and returns its result with the rows still to be read, so that any number of them takes little
   * memory. Throws a SkyqlError, as does reading the rows.
   */
  run(sql: string, parameters?: Parameters, options?: QueryOptions): Promise<ResultStream>;
  /** Runs one statement and yields its rows as they come. The loop may run other statements of the session. */
  stream(sql: string, parameters?: Parameters, options?: QueryOptions): AsyncIterableIterator<Row>;
  /** Runs the statements of a script one after the other and stops after the first that fails. */
  script(sql: string, options?: QueryOptions): AsyncIterable<ScriptStep>;
  /**
   * Plans one INSERT, UPDATE, DELETE or EXEC that changes the cloud, and changes nothing. The plan is plain JSON: keep it where
   * nobody else can write, since whoever can alter it decides what `apply` does. Throws PLAN_HOLDS_SECRET where the statement
   * gives a value that must not be written down.
   *
   * @example
   * const plan = await db.plan("DELETE FROM aws.sagemaker.images WHERE image_name LIKE 'tmp-%'");
   * await writeFile('tmp-images.json', JSON.stringify(plan), { mode: 0o600 });
   */
  plan(sql: string, parameters?: Parameters, options?: QueryOptions): Promise<SavedPlan>;
  /**
   * Carries out a plan that was kept, as an object or as its JSON text, and answers what its statement would have. The guards
   * hold as for the statement. Changes nothing and throws PLAN_OUTDATED when what the plan changes is not as it was,
   * PLAN_OTHER_ACCOUNT and PLAN_OTHER_ENDPOINT when the session leads elsewhere, PLAN_VERSION, PLAN_ALTERED and
   * PLAN_NOT_READABLE when it is not a plan as this version made it.
   */
  apply(plan: SavedPlan | string, options?: QueryOptions): Promise<Result>;
  /**
   * Tells what a statement takes and gives: its columns and its parameters with their types. Runs nothing and makes no call. Throws
   * what is wrong with the statement's names, as running it would.
   */
  prepare(sql: string): Promise<PreparedStatement>;
  /**
   * Ends the session after the statements that were asked before. Whatever is asked later fails with the code CLOSED, and
   * so does reading on in a result that is half read.
   */
  close(): Promise<void>;
  /** The same as `close()`, for `await using`. */
  [Symbol.asyncDispose](): Promise<void>;
}
