/** How a locked session is locked. */
export interface LockedSettings {
  /** DuckDB's threads; 2 unless given. */
  readonly threads?: number;
  /** The most memory that DuckDB takes, with a unit; `1GB` unless given. */
  readonly memory?: string;
  /** DuckDB's settings that statements may make; unless given those that change how values are read and written, such as `TimeZone`. */
  readonly settings?: readonly string[];
}

/** What one session has to itself. */
export interface SessionOptions {
  /** Refuses whatever changes the cloud, and what writes outside of the session's own database. */
  readonly readOnly?: boolean;
  /** Lets a DELETE or UPDATE without WHERE, or any change of more than `maxChanges` resources, through. */
  readonly yes?: boolean;
  /** The most resources that one statement creates, changes or deletes unasked; 50 unless given. What is given here no `SET max_changes` lifts. */
  readonly maxChanges?: number;
  /**
   * Lets INSERT and EXEC be repeated: of the same key, statement and row the same token is sent, by which AWS knows what it has done
   * already. What takes no such token is refused with the code NOT_REPEATABLE. Tokens are made up unless given.
   */
  readonly idempotencyKey?: string;
  /** Turns warnings into failure. */
  readonly strict?: boolean;
  /** Stops a mutation at its first failure. */
  readonly failFast?: boolean;
  /**
   * Lets a change act on what could be read when a part of what it reads failed. The risk: what could not be read may be what keeps
   * a resource, as in `NOT EXISTS`. Unless given such a change is refused with the code INCOMPLETE before anything is changed.
   */
  readonly allowPartial?: boolean;
  /**
   * Lets changes of the cloud run between BEGIN and COMMIT. The risk: they stand after ROLLBACK, which takes back local tables alone.
   * Unless given such a change is refused with the code IN_TRANSACTION. `SET changes_in_transaction` says it too.
   */
  readonly changesInTransaction?: boolean;
  /**
   * Lets statements read and write files and addresses (COPY, `read_csv`, ATTACH), keep secrets and load extensions, with the rights
   * of this process. Never in a session that is `readOnly` or `locked`. Not unless given; the command line gives it.
   */
  readonly externalAccess?: boolean;
  /**
   * For statements that strangers write, as a server gets them: DuckDB reads and writes no files but the session's database,
   * loads no extensions, and keeps within these threads and this memory. What is refused fails with the code LOCKED.
   */
  readonly locked?: boolean | LockedSettings;
  /**
   * How old the answers may be that a query takes, `'300s'` or seconds: those that were kept for any session of the host, with the
   * same connection, region, operation and arguments. What a change reads is always read anew, and a change drops what was kept of
   * its account. Every call is made unless given.
   */
  readonly cache?: string | number;
  /** How long a statement may take, `'5m'` or seconds; it fails with the code TIMED_OUT. As long as it needs unless given. */
  readonly timeout?: string | number;
  /** How long an answer of one call may take before the call is made again; a minute unless given. */
  readonly callTimeout?: string | number;
  /**
   * The most calls that a statement makes; one that takes more ends with the code TOO_MANY_CALLS, when those that are on their way then
   * are done. As many as it needs unless given; no statement sets it.
   */
  readonly maxCalls?: number;
  /** The most rows that a statement answers; what has more ends with the code TOO_MANY_ROWS. As many as there are unless given; no statement sets it. */
  readonly maxRows?: number;
  /** What statements mean: DuckDB's SQL, or with `stackql` what StackQL's SQLite makes of them, as `SET dialect` says; `duckdb` unless given. */
  readonly dialect?: 'duckdb' | 'stackql';
  /** The file of the session's own database; in memory unless given. */
  readonly database?: string;
  /** The schema in it where the session's own tables go; DuckDB's `main` unless given. */
  readonly schema?: string;
  /** The regions of statements that name none, whatever the connections have, as `SET region` says; `all` is every region. */
  readonly region?: string | readonly string[];
  /**
   * The connections that the session may use: names, groups and patterns with `*`, `prod-*`. Those that are left out are not
   * there for its statements, and nothing is sent to them. All unless given.
   */
  readonly connection?: string | readonly string[];
  /** The accounts that the session may use: ids, `tag:env=prod`, `tag:env`; any of them. With `connection` both have to hold. */
  readonly account?: string | readonly string[];
}
