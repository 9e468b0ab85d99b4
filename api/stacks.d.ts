/// <reference lib="esnext.disposable" />
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
/** The version of a plan's form. What a number says stays as it is; members may be added. */
declare const stackPlanVersion = 1;
/** What work on a stack would do: plain data, printed by `plan`, kept by `--out`, asked by policies. */
interface StackPlan {
  /** 1. */
  readonly format_version: typeof stackPlanVersion;
  /** Of skyql. */
  readonly made_by: string;
  /** ISO 8601. */
  readonly made_at: string;
  /** Its name in the manifest. */
  readonly stack: string;
  /** `dev`. */
  readonly environment: string;
  /** Null of AWS itself. */
  readonly endpoint: string | null;
  /** In the order in which they are worked on. */
  readonly resources: readonly PlannedResource[];
  /** What has to be allowed for all of it, reads too, in the provider's own language; null where nothing is called. */
  readonly policy: Value;
  /** SHA-256 of what it would do, of the whole stack. */
  readonly digest: string;
}
/** What becomes of a resource: `adopt` takes what is there into the stack, `put` writes it at every build, `read` and `run` change nothing that the stack keeps, `leave` keeps it, `no-op` does nothing. */
type PlannedAction = 'create' | 'update' | 'replace' | 'delete' | 'adopt' | 'read' | 'run' | 'put' | 'leave' | 'no-op';
/** What would become of one resource of a stack. */
interface PlannedResource {
  /** Its name in the stack. */
  readonly address: string;
  /** As the manifest has it: `resource`, `query`, `script` ... */
  readonly type: string;
  /** `aws.sagemaker.images`; null where its own queries say all. */
  readonly resource: string | null;
  /** As the provider writes it; null of what is not there. */
  readonly identifier: string | null;
  /** The connection that it is reached by; null where its own queries say. */
  readonly connection: string | null;
  /** Its region; null where its own queries say. */
  readonly region: string | null;
  /** In the order in which they are done. */
  readonly actions: readonly PlannedAction[];
  /** Why, in words. */
  readonly reason: string;
  /** The properties that differ, as they are; null of what is not there. */
  readonly before: Readonly<Record<string, Value>> | null;
  /** The same as they will be; of what is created, all that is known. */
  readonly after: Readonly<Record<string, Value>> | null;
  /** Properties whose values are known only once other resources are there. */
  readonly after_unknown: readonly string[];
  /** Properties whose values are not shown. */
  readonly sensitive: readonly string[];
  /** Properties that differ and cannot be changed once it is there. */
  readonly replace_paths: readonly string[];
  /** Properties that somebody else has changed since they were applied. */
  readonly drift: readonly string[];
  /** The calls that it takes, those that look for it too, by resource and method: `aws.sagemaker.images get_resource`. */
  readonly calls: readonly string[];
  /** The resources of the stack that come before it. */
  readonly depends_on: readonly string[];
}
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
/** What becomes of a resource while a stack is worked on. */
interface StackEvent {
  /** Its name in the stack. */
  readonly resource: string;
  /** What is done, or how it ended. */
  readonly state:
    | 'looking'
    | 'creating'
    | 'updating'
    | 'replacing'
    | 'deleting'
    | 'running'
    | 'waiting'
    | 'query'
    | StackOutcome;
  /** In words, without secrets: a statement, a reason. */
  readonly detail?: string;
  /** Milliseconds since work on it began. */
  readonly milliseconds: number;
}
/** How it ended. */
type StackOutcome =
  | 'created'
  | 'updated'
  | 'replaced'
  | 'unchanged'
  | 'deleted'
  | 'absent'
  | 'retained'
  | 'left'
  | 'read'
  | 'ran'
  | 'as wanted'
  | 'missing'
  | 'differs'
  | 'rolled back'
  | 'failed';
