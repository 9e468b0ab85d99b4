import type { Catalog } from '../catalog/catalog.ts';
import type { NeededPermissions } from '../catalog/needed-permissions.ts';
import type { FilterOperator, ResourceDescription } from '../catalog/resource-description.ts';
import type { Row, Value } from '../data/value.ts';
import type { SkyqlError } from '../errors/skyql-error.ts';
import type {
  ChangeForm,
  ChangeOutline,
  ChangeRequest,
  ChangeResult,
  ExpectedChanges,
  MadeChange,
  PlannedChange,
} from './change.ts';
import type { Policy } from './policy.ts';

/** The three parts of a resource's name. */
export interface ResourceName {
  /** `aws`. */
  readonly provider: string;
  /** `ec2`. */
  readonly service: string;
  /** `images`. */
  readonly resource: string;
}

/** Where a call goes. */
export interface CallScope {
  /** The name of the connection: an account as the user sees it. */
  readonly connection: string;
  /** The region that the call goes to. */
  readonly region: string;
}

export interface ScanFilter {
  readonly column: string;
  /** The key inside a JSON column: `env` of `tags ->> 'env'`. */
  readonly key?: string;
  readonly operator: FilterOperator;
  /** Any of them may match. Of `range`: [lower, upper], either may be null. Of `wildcard`: LIKE's own text, `%` and `_`. */
  readonly values: readonly Value[];
}

/** One use of one access path in one region of one account: plain data, so that whoever runs it has nothing to decide. */
export interface ScanRequest {
  readonly resource: ResourceName;
  readonly scope: CallScope;
  /** The id of the access path. */
  readonly path: string;
  /** The path's parameters by name; a list where the path takes several values a call. */
  readonly parameters: Readonly<Record<string, Value>>;
  readonly filters: readonly ScanFilter[];
  /** The columns asked for; a page may bring more. */
  readonly columns: readonly string[];
  /** The reader will stop after so many rows: a hint for the page size. */
  readonly limit?: number;
  /** The order that the rows have to come in, by a column that the path sorts by. */
  readonly order?: ScanOrder;
}

/** The first rows in an order. */
export interface ScanOrder {
  readonly column: string;
  readonly descending: boolean;
  /** How many of them are wanted. */
  readonly rows: number;
}

/** The rows that one call brought. Rows hold the path's columns, without `region` and `account_id`, which are added where it is read. */
export interface Page {
  readonly rows: readonly Row[];
  /** What the call was asked for and could not be told of: what is neither here nor in the rows is not there. */
  readonly failures?: readonly ReadFailure[];
  /** Columns that say what is asked for, and in which rows say something else: the values by which the call was made are not theirs. */
  readonly otherwise?: readonly SaidOtherwise[];
}

/** A row that says something else in the column of a parameter than its request was made by: of an ancestor its own id. */
export interface SaidOtherwise {
  readonly parameter: string;
  readonly column: string;
  readonly asked: Value;
  readonly told: Value;
}

/** A part of what a call was asked for that the service did not answer, as a batch says it of one of its keys. */
export interface ReadFailure {
  /** The value of the request's key parameter; undefined where the service does not say whose failure it is. */
  readonly key?: Value;
  readonly error: SkyqlError;
}

