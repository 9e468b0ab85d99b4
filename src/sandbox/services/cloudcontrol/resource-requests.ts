import type { WireStructure } from '../../../aws/service-model.ts';
import { type RequestContext, type ResourceStep, SandboxFault, type Table } from '../../service.ts';
import { cancelMilliseconds, operationInProgress, requestMilliseconds, retryAfterMilliseconds } from './assumptions.ts';
import { handlerErrorCode } from './handler-error.ts';

export type RequestOperation = 'CREATE' | 'UPDATE' | 'DELETE';
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
  readonly resourceModel?: string;
  readonly statusMessage?: string;
  readonly errorCode?: string;
  /** What the resource is, once the request has succeeded: the JSON text of its properties. */
  readonly describe?: (identifier: string, context: RequestContext) => string | undefined;
}

const dayMilliseconds = 86_400_000;
/** https://docs.aws.amazon.com/cloudcontrolapi/latest/userguide/resource-operations-manage-requests.html */
const requestsKept = 7 * dayMilliseconds;
const clientTokensKept = 1.5 * dayMilliseconds;

export function requestTable(context: RequestContext): Table<ResourceRequest> {
  return context.table('cloudcontrol/requests');
}

/** Brings every request of this account and region up to the clock, and forgets those that AWS no longer keeps. */
export function settleRequests(context: RequestContext): void {
  const table = requestTable(context);
  for (const request of [...table.values()]) {
    if (context.now - request.startedAt > requestsKept) table.delete(request.token);
    else if (isActive(request)) table.set(request.token, settledOrBroken(request, context));
  }
}

/** Records an accepted request. Throws when another one is at work on the resource. */
export function startRequest(
  request: Omit<ResourceRequest, 'token' | 'status' | 'startedAt' | 'eventTime' | 'step'>,
  clientToken: string | undefined,
  act: () => ResourceStep,
  context: RequestContext,
): ResourceRequest {
  refuseSecondOperation(request.typeName, request.identifier, context);
  const started: ResourceRequest = {
    ...request,
    token: context.state.uuid(),
    status: 'IN_PROGRESS',
    startedAt: context.now,
    eventTime: context.now,
    step: stepOf(act),
  };
  requestTable(context).set(started.token, started);
  if (clientToken !== undefined) clientTokens(context).set(clientToken, { request: started.token, at: context.now });
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
    ResourceModel: request.resourceModel,
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

function settled(request: ResourceRequest, context: RequestContext): ResourceRequest {
  if (request.status === 'CANCEL_IN_PROGRESS') {
    const over = context.clock.progress(request.eventTime, cancelMilliseconds) >= 1;
    return over ? { ...request, status: 'CANCEL_COMPLETE', eventTime: context.now } : request;
  }
  const { step: before } = request;
  const step = before.status === 'IN_PROGRESS' ? stepOf(() => before.poll(context)) : before;
  const now = { ...request, step, identifier: step.identifier ?? request.identifier };
  if (step.status === 'IN_PROGRESS' || context.clock.progress(request.startedAt, requestMilliseconds) < 1) return now;
  const ended = { ...now, eventTime: context.now, resourceModel: undefined };
  if (step.status === 'FAILED') {
    return { ...ended, status: 'FAILED', errorCode: step.errorCode, statusMessage: step.message };
  }
  return { ...ended, status: 'SUCCESS', resourceModel: request.describe?.(step.identifier, context) };
}

/** A handler that breaks down ends its request; the breakdown itself goes on to whoever reports it, once. */
function settledOrBroken(request: ResourceRequest, context: RequestContext): ResourceRequest {
  try {
    return settled(request, context);
  } catch (error) {
    const step: ResourceStep = { status: 'FAILED', errorCode: 'InternalFailure', message: 'Internal failure' };
    const broken = { step, statusMessage: step.message, errorCode: step.errorCode, eventTime: context.now };
    requestTable(context).set(request.token, { ...request, ...broken, status: 'FAILED' });
    throw error;
  }
}

function refuseSecondOperation(typeName: string, identifier: string | undefined, context: RequestContext): void {
  if (identifier === undefined) return;
  for (const other of requestTable(context).values()) {
    if (isActive(other) && other.typeName === typeName && other.identifier === identifier) {
      throw new SandboxFault('ConcurrentOperationException', operationInProgress(typeName, identifier));
    }
  }
}

/** What the service refuses is a failed request here: Cloud Control has answered already. */
function stepOf(act: () => ResourceStep): ResourceStep {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof SandboxFault)) throw error;
    return { status: 'FAILED', errorCode: handlerErrorCode(error), message: error.message };
  }
}

function clientTokens(context: RequestContext): Table<{ readonly request: string; readonly at: number }> {
  return context.table('cloudcontrol/client-tokens');
}