/** How work on a stack ended. */
interface StackResult {
  /** Its name in the manifest. */
  readonly stack: string;
  /** `dev`. */
  readonly environment: string;
  /** Each resource of the stack, in the order in which they were worked on; at the end those that only the record still has. */
  readonly resources: readonly ResourceResult[];
  /** The stack's own outputs; what is protected is hidden. */
  readonly exports: Readonly<Record<string, Value>>;
  /** The first thing that failed. */
  readonly error?: SkyqlError;
}
/** How work on one resource ended. */
interface ResourceResult {
  /** Its name in the stack. */
  readonly address: string;
  /** `skipped`: an earlier one failed. */
  readonly outcome: StackOutcome | 'skipped';
  /** As the provider writes it; null of what is not there. */
  readonly identifier: string | null;
  /** How long the work on it took. */
  readonly milliseconds: number;
}
/** What is exported, and how. */
interface ExportStackOptions {
  /** What to export: the resources of each FROM, in the rows that the query finds. Several queries are parted by `;`. */
  readonly sql: string;
  /** The stack's name; `exported` unless given. */
  readonly name?: string;
  /** A manifest of a stack, or a template of CloudFormation; a manifest unless given. */
  readonly format?: 'manifest' | 'cloudformation';
  /** Where to, and as whom, as `connect()` takes it. */
  readonly connect?: ConnectOptions;
  /** Stops it. */
  readonly signal?: AbortSignal;
}
/** What an export has written. */
interface ExportedStack {
  /** The manifest or template, YAML. */
  readonly text: string;
  /** What stands in it. */
  readonly resources: readonly ExportedAddress[];
  /** What could not be told, or could not be created as it is, in words. */
  readonly warnings: readonly string[];
}
/** A resource of an exported stack. */
interface ExportedAddress {
  /** Its name in the stack. */
  readonly address: string;
  /** `aws.imagebuilder.image_pipelines`. */
  readonly resource: string;
  /** As the provider writes it. */
  readonly identifier: string;
}
/**
 * Writes a manifest of what is there already: references between what the queries find are resolved, secrets are left out. Building it changes
 * nothing.
 *
 * @example
 * const { text } = await exportStack({
 *   sql: "SELECT * FROM aws.imagebuilder.image_pipelines WHERE name LIKE 'web-%'",
 *   connect: { region: 'eu-west-1' },
 * });
 */
declare function exportStack(options: ExportStackOptions): Promise<ExportedStack>;
/** Which stack, and where. */
interface LoadStackOptions {
  /** The directory that holds `stackql_manifest.yml` or `skyql.stack.yaml`. */
  readonly directory: string;
  /** The name of the environment: `dev`. */
  readonly environment: string;
  /** What templates name as `{{ NAME }}` and `{{ vars.NAME }}`, before what the process's environment says. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Where to, and as whom, as `connect()` takes it. With `sandbox` each call has a sandbox of its own: one that stays is an `endpoint`. */
  readonly connect?: ConnectOptions;
}
/** How a stack is worked on. */
interface StackCallOptions {
  /** How many resources are worked on at once; 10 unless given. */
  readonly parallel?: number;
  /** The resources that are worked on; all unless given. */
  readonly only?: readonly string[];
  /** Stops it: what was begun is waited for, nothing new begins. */
  readonly signal?: AbortSignal;
  /** Told what becomes of each resource, as it comes. */
  readonly onEvent?: (event: StackEvent) => void;
}
/** What is planned. */
interface PlanOptions extends StackCallOptions {
  /** A build, unless given. */
  readonly for?: 'build' | 'teardown';
}
/** How a stack is built. */
interface BuildOptions extends StackCallOptions {
  /** The file of a plan that was kept: exactly that is done, or nothing. */
  readonly plan?: string;
  /** Deletes and creates anew what cannot be changed. */
  readonly replace?: boolean;
  /** Names of resources that the manifest has no more and the record still knows: they are left to others. */
  readonly forget?: readonly string[];
  /** After a failure: undo what this build did, go on with the others, or stop, as it does unless told. */
  readonly onFailure?: 'rollback' | 'ignore' | 'error';
}
/** A stack in one environment. What fails before anything is changed is thrown; what fails later is the result's `error`. */
interface LoadedStack {
  /** Its name in the manifest. */
  readonly name: string;
  /** What a build would do, or, with `for: 'teardown'`, a teardown. Changes nothing. */
  plan(options?: PlanOptions): Promise<StackPlan>;
  /** Creates and updates what the stack says, and nothing that is so already. */
  build(options?: BuildOptions): Promise<StackResult>;
  /** Whether all of it is there and as it is wanted: `as wanted`, `missing` or `differs` of each. */
  test(options?: StackCallOptions): Promise<StackResult>;
  /** Deletes what the stack has made, in the opposite order. */
  teardown(options?: StackCallOptions): Promise<StackResult>;
}
/**
 * Reads and checks a stack, as `skyql stack` does. Throws what is wrong with it, with file and line.
 *
 * @example
 * const stack = await loadStack({ directory: 'my-stack', environment: 'dev', variables: { AWS_REGION: 'eu-west-1' } });
 * const { resources } = await stack.plan();
 * if (resources.every(({ actions }) => !actions.includes('replace'))) await stack.build();
 */
declare function loadStack(options: LoadStackOptions): Promise<LoadedStack>;
export {
  BuildOptions,
  type ExportStackOptions,
  type ExportedAddress,
  type ExportedStack,
  LoadStackOptions,
  LoadedStack,
  PlanOptions,
  type PlannedAction,
  type PlannedResource,
  type ResourceResult,
  SkyqlError,
  StackCallOptions,
  type StackEvent,
  type StackOutcome,
  type StackPlan,
  type StackResult,
  exportStack,
  loadStack,
};
