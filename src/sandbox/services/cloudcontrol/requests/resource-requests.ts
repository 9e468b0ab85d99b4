import type { WireStructure } from '../../../../aws/service-model.ts';
import { stepOf } from '../../../kit/step-of.ts';
import {
  type RequestContext,
  type ResourceStep,
  SandboxFault,
  type Table,
  type WaitingStep,
} from '../../../service.ts';
import {
  cancelMilliseconds,
  operationInProgress,
  requestMilliseconds,
  retryAfterMilliseconds,
} from '../assumptions.ts';
import type { ResourceType, ResourceTypes } from '../resources/resource-types.ts';

export type RequestOperation = WaitingStep['operation'];
export type RequestStatus = 'IN_PROGRESS' | 'SUCCESS' | 'FAILED' | 'CANCEL_IN_PROGRESS' | 'CANCEL_COMPLETE';

/** A request to change a resource, which Cloud Control carries out after it has answered. */
export interface ResourceRequest {
  readonly token: string;
  readonly typeName: string;
  /** Requests that failed on an unknown type have none. */
  readonly operation?: RequestOperation;
  readonly status: RequestStatus;
  readonly identifier?: string;
  readonly startedAt: number;
  readonly eventTime: number;
  readonly step: ResourceStep;
  /** What an update makes of the resource; told while it is in progress alone. */
  readonly resourceModel?: string;
  readonly statusMessage?: string;
  readonly errorCode?: string;
  /** What a create or an update asks for, as long as its handler may want to see it again. */
  readonly properties?: WireStructure;
}

const dayMilliseconds = 86_400_000;
/** https://docs.aws.amazon.com/cloudcontrolapi/latest/userguide/resource-operations-manage-requests.html */
const requestsKept = 7 * dayMilliseconds;
const clientTokensKept = 1.5 * dayMilliseconds;

export function requestTable(context: RequestContext): Table<ResourceRequest> {
  return context.table('cloudcontrol/requests');
}

/** The tokens of the requests that have not ended, so that settling costs nothing when there are none. */
function activeTokens(context: RequestContext): Table<string> {
  return context.table('cloudcontrol/active-requests');
}

/** Brings every request of this account and region up to the clock, and forgets those that AWS no longer keeps. */
export async function settleRequests(types: ResourceTypes, context: RequestContext): Promise<void> {
  forgetOldRequests(context);
  for (const token of [...activeTokens(context).values()]) {
    const request = requestTable(context).get(token);
    if (request === undefined) activeTokens(context).delete(token);
    else await settleOrBreak(request, types, context);
  }
}

function forgetOldRequests(context: RequestContext): void {
  const isKept = (since: number, kept: number) => context.now - since <= kept;
  const old = takeFirst(
    requestTable(context),
    (request) => isKept(request.startedAt, requestsKept),
    (request) => request.token,
  );
  for (const token of old) activeTokens(context).delete(token);
  takeFirst(
    clientTokens(context),
    (used) => isKept(used.at, clientTokensKept),
    (used) => used.clientToken,
  );
}

/** Takes records out of a table, which is in the order in which they were made, up to the first that is kept. Answers their keys. */
function takeFirst<Record>(
  table: Table<Record>,
  isKept: (record: Record) => boolean,
  keyOf: (record: Record) => string,
): readonly string[] {
  const old: string[] = [];
  for (const record of table.values()) {
    if (isKept(record)) break;
    old.push(keyOf(record));
  }
  for (const key of old) table.delete(key);
  return old;
}

function keep(request: ResourceRequest, context: RequestContext): void {
  requestTable(context).set(request.token, request);
  if (!isActive(request)) activeTokens(context).delete(request.token);
}

/** Records an accepted request. Throws when another one is at work on the resource. */
export function startRequest(
  request: Omit<ResourceRequest, 'token' | 'status' | 'startedAt' | 'eventTime' | 'step'>,
  clientToken: string | undefined,
  act: () => ResourceStep,
  context: RequestContext,
): ResourceRequest {
  refuseSecondOperation(request.typeName, request.identifier, context);
  const { properties, ...told } = request;
  const step = stepOf(act);
  const started: ResourceRequest = {
    ...told,
    token: context.state.uuid(),
    status: 'IN_PROGRESS',
    startedAt: context.now,
    eventTime: context.now,
    step,
    ...(step.status === 'IN_PROGRESS' && properties !== undefined ? { properties } : {}),
  };
  keep(started, context);
  activeTokens(context).set(started.token, started.token);
  if (clientToken !== undefined) {
    const used = { clientToken, request: started.token, at: context.now };
    // Set anew it is the youngest: the table is in the order in which the tokens were used.
    clientTokens(context).delete(clientToken);
    clientTokens(context).set(clientToken, used);
  }
  return started;
}

