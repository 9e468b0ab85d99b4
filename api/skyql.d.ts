/// <reference lib="esnext.disposable" />
import { DuckDBDataChunk } from '@duckdb/node-api';

/**
 * The keys under which a record holds the columns of these names. A name that comes again gets a number: `id`, `id:1`,
 * `id:2`.
 */
declare function recordKeys(
  columns: readonly {
    readonly name: string;
  }[],
): readonly string[];
/** A value of a row: what JSON can hold. Timestamps are ISO 8601 text with a zone, as the engine loads them. */
type Value =
  | string
  | number
  | boolean
  | null
  | readonly Value[]
  | {
      readonly [name: string]: Value;
    };
/** A row as a record: each column by its name. */
type Row = Readonly<Record<string, Value>>;
/** A row as its values alone, in the order of the columns. */
type Cells = readonly Value[];
/** Where an error happened: what a user needs to find it again in AWS's own logs. */
interface ErrorScope {
  /** The name of the connection. */
  readonly connection?: string;
  /** The id of the account, where it was known. */
  readonly account?: string;
  /** The region that the call went to. */
  readonly region?: string;
  /** The service, by the name of AWS's model: `ec2`. */
  readonly service?: string;
  /** The operation of its API: `DescribeImages`. */
  readonly operation?: string;
  /** AWS's id of the request. */
  readonly requestId?: string;
}
/** Where in the statement an error lies; both count from 1. */
interface ErrorPosition {
  /** Counted from 1. */
  readonly line: number;
  /** Counted from 1, in UTF-16 units. */
  readonly column: number;
  /** The line of the statement with a caret under the place. */
  readonly excerpt: string;
}
/** What an error says beside its code and its message. */
interface SkyqlErrorOptions {
  /** What to do next. */
  readonly hint?: string;
  /** Where it happened. */
  readonly scope?: ErrorScope;
  /** Where in the statement it lies. */
  readonly position?: ErrorPosition;
  /** Whether the same call may succeed later; no unless given. */
  readonly retryable?: boolean;
  /** The error behind it. */
  readonly cause?: unknown;
}
/**
 * The one error that skyql throws at its users.
 *
 * `code` is stable and greppable (`UNKNOWN_COLUMN`, `ACCESS_DENIED`), `message` says what happened in plain words,
 * `hint` what to do next. Messages never hold secrets.
 *
 * @example
 * try { await db.query('SELECT nme FROM aws.ec2.images') }
 * catch (error) { if (error instanceof SkyqlError && error.code === 'UNKNOWN_COLUMN') console.error(error.hint) }
 */
