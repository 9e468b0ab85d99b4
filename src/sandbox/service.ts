import type { Shape, WireStructure } from '../aws/service-model.ts';
import type { Dialect } from './dialect.ts';
import type { AddedStep } from './http/step.ts';
import type { Tagged } from './kit/tags/tag-operations.ts';
import type { StoredTable } from './state/stored-table.ts';

/**
 * A service of the sandbox: one folder under `services/`, found by its model's name. Requests reach it decoded and
 * validated against the model, and it answers structures of the model. Of HTTP only its dialect and its steps know.
 */
export interface SandboxService {
  /** botocore's folder name of its model: `imagebuilder`. */
  readonly service: string;
  readonly operations: Readonly<Record<string, OperationHandler>>;
  /** What AWS's newest model says of a shape where the one of the catalog is older; the shape itself where they agree. */
  readonly newerShapes?: NewerShapes;
  /** Errors, signatures and routes where they are not as its protocol has them. */
  readonly dialect?: Dialect;
  /** Steps of its own in the life of a request, among those of all services. */
  readonly steps?: readonly AddedStep[];
  /** CloudFormation types that this service holds itself, so that Cloud Control and the service's own API share one state. */
  readonly resourceTypes?: Readonly<Record<string, ResourceHandler>>;
  /** The tables that it keeps, with their versions; a table that no service declares has version 1 for good. */
  readonly tables?: readonly StoredTable[];
  /** Lets time pass: called before each request, with whatever the clock says, to move builds and schedules on. */
  readonly advance?: (sandbox: SandboxState, clock: Clock) => void;
}

/** Shapes that are new, and what becomes of those that there are. */
export interface NewerShapes {
  readonly added: Readonly<Record<string, Shape>>;
  readonly changed: (name: string, shape: Shape) => Shape;
}

export type OperationHandler = (
  input: WireStructure,
  context: RequestContext,
) => WireStructure | Promise<WireStructure>;

/** Where a request was made: the account of its access key and the region of its signature. */
export interface Place {
  readonly account: string;
  readonly region: string;
}

/** Who a request comes from, as GetCallerIdentity tells it. */
export interface Caller {
  readonly accessKeyId: string;
  /** `arn:aws:sts::123456789012:assumed-role/Deploy/session`. */
  readonly arn: string;
  readonly userId: string;
}

export interface RequestContext extends Place {
  readonly partition: string;
  /** Who signed the request; absent where nobody did. */
  readonly caller?: Caller;
  readonly requestId: string;
  /** Milliseconds since 1970 on the sandbox's clock. */
  readonly now: number;
  readonly clock: Clock;
  readonly state: SandboxState;
  /** The records of one kind in this account and region. */
  table<Record>(name: string): Table<Record>;
}

/** All records of all accounts and regions. Tables are made when first asked for. */
export interface SandboxState {
  table<Record>(place: Place, name: string): Table<Record>;
  /** The places that have a table of this name. */
  places(name: string): readonly Place[];
  /** The names of the tables that hold anything. */
  tableNames(): readonly string[];
  /** Ids as AWS makes them, the same sequence for the same seed: `identifier('ami-', 17)` -> `ami-0f3a...`. */
  identifier(prefix: string, hexDigits: number): string;
  uuid(): string;
  reset(): void;
}

/** A map that a durable store can stand behind: a record changes by `set`, never in place. */
export interface Table<Record> {
  get(key: string): Record | undefined;
  set(key: string, record: Record): void;
  delete(key: string): boolean;
  has(key: string): boolean;
  values(): IterableIterator<Record>;
  /**
   * The entries beyond a position, in the order in which they were first set (which is the order of `values`, also after a restart): a page of a long
   * list ends where it is full. Absent where a store cannot.
   */
  entries?(after: number): IterableIterator<TableEntry<Record>>;
  readonly size: number;
  /** Another number after each change: whoever has gone through all records need not again while it is the same. */
  readonly changes: number;
}

export interface TableEntry<Record> {
  /** Above 0, greater for what was set later, never used again. */
  readonly position: number;
  readonly record: Record;
}

export type ClockMode = 'real' | 'short' | 'fast' | 'instant';

export interface Clock {
  readonly mode: ClockMode;
  now(): number;
  /**
   * The machine's time and what the clock was set ahead, in milliseconds since 1970: by it keys expire, for an hour is an hour
   * on every clock.
   */
  wall(): number;
  /** How long, in milliseconds of this clock, a process takes that lasts `milliseconds` on AWS. */
  lasting(milliseconds: number): number;
  /** How much of a process that lasts `milliseconds` on AWS is over when it began at `start`: 0 to 1; always 1 on the instant clock. */
  progress(start: number, milliseconds: number): number;
}

/** The CloudFormation handlers of one type, over the service's own state. Properties are the type's, by its schema's names. */
export interface ResourceHandler {
  create(properties: ResourceProperties, context: RequestContext): ResourceStep;
  /** Undefined when there is none. */
  read(identifier: string, context: RequestContext): ResourceProperties | undefined;
  update?(
    identifier: string,
    properties: ResourceProperties,
    previous: ResourceProperties,
    context: RequestContext,
  ): ResourceStep;
  delete(identifier: string, context: RequestContext): ResourceStep;
  /** How a request stands whose last step was `IN_PROGRESS`; needed where one of the others answers that. */
  continue?(waiting: WaitingStep, context: RequestContext): ResourceStep;
  /** What the type's list handler returns: often identifiers only. `model` is the ResourceModel of the request. */
  list(model: ResourceProperties, context: RequestContext): readonly ResourceProperties[];
  /** The tags of a resource that only the service's own API shows; undefined where there is no such resource. */
  tagged?(identifier: string, context: RequestContext): Tagged | undefined;
}

export type ResourceProperties = WireStructure;

/**
 * How a handler stands: it has ended (`SUCCESS`), failed with a HandlerErrorCode, or goes on until `continue` says
 * otherwise. Plain data, which outlives the process.
 */
export type ResourceStep =
  | { readonly status: 'SUCCESS'; readonly identifier: string }
  | { readonly status: 'FAILED'; readonly errorCode: string; readonly message: string; readonly identifier?: string }
  | {
      readonly status: 'IN_PROGRESS';
      readonly identifier?: string;
      /** What the handler wants to know when it is asked again. */
      readonly progress?: WireStructure;
    };

/** A request that a handler has not finished. */
export interface WaitingStep {
  readonly operation: 'CREATE' | 'UPDATE' | 'DELETE';
  readonly identifier?: string;
  readonly progress: WireStructure;
  /** The desired properties of a create or an update. */
  readonly properties?: WireStructure;
}

/** What an operation throws to answer an error, in whatever form the request's protocol gives it. */
export class SandboxFault extends Error {
  override readonly name = 'SandboxFault';
  readonly code: string;
  /** The HTTP status; the model's, or 400, unless given. */
  readonly status: number | undefined;
  /** Further members of a modelled error. */
  readonly members: WireStructure;
  /** Headers that no model tells of. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    code: string,
    message: string,
    status?: number,
    members: WireStructure = {},
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.code = code;
    this.status = status;
    this.members = members;
    this.headers = headers;
  }
}