/** A client token serves one request, whatever the second one asks for. */
export function refuseUsedClientToken(clientToken: string | undefined, context: RequestContext): void {
  const used = clientToken === undefined ? undefined : clientTokens(context).get(clientToken);
  if (used === undefined || context.now - used.at > clientTokensKept) return;
  throw new SandboxFault(
    'ClientTokenConflictException',
    `ClientToken ${clientToken} is already associated with an existing operation with RequestToken ${used.request}`,
  );
}

/** AWS lists these requests too, as failed ones that have no operation. */
export function recordUnknownType(typeName: string, errorCode: string, message: string, context: RequestContext): void {
  const token = context.state.uuid();
  const step: ResourceStep = { status: 'FAILED', errorCode, message };
  requestTable(context).set(token, {
    token,
    typeName,
    status: 'FAILED',
    startedAt: context.now,
    eventTime: context.now,
    step,
    statusMessage: message,
    errorCode,
  });
}

export function isActive(request: ResourceRequest): boolean {
  return request.status === 'IN_PROGRESS' || request.status === 'CANCEL_IN_PROGRESS';
}

/** The ProgressEvent of a request. */
export function progressEvent(request: ResourceRequest): WireStructure {
  return {
    TypeName: request.typeName,
    Identifier: request.identifier,
    RequestToken: request.token,
    Operation: request.operation,
    OperationStatus: request.status,
    EventTime: new Date(request.eventTime).toISOString(),
    ResourceModel: isActive(request) ? request.resourceModel : undefined,
    StatusMessage: request.statusMessage,
    ErrorCode: request.errorCode,
  };
}

/** As ListResourceRequests shows it: only there does a request in progress say when to ask again. */
export function requestSummary(request: ResourceRequest, context: RequestContext): WireStructure {
  const event = progressEvent(request);
  if (request.status !== 'IN_PROGRESS') return event;
  return { ...event, RetryAfter: new Date(context.now + retryAfterMilliseconds).toISOString() };
}

function settled(request: ResourceRequest, type: ResourceType, context: RequestContext): ResourceRequest {
  if (request.status === 'CANCEL_IN_PROGRESS') {
    const over = context.clock.progress(request.eventTime, cancelMilliseconds) >= 1;
    return over ? { ...request, status: 'CANCEL_COMPLETE', eventTime: context.now } : request;
  }
  const { step: before } = request;
  const step = before.status === 'IN_PROGRESS' ? nextStep(request, before, type, context) : before;
  const now = { ...request, step, identifier: step.identifier ?? request.identifier };
  if (step.status === 'IN_PROGRESS' || context.clock.progress(request.startedAt, requestMilliseconds) < 1) return now;
  const { properties: _, resourceModel: __, ...kept } = now;
  const ended = { ...kept, eventTime: context.now };
  if (step.status === 'FAILED') {
    return { ...ended, status: 'FAILED', errorCode: step.errorCode, statusMessage: step.message };
  }
  return { ...ended, status: 'SUCCESS' };
}

function nextStep(
  { operation = 'CREATE', identifier, properties }: ResourceRequest,
  { identifier: known = identifier, progress = {} }: Extract<ResourceStep, { readonly status: 'IN_PROGRESS' }>,
  { schema, handler }: ResourceType,
  context: RequestContext,
): ResourceStep {
  return stepOf(() => {
    const next = handler.continue?.({ operation, identifier: known, progress, properties }, context);
    if (next === undefined) throw new Error(`The handler of ${schema.typeName} waits and cannot go on.`);
    return next;
  });
}

/** A handler that breaks down ends its request; the breakdown itself goes on to whoever reports it, once. */
async function settleOrBreak(request: ResourceRequest, types: ResourceTypes, context: RequestContext): Promise<void> {
  try {
    const type = await types(request.typeName, actions[request.operation ?? 'CREATE']);
    keep(settled(request, type, context), context);
  } catch (error) {
    const step: ResourceStep = { status: 'FAILED', errorCode: 'InternalFailure', message: 'Internal failure' };
    const broken = { step, statusMessage: step.message, errorCode: step.errorCode, eventTime: context.now };
    keep({ ...request, ...broken, status: 'FAILED' }, context);
    // A type that is gone, with the schema archive that had it, is no defect.
    if (!(error instanceof SandboxFault)) throw error;
  }
}

const actions = { CREATE: 'create', UPDATE: 'update', DELETE: 'delete' } as const;

function refuseSecondOperation(typeName: string, identifier: string | undefined, context: RequestContext): void {
  if (identifier === undefined) return;
  for (const token of activeTokens(context).values()) {
    const other = requestTable(context).get(token);
    if (other !== undefined && isActive(other) && other.typeName === typeName && other.identifier === identifier) {
      throw new SandboxFault('ConcurrentOperationException', operationInProgress(typeName, identifier));
    }
  }
}

interface UsedClientToken {
  readonly clientToken: string;
  readonly request: string;
  readonly at: number;
}

function clientTokens(context: RequestContext): Table<UsedClientToken> {
  return context.table('cloudcontrol/client-tokens');
}