declare class SkyqlError extends Error {
  /** Always `SkyqlError`. */
  readonly name = 'SkyqlError';
  /** Stable and greppable: `ACCESS_DENIED`. docs/errors.md lists them. */
  readonly code: string;
  /** What to do next. */
  readonly hint: string | undefined;
  /** Where it happened; empty of what no call was made for. */
  readonly scope: ErrorScope;
  /** Where in the statement it lies, where that is known. */
  readonly position: ErrorPosition | undefined;
  /** Whether the same call may succeed when made again later. */
  readonly retryable: boolean;
  constructor(code: string, message: string, options?: SkyqlErrorOptions);
}
/** How a sandbox inside this process begins. */
interface SandboxSettings {
  /** What the sandbox holds at the start; `demo` unless told otherwise. */
  readonly seed?: 'demo' | 'empty';
  /** How builds pass through their states; `instant` unless told otherwise. */
  readonly clock?: 'real' | 'short' | 'fast' | 'instant';
}
/** One account as statements see it. */
interface ConnectionOptions {
  /** How SQL names it in the column `connection`. */
  readonly name: string;
  /** A profile of AWS's own tools; the default chain of credentials unless given. */
  readonly profile?: string;
  /** Given instead of a profile; never printed or stored. */
  readonly credentials?: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
  /** The role that is assumed with those credentials: its ARN, or the ARN with more. The connection is the role's account. */
  readonly role?: string | RoleOptions;
  /**
   * It stands for all active accounts of an AWS organization, which its credentials may list. Each is a connection
   * `NAME/ACCOUNT` then, read by the role of this name in it (`OrganizationAccountAccessRole` unless given); the account of the
   * credentials themselves is read with them.
   */
  readonly organization?: boolean;
  /** The regions of statements that name none; those of the option `region` unless given. */
  readonly regions?: readonly string[];
  /** An AWS-compatible endpoint for this connection; the host's unless given. */
  readonly endpoint?: string;
  /** What it can be chosen by: `tag:env=prod`. Accounts of an organization have those that AWS Organizations tells besides. */
  readonly tags?: Readonly<Record<string, string>>;
}
/** A role to assume, with what it asks for. */
interface RoleOptions {
  /** The role itself. */
  readonly arn?: string;
  /** Of an organization: the role's name in each account. */
  readonly name?: string;
  /** What the role's trust policy asks of who is not of its company. */
  readonly externalId?: string;
  /** What CloudTrail calls the session; `skyql` unless given. */
  readonly sessionName?: string;
}
/** The device that a profile's role wants a code of. */
interface MfaDevice {
  /** The profile that names it. */
  readonly profile: string;
  /** Its serial number or ARN. */
  readonly serial: string;
}
/** A limit for calls: those of all sessions of a host together. */
interface LimitOptions {
  /** Of a limit of `SHOW LIMITS` to change that one, any other for one more. */
  readonly name: string;
  /** What is counted apart; needed of a limit that skyql does not have. Of none all calls are counted together. */
  readonly per?: readonly ('account' | 'region' | 'service' | 'operation')[];
  /** The services whose calls it holds for, by the names of AWS's models: `ec2`, `cloudcontrol`; all unless given. */
  readonly services?: readonly string[];
  /** The operations that it holds for, `*` standing for any text: `Describe*`; all unless given. */
  readonly operations?: readonly string[];
  /** How many calls may be on their way at once. */
  readonly atOnce?: number;
  /** How many calls a second, in the long run. */
  readonly perSecond?: number;
  /** How many calls may be made at once after a while without any; as many as in a second unless given. */
  readonly burst?: number;
  /** Whether answers that ask for fewer calls slow it down for a while. */
  readonly adapts?: boolean;
}
/** What all sessions of a host share. */
interface HostOptions {
  /** Runs against a sandbox inside this process, one for all sessions. */
  readonly sandbox?: boolean | SandboxSettings;
  /**
   * An AWS-compatible endpoint, such as a running `skyql sandbox`. Unless given: `AWS_ENDPOINT_URL_<SERVICE>`,
   * `AWS_ENDPOINT_URL`, then the profile's `endpoint_url`.
   */
  readonly endpoint?: string;
  /** FIPS 140 validated endpoints. Unless given: `AWS_USE_FIPS_ENDPOINT`, then the profile's `use_fips_endpoint`. */
  readonly useFips?: boolean;
  /** Endpoints that IPv6 reaches as well. Unless given: `AWS_USE_DUALSTACK_ENDPOINT`, then the profile's setting. */
  readonly useDualStack?: boolean;
  /** A profile of AWS's own tools; the default chain of credentials unless given. */
  readonly profile?: string;
  /**
   * Asks for the code that a profile's MFA device (`mfa_serial`) shows just now. Unless given such a profile fails with the code
   * MFA_REQUIRED.
   */
  readonly mfaCode?: (device: MfaDevice) => Promise<string>;
  /** The regions of statements that name none, for connections without regions of their own; `all` is every region of the account. */
  readonly region?: string | readonly string[];
  /** Several accounts; instead of `profile`. */
  readonly connections?: readonly ConnectionOptions[];
  /** Names for several connections at once, for the option `connection` of a session: `{ production: ['prod', 'company/*'] }`. */
  readonly groups?: Readonly<Record<string, readonly string[]>>;
  /**
   * A file with connections, groups, limits and defaults of sessions (docs/settings.md). `true` takes `skyql.yaml` of the current
   * directory, or else `~/.config/skyql/skyql.yaml`, where there is one. What options say wins. None is read unless given.
   */
  readonly config?: boolean | string;
  /**
   * How many calls may be made, beside the limits that skyql has anyway. One with the name of such a limit (`SHOW LIMITS`
   * lists them) takes its place: what it leaves out stays as it was.
   */
  readonly limits?: readonly LimitOptions[];
}
/** What has to be allowed for one kind of call that a statement makes. */
interface NeededPermissions {
  /** `aws.ec2.images`. */
  readonly resource: string;
  /** The method that is called: `images_Describe`. */
  readonly method: string;
  /** In the language of policies: `ec2:DescribeImages`. */
  readonly actions: readonly string[];
  /** Of which actions these ARNs are enough: all that the calls are about. Any resource unless given. */
  readonly limitedTo?: {
    readonly actions: readonly string[];
    readonly arns: readonly string[];
  };
  /** Why the actions are not certain. */
  readonly note?: string;
}
/** An operation that a difference is made of. */
type Difference =
  | {
      readonly op: 'add' | 'replace';
      readonly path: string;
      readonly value: Value;
    }
  | {
      readonly op: 'remove';
      readonly path: string;
    };
