/** A name as the statement wrote it, its parts unquoted: `aws.imagebuilder.images` or, after USE, `images`. */
export interface NameReference {
  readonly parts: readonly string[];
  /** Offset of its first character in the statement. */
  readonly offset: number;
}

/** What the comments that are hints ask for. */
export interface Hints {
  /** Whether the statement waits until what it began is done: unless it says NOWAIT. */
  readonly wait: boolean;
}

/** A statement taken apart as far as DuckDB cannot do it; expressions and queries stay SQL text for DuckDB. */
export type Statement =
  | QueryStatement
  | InsertStatement
  | UpdateStatement
  | DeleteStatement
  | ExecStatement
  | ExplainStatement
  | ShowStatement
  | DescribeStatement
  | UseStatement
  | SetStatement
  | TransactionStatement
  | RegistryStatement
  | SleepStatement
  | MaterializedViewStatement
  | LocalStatement;

interface Base {
  /** The statement's text without its final semicolon, as DuckDB may run it: idioms rewritten, parameters as `getvariable('...')`. */
  readonly sql: string;
  /** Offset of the statement in the script. */
  readonly offset: number;
}
export interface QueryStatement extends Base {
  readonly kind: 'query';
}
export interface InsertStatement extends Base {
  readonly kind: 'insert';
  readonly target: NameReference;
  readonly columns: readonly string[];
  /** A query in every case: VALUES lists are queries to DuckDB. */
  readonly source: string;
  readonly returning?: string;
  readonly hints: Hints;
  readonly localOnly?: LocalOnly;
}
/** A clause that DuckDB runs on a local table and that no resource has. */
export interface LocalOnly {
  /** `ON CONFLICT`, `DEFAULT VALUES`, `INSERT OR REPLACE`. */
  readonly clause: string;
  /** What to write instead for a resource. */
  readonly hint: string;
}
export interface Assignment {
  readonly column: string;
  readonly expression: string;
}
export interface UpdateStatement extends Base {
  readonly kind: 'update';
  readonly target: NameReference;
  readonly alias?: string;
  readonly assignments: readonly Assignment[];
  readonly from?: string;
  readonly where?: string;
  readonly returning?: string;
  readonly hints: Hints;
}
export interface DeleteStatement extends Base {
  readonly kind: 'delete';
  readonly target: NameReference;
  readonly alias?: string;
  readonly using?: string;
  readonly where?: string;
  readonly returning?: string;
  readonly hints: Hints;
}
export interface ExecStatement extends Base {
  readonly kind: 'exec';
  /** The resource's parts and, last, the method. */
  readonly method: NameReference;
  readonly arguments: readonly { readonly name: string; readonly expression: string }[];
  /** The expression of `@@json`. */
  readonly json?: string;
  readonly hints: Hints;
}
export interface ExplainStatement extends Base {
  readonly kind: 'explain';
  readonly analyze: boolean;
  readonly format: 'table' | 'json' | 'policy';
  readonly statement: Statement;
}
export type ShowSubject =
  | 'providers'
  | 'services'
  | 'resources'
  | 'methods'
  | 'insert'
  | 'permissions'
  | 'relationships'
  | 'connections'
  | 'warnings'
  | 'requests'
  | 'limits'
  | 'cache'
  | 'version';
export interface ShowStatement extends Base {
  readonly kind: 'show';
  readonly subject: ShowSubject;
  readonly extended: boolean;
  readonly in?: NameReference;
  /** The text of LIKE. */
  readonly like?: string;
  readonly where?: string;
}
export interface DescribeStatement extends Base {
  readonly kind: 'describe';
  readonly subject: 'resource' | 'method';
  readonly extended: boolean;
  readonly name: NameReference;
}
export interface UseStatement extends Base {
  readonly kind: 'use';
  readonly name: NameReference;
}
export interface SetStatement extends Base {
  readonly kind: 'set';
  /** `dialect` and skyql's own settings; the rest are DuckDB's and come as `local`. */
  readonly name: string;
  readonly value: string;
}
export interface TransactionStatement extends Base {
  readonly kind: 'transaction';
  readonly action: 'begin' | 'commit' | 'rollback';
}
/** What StackQL needs for its registry, and nothing here does. */
export interface RegistryStatement extends Base {
  readonly kind: 'registry';
  readonly action: 'pull' | 'list' | 'purge';
  readonly provider?: string;
}
export interface SleepStatement extends Base {
  readonly kind: 'sleep';
  readonly milliseconds: number;
}
export interface MaterializedViewStatement extends Base {
  readonly kind: 'materialized-view';
  readonly action: 'create' | 'refresh' | 'drop';
  readonly name: NameReference;
  readonly orReplace: boolean;
  readonly ifExists: boolean;
  /** Of `CREATE MATERIALIZED VIEW IF NOT EXISTS`. */
  readonly ifNotExists?: boolean;
  readonly query?: string;
}
/** Anything that DuckDB runs in the session's own database: CREATE, DROP, COPY, ALTER, PRAGMA, SET ... */
export interface LocalStatement extends Base {
  readonly kind: 'local';
  /** The query inside, whose resources must be fetched first: of CREATE TABLE AS, COPY (query) TO. */
  readonly query?: string;
  /** A query whose resources must be known but not fetched: of CREATE VIEW. */
  readonly definition?: string;
  /** A query that DuckDB keeps to run later, of PREPARE: it can read no resources. */
  readonly prepared?: string;
  /** What the statement itself makes, changes or drops: a local table or view, never a resource. */
  readonly target?: NameReference;
  /** Of CREATE TABLE AS: with the query's rows, or WITH NO DATA. */
  readonly createdAs?: 'data' | 'no data';
  /** Whether it answers rows of its own, not only how many it changed: SUMMARIZE, CALL, MERGE ... RETURNING. */
  readonly givesRows?: boolean;
}