/** One HTTP call that was made, for statistics, EXPLAIN ANALYZE and SHOW REQUESTS. */
export interface CallRecord {
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

/** What a running statement hands to the provider with each request. */
export interface CallContext {
  readonly signal?: AbortSignal;
  /** The regions that the session has chosen for all connections, as SET region does; those of each connection unless given. */
  readonly regions?: readonly string[];
  readonly onCall?: (call: CallRecord) => void;
  /** A connection that could not be asked where to read, while others could: the statement goes on without it. */
  readonly onUnreadable?: (error: SkyqlError) => void;
  /** How many milliseconds old an answer may be; every call is made unless given, as for whatever a change reads. */
  readonly maximumAge?: number;
  /** An answer was given that was kept, or that another statement asked for. */
  readonly onKept?: () => void;
  /** How many milliseconds an answer may take; the provider's own limit unless given. */
  readonly callTimeout?: number;
  /** So many calls of a region more, or fewer, wait for their turn. */
  readonly onQueue?: (more: 1 | -1, region: string) => void;
  /** A request that AWS works on has a new state. */
  readonly onProgress?: (event: ProgressEvent) => void;
}

/** A state of an asynchronous request. */
export interface ProgressEvent {
  readonly operation: 'CREATE' | 'UPDATE' | 'DELETE' | 'EXECUTE';
  /** As the provider names it: `PENDING`, `IN_PROGRESS`, `SUCCESS`. */
  readonly status: string;
  readonly identifier?: string;
  readonly requestToken?: string;
  readonly region?: string;
  readonly errorCode?: string;
  readonly message?: string;
}

/** A named set of credentials and regions. */
export interface Connection {
  readonly name: string;
  /** The regions that a statement reads when it names none; empty when none is known. */
  readonly regions: readonly string[];
  readonly profile?: string;
  readonly endpoint?: string;
  /** The account's id, where it is known without a call. */
  readonly accountId?: string;
  /** The role that is assumed, as the provider writes it. */
  readonly role?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

/** Which connections somebody wants. */
export interface ConnectionSearch {
  /** Whether one whose name begins so may be among them. */
  mayBegin(start: string): boolean;
  /** Whether their tags are wanted, which may take calls. */
  readonly withTags?: boolean;
}

/**
 * What stands behind the first part of a resource's name. Whoever plans and runs statements knows providers by this interface
 * alone, so that another can stand beside `aws`.
 */
export interface Provider {
  readonly name: string;
  readonly catalog: Catalog;
  /** Those that are known: the accounts of an organization once they were found. */
  readonly connections: readonly Connection[];
  /**
   * Finds the accounts of organizations that are wanted and answers all connections. An organization that does not tell its
   * accounts is told to `onUnreadable` where there is anything else to read. There are no others than `connections` unless given.
   */
  findConnections?(search: ConnectionSearch, context: CallContext): Promise<readonly Connection[]>;
  /** For errors that ask for a region: the name of one, and where else than in a statement one can be given. */
  readonly regionHint?: { readonly example: string; readonly elsewhere: string };
  /** Throws what is wrong with the settings that a connection names, as far as no call is needed for it. */
  checkConnection?(connection: string): void;
  /**
   * Every region that the connection's account can use, for `region LIKE 'eu-%'` and `--region all`: of the partition that
   * the context's regions are in.
   */
  regions(connection: string, context: CallContext): Promise<readonly string[]>;
  /** The regions that the connection's account may use, as far as no call is needed for it: what is suggested; none unless given. */
  knownRegions?(connection: string): readonly string[];
  /** Throws `UNKNOWN_REGION` where there is no region of the name, as far as that can be told; every name is one unless given. */
  requireRegion?(scope: CallScope, context: CallContext): Promise<void>;
  /** The IAM actions that `regions` needs. */
  readonly regionPermissions?: readonly string[];
  /** What has to be allowed before anything can be called by a connection: that its role is assumed. Nothing unless given. */
  connectionPermissions?(connection: string): readonly NeededPermissions[];
  /** The region that calls for resources without regions go to, of the same partition as `near`; the connection's own unless given. */
  globalRegion?(connection: string, near?: string): string;
  /** The account's id, for the column `account_id`. It is asked in the context's regions, unless `near` is of another partition. */
  accountId(connection: string, context: CallContext, near?: string): Promise<string>;
  /** The region (and account) that an identifier names by itself: an ARN does, a plain name does not. */
  locate(identifier: string): { readonly region?: string; readonly accountId?: string };
  /**
   * The resource with only those of its reads that can be made where the connections lead: a sandbox may lack a service's own API. The same
   * object each time for the same description. All reads can be made unless given.
   */
  reachable?(description: ResourceDescription): Promise<ResourceDescription>;
  /** Begins to load what reading a resource will take, as far as no call is needed for it; nothing unless given. */
  loadAhead?(description: ResourceDescription): void;
  /** Throws what is wrong with the values that a read is given, as far as that can be told without making it; nothing unless given. */
  checkScan?(request: ScanRequest, context: CallContext): Promise<void>;
  /** Reads page after page until the end, or until the reader stops. Throws a SkyqlError with its scope. */
  scan(request: ScanRequest, context: CallContext): AsyncIterable<Page>;
  /** Finds the names that a change gives values to. Throws what is wrong with them before anything is read. */
  changeForm(outline: ChangeOutline): Promise<ChangeForm>;
  /**
   * Coerces and validates what is asked for and takes each change as far as it goes without making it. Throws a SkyqlError
   * where one of them cannot be made. The same requests give the same plan while the resources stay as they are.
   */
  plan(requests: readonly ChangeRequest[], context: CallContext): Promise<readonly PlannedChange[]>;
  /**
   * Makes a change as it was planned. What is refused comes back as a FAILED result, what may have been made and nobody knows as an
   * UNKNOWN one, also when it is stopped; what was never sent throws, `INTERRUPTED` when it is stopped before.
   */
  apply(change: MadeChange, context: CallContext): Promise<ChangeResult>;
  /** Whether a method knows by an idempotency token what it was asked before, or does the same when it is asked again; no unless given. */
  knowsAgain?(resource: ResourceName, method: string): Promise<boolean>;
  /** The columns that the rows of a method's answer can have, as far as it is known before; none unless given. */
  answerColumns?(
    resource: ResourceName,
    method: string,
  ): Promise<readonly { readonly name: string; readonly type: string }[]>;
  /** What changes need to be allowed whose resources were not sought. */
  expectedPermissions(changes: ExpectedChanges): Promise<readonly NeededPermissions[]>;
  /** Folds what has to be allowed. */
  policy(needs: readonly NeededPermissions[]): Policy;
  close(): Promise<void>;
}