/** The three parts of a resource's name. */
interface ResourceName {
  /** `aws`. */
  readonly provider: string;
  /** `ec2`. */
  readonly service: string;
  /** `images`. */
  readonly resource: string;
}
/** Where a call goes. */
interface CallScope {
  /** The name of the connection: an account as the user sees it. */
  readonly connection: string;
  /** The region that the call goes to. */
  readonly region: string;
}
/** One HTTP call that was made, for statistics, EXPLAIN ANALYZE and SHOW REQUESTS. */
interface CallRecord {
  /** The name of the connection. */
  readonly connection: string;
  /** The region that the call went to. */
  readonly region: string;
  /** `ec2`. */
  readonly service: string;
  /** `DescribeImages`. */
  readonly operation: string;
  /** The HTTP status; 0 where no answer came. */
  readonly status: number;
  /** AWS's id of the request. */
  readonly requestId?: string;
  /** 1 of the first attempt. */
  readonly attempt: number;
  /** From the request to the whole answer. */
  readonly milliseconds: number;
  /** Milliseconds before it: until limits let it go, and after an attempt that failed. */
  readonly waited: number;
  /** How long the body of the answer was. */
  readonly bytes: number;
  /** The error code that AWS answered, where it answered one. */
  readonly error?: string;
  /** Whether that error asks for fewer calls. */
  readonly throttled?: boolean;
}
/** What a change does with a resource. */
type ChangeKind = 'create' | 'update' | 'delete' | 'execute';
/** One change that is asked for: plain data. */
interface ChangeRequest {
  /** What it does. */
  readonly kind: ChangeKind;
  /** Of which resource. */
  readonly resource: ResourceName;
  /** Where. */
  readonly scope: CallScope;
  /** The method: `create_resource`, `image_Create`, `image_Deregister`. */
  readonly method: string;
  /** Of update and delete: the values of the columns that identify the resource, in the catalog's order. */
  readonly key?: readonly string[];
  /** The values that are given, by the names of the change's form; of execute by the arguments' names. NULL in an update takes a value away. */
  readonly values: Readonly<Record<string, Value>>;
  /** Of update and delete: what the statement read of the resource, by column. */
  readonly row?: Row;
  /** By which the provider is to know the request again, as the statement gives it. */
  readonly clientToken?: string;
  /** Whether to wait until an asynchronous request has ended (AWAIT), or to return its token (NOWAIT). */
  readonly wait: boolean;
}
/**
 * A change taken as far as it goes without making it. Plain data: `JSON.stringify` and back gives the same, so that it can
 * be shown, counted, kept in a file and made later.
 */
interface PlannedChange extends ChangeRequest {
  /** How the provider and its users write the identifier. A resource that is to be created has none yet. */
  readonly identifier?: string;
  /** What the change touches, as it is: by the provider's own names. Of an update. */
  readonly before?: Readonly<Record<string, Value>>;
  /** What the change touches, as it will be. Of a resource that is to be created, all that is known of it. */
  readonly after?: Readonly<Record<string, Value>>;
  /** The difference as it is sent, where differences are sent. As text: sent as it is. */
  readonly patch?: readonly Difference[] | string;
  /** The call's input as it is sent, where no difference and no state is sent. */
  readonly input?: Readonly<Record<string, Value>>;
  /** It is so already: no call is made. */
  readonly unchanged?: boolean;
  /** What the change does not send although it is not known what is set there, since it is never told: it may be gone afterwards. */
  readonly unsent?: readonly string[];
  /** JSON pointers, by the part of the plan that they are in, to the values that must never be shown or written. */
  readonly secrets?: readonly string[];
  /** The change in words, without its secrets: `replace /Description "a" -> "b"`. */
  readonly note: string;
  /** What has to be allowed for it, the reading before it included. */
  readonly permissions: readonly NeededPermissions[];
}
/** The SQL verb of a change. */
type ChangeVerb = 'INSERT' | 'UPDATE' | 'DELETE' | 'EXEC';
/**
 * A statement that changes the cloud, taken as far as it goes without changing anything: what EXPLAIN prints, a guard
 * counts, a file keeps, and what is then carried out. Plain data.
 */
