import { randomUUID } from 'node:crypto';
import type { HttpRequest, Protocol } from '../../aws/protocols/protocol.ts';
import type { ServiceModel, WireStructure } from '../../aws/service-model.ts';
import type { RequestClaim } from '../../aws/signing/request-claim.ts';
import type { FrontDoorFaults } from '../dialect.ts';
import type { Content } from '../kit/content.ts';
import type { Caller, Clock, OperationHandler, SandboxFault, SandboxService, SandboxState } from '../service.ts';
import type { ListedKey } from '../state/access-keys.ts';
import type { InTurn } from '../state/turns.ts';
import type { Controls } from './control-routes.ts';
import type { StrikingFaults } from './faults.ts';
import type { LoggedRequest, RequestLog } from './request-log.ts';
import type { SandboxRequest, SandboxResponse } from './sandbox-request.ts';
import type { Upload } from './upload.ts';

/** What the sandbox answers requests with. */
export interface SandboxParts {
  readonly services: readonly SandboxService[];
  readonly state: SandboxState;
  readonly clock: Clock;
  readonly faults: StrikingFaults;
  readonly log: RequestLog;
  readonly auth: 'verify' | 'off';
  readonly credentials: readonly ListedKey[];
  /** Names under which clients reach it, besides this machine's own and AWS's. */
  readonly hosts: readonly string[];
  /** What the sandbox's own routes act on. */
  readonly controls: Controls;
  /** One request's work at a time; answers when what it changed is kept. */
  readonly inTurn: InTurn;
  readonly onError: ((error: unknown, request: LoggedRequest) => void) | undefined;
}

/** The service that a request is for, with how it speaks. */
export interface FoundService {
  readonly service: SandboxService;
  readonly model: ServiceModel;
  readonly protocol: Protocol;
  readonly faults: FrontDoorFaults;
}

/** The account that a request is made in, and by whom. */
export interface AuthenticatedCaller {
  readonly account: string;
  readonly caller?: Caller;
}

/** A request on its way through the steps. Each of them adds what it finds out, and those after it go on from there. */
export interface Exchange {
  readonly sandbox: SandboxParts;
  readonly request: SandboxRequest;
  readonly requestId: string;
  /** ISO 8601, by the machine's clock. */
  readonly time: string;
  /** When it began, by `performance.now()`. */
  readonly began: number;
  /** Answered by one of the sandbox's own routes, which are no part of the log. */
  isOwnRoute: boolean;
  /** The request as protocols read it: from the claim on, with the path and the query that are signed. A service's own step may put another one here. */
  http: HttpRequest;
  /** The body of an upload, where a service's own step has found that it is one. */
  upload: Upload | undefined;
  claim: RequestClaim | undefined;
  found: FoundService | undefined;
  /** Undefined also where the service has no operation that the request asks for. */
  operation: string | undefined;
  caller: AuthenticatedCaller | undefined;
  handler: OperationHandler | undefined;
  input: WireStructure | undefined;
  /** What the request has that the model has not. */
  unknownMembers: readonly string[] | undefined;
  output: WireStructure | undefined;
  /** Bytes that are the output's payload, and too large for a member of it. */
  content: Content | undefined;
  /** What a step has thrown. */
  error: unknown;
  /** The error that is answered. */
  fault: SandboxFault | undefined;
  /** What went wrong in the sandbox itself. */
  defect: unknown;
  response: SandboxResponse | undefined;
}

export function createExchange(request: SandboxRequest, sandbox: SandboxParts): Exchange {
  const { method, rawPath, headers, body } = request;
  // All members from the beginning: objects of one shape are read faster.
  return {
    sandbox,
    request,
    requestId: randomUUID(),
    time: new Date().toISOString(),
    began: performance.now(),
    isOwnRoute: false,
    http: { method, path: rawPath, query: [], headers, body },
    upload: undefined,
    claim: undefined,
    found: undefined,
    operation: undefined,
    caller: undefined,
    handler: undefined,
    input: undefined,
    unknownMembers: undefined,
    output: undefined,
    content: undefined,
    error: undefined,
    fault: undefined,
    defect: undefined,
    response: undefined,
  };
}

/** What an earlier step has found out. Throws where the steps stand in another order. */
export function known<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new Error(`No step has found out the ${what} yet.`);
  return value;
}