interface ChangePlan {
  /** Of the statement. */
  readonly verb: ChangeVerb;
  /** What is changed. */
  readonly resource: ResourceName;
  /** The resource's method that is called for each change. */
  readonly method: string;
  /** Whether the method changes the cloud: EXEC calls those that read as well. */
  readonly isChange: boolean;
  /** Whether the statement says which resources it means: by a WHERE that can leave some out, or by what it creates or calls. */
  readonly isLimited: boolean;
  /** One of each resource that is created, changed, deleted or called upon. */
  readonly changes: readonly PlannedChange[];
  /** What the statement needs beyond its changes: to read what RETURNING asks for; of a statement that found nothing, what its changes would need. */
  readonly permissions: readonly NeededPermissions[];
  /** What the statement answers; how the changes went unless it says RETURNING. */
  readonly returning?: Returning;
  /** What the statement could not read, each in a sentence, of a plan that was made all the same: its changes may not be those that were meant. */
  readonly unread?: readonly string[];
}
/** What a statement answers once its changes are made: read anew, or, of what is gone, kept from before. */
type Returning =
  | {
      /** How the changes went. */ readonly kind: 'outcome';
      readonly list: string /** The columns that the list may name, as it writes them. */;
      readonly names: readonly string[] /** The type of the provider's that the changes are of. */;
      readonly typeName: string | null;
      readonly columns: readonly ReturnedColumn[];
    }
  | {
      readonly kind: 'read' /** The list of expressions, as SQL. */;
      readonly list: string /** The name that the list knows the resource by. */;
      readonly alias?: string;
      readonly columns: readonly ReturnedColumn[];
    }
  | {
      readonly kind: 'kept';
      readonly columns: readonly ReturnedColumn[] /** The cells of each change, in their order. */;
      readonly rows: readonly (readonly Value[])[];
    };
/** A column of what a change answers. */
interface ReturnedColumn {
  /** As the statement names it. */
  readonly name: string;
  /** DuckDB's. */
  readonly type: string;
}
/** The version of the form in which plans are kept. One that does not know a plan's version does not carry it out. */
declare const formatVersion = 1;
/** A plan that was kept, to be carried out later: plain JSON, with what has to be the same then. */
interface SavedPlan {
  /** 1. */
  readonly format_version: typeof formatVersion;
  /** Of skyql. */
  readonly made_by: string;
  /** ISO 8601. */
  readonly made_at: string;
  /** Where its changes go, each place once. */
  readonly places: readonly PlannedPlace[];
  /** What is carried out. */
  readonly plan: ChangePlan;
  /** SHA-256 of all the rest, so that a plan that was altered or damaged is told. */
  readonly digest: string;
}
/** Where a plan's changes go. */
interface PlannedPlace {
  /** The name of the connection when the plan was made. */
  readonly connection: string;
  /** The region of the changes. */
  readonly region: string;
  /** The account, which has to be the same when it is carried out. */
  readonly account_id: string;
  /** Null of the provider's own endpoints. */
  readonly endpoint: string | null;
}
/** How a locked session is locked. */
interface LockedSettings {
  /** DuckDB's threads; 2 unless given. */
  readonly threads?: number;
  /** The most memory that DuckDB takes, with a unit; `1GB` unless given. */
  readonly memory?: string;
  /** DuckDB's settings that statements may make; unless given those that change how values are read and written, such as `TimeZone`. */
  readonly settings?: readonly string[];
}
/** What one session has to itself. */
interface SessionOptions {
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
/** A host and its one session: the region is that of connections which have none of their own. */
interface ConnectOptions extends HostOptions, Omit<SessionOptions, 'region'> {}
/** A column of a result: its name and DuckDB's type (`VARCHAR`, `BIGINT`, `JSON`, `TIMESTAMP WITH TIME ZONE`, ...). */
interface ResultColumn {
  /** As the statement names it. Two columns may have the same name: `recordKeys` gives the keys that records hold them under. */
  readonly name: string;
  /** DuckDB's type, as DuckDB writes it. */
  readonly type: string;
}
/** What a statement wants said beside its rows, which stand. */
interface Warning {
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
interface Statistics {
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
interface Result {
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
interface ResultStream {
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
type ProgressUpdate =
  | {
      readonly kind: 'call';
      readonly call: CallRecord;
      readonly calls: number;
      readonly rows: number;
    } /** Other calls wait for their turn than before; `throttled`: how many were answered so far that there were too many. */
  | {
      readonly kind: 'queue';
      readonly waiting: number;
      readonly throttled: number /** The same of each region that has any. */;
      readonly regions: Readonly<
        Record<
          string,
          {
            readonly waiting: number;
            readonly throttled: number;
          }
        >
      >;
    } /** A change has a new state while it is made. */
  | {
      readonly kind: 'mutation';
      readonly operation: string;
      readonly identifier?: string;
      readonly status: string;
      readonly message?: string /** By which the provider knows the request, once it has accepted it. */;
      readonly requestToken?: string;
      readonly region?: string;
    } /** How one change went, as soon as that is known: what is told here is known whatever becomes of the rest. */
  | {
      readonly kind: 'outcome' /** As a change answers it: `operation, identifier, status, error_code, message, request_token, region`. */;
      readonly outcome: Row /** Whether it is also a row of the answer, which it is without RETURNING. */;
      readonly isAnswer: boolean;
    }
  | {
      readonly kind: 'warning';
      readonly warning: Warning;
    };
/** How one statement is run. */
interface QueryOptions {
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
interface ChangePreview {
  /** Why it is asked, in a sentence. */
  readonly reason: string;
  /** Of the rows. */
  readonly columns: readonly ResultColumn[];
  /** What would be changed, a row a resource. */
  readonly rows: readonly Row[];
}
/** Positional (`$1`, `?`) or named (`$name`) values of a statement's parameters. */
type Parameters = readonly ParameterValue[] | Readonly<Record<string, ParameterValue>>;
/** A value of a parameter: dates are timestamps, lists are lists of DuckDB. */
type ParameterValue = string | number | bigint | boolean | null | Date | readonly ParameterValue[];
/** What a statement takes and gives. */
interface PreparedStatement {
  /** What kind of statement it is: `SELECT`, `INSERT`, `SHOW`, ... */
  readonly command: string;
  /** None of a statement without rows. An EXEC may leave out columns that the service does not answer. */
  readonly columns: readonly ResultColumn[];
  /** Each parameter once, `1`, `2` or its name, with DuckDB's type; VARCHAR where the statement takes any. */
  readonly parameters: readonly ResultColumn[];
}
/** One statement of a script and how it went. */
type ScriptStep =
  | {
      readonly sql: string;
      readonly result: Result;
    }
  | {
      readonly sql: string;
      readonly error: SkyqlError;
    };
/** A session: one DuckDB, its settings and its regions. Those of one host share its connections, limits and sandbox, and nothing else. */
interface Database {
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
/**
 * Opens a session on a host of its own: SQL over AWS, or over a sandbox inside this process.
 *
 * Without `sandbox` and `endpoint` it goes to real AWS with the default credential chain, which is asked when the first
 * call is made. Throws DATABASE_NOT_OPENED, CATALOG_MISSING and INVALID_OPTION.
 *
 * @example
 * const db = await connect({ sandbox: true, region: 'us-east-1' });
 * const { rows } = await db.query('SELECT image_id, name FROM aws.ec2.images WHERE owner_id = $1', ['123456789012']);
 * await db.close();
 */
declare function connect(options?: ConnectOptions): Promise<Database>;
/** A host of many sessions. They share its connections, credentials, limits and sandbox, and nothing else. */
interface SessionHost {
  /**
   * Opens a session with a database and settings of its own. Throws DATABASE_NOT_OPENED, INVALID_OPTION, and CLOSED after
   * `close()`.
   */
  session(options?: SessionOptions): Promise<Database>;
  /** Ends all sessions, each after the statements that were asked of it before, and then what they share. */
  close(): Promise<void>;
}
/**
 * Opens a host for a program that serves many: what sessions share is there once, and a session costs little. Without
 * `sandbox` and `endpoint` it goes to real AWS with the default credential chain, which is asked when the first call is
 * made. Throws CATALOG_MISSING and INVALID_OPTION.
 *
 * @example
 * const host = await openHost({ connections: [{ name: 'dev', profile: 'dev' }, { name: 'prod', profile: 'prod' }] });
 * const reader = await host.session({ readOnly: true, region: 'eu-west-1' });
 * const { rows } = await reader.query('SELECT image_id, name FROM aws.ec2.images');
 * await reader.close();
 * await host.close();
 */
declare function openHost(options?: HostOptions): Promise<SessionHost>;
export {
  type CallRecord,
  type Cells,
  type ChangePreview,
  type ConnectOptions,
  type ConnectionOptions,
  type Database,
  type ErrorPosition,
  type ErrorScope,
  type HostOptions,
  type LimitOptions,
  type LockedSettings,
  type MfaDevice,
  type ParameterValue,
  type Parameters,
  type PlannedPlace,
  type PreparedStatement,
  type ProgressUpdate,
  type QueryOptions,
  type Result,
  type ResultColumn,
  type ResultStream,
  type Row,
  type SandboxSettings,
  type SavedPlan,
  type ScriptStep,
  type SessionHost,
  type SessionOptions,
  SkyqlError,
  type Statistics,
  type Value,
  type Warning,
  connect,
  openHost,
  recordKeys,
};
