import { isStructure } from '../../../aws/protocols/structure-values.ts';
import type { WireStructure, WireValue } from '../../../aws/service-model.ts';
import { SkyqlError } from '../../../errors/skyql-error.ts';
import { delay } from '../../abort.ts';
import type { ChangeResult } from '../../change.ts';
import type { CallContext, CallScope, ProgressEvent } from '../../provider.ts';
import type { AwsApi } from '../aws-api.ts';
import { lookUpRequest } from '../changes/look-up-statement.ts';
import { unknownResult } from '../refused.ts';
import { cloudControlCall, service } from './request.ts';

/** Milliseconds before the first look at a request; most changes of small things are done by then. */
const firstPause = 100;
/** Cloud Control's own waiter looks every 5 seconds. */
const longestPause = 5000;

export type Wait = (milliseconds: number, signal?: AbortSignal) => Promise<void>;

export interface FollowOptions {
  readonly api: AwsApi;
  readonly scope: CallScope;
  readonly context: CallContext;
  readonly wait?: Wait;
  readonly now?: () => number;
}

/** So many milliseconds AWS may say nothing of a request that it has accepted before nobody waits any more. */
const longestSilence = 120_000;

/**
 * Follows a request until AWS has ended it, telling each new state. What fails meanwhile says nothing of the request: AWS is
 * asked again. When it says nothing for long, or the waiting is stopped, the result is UNKNOWN, with the token: AWS goes on.
 */
export async function followRequest(
  first: AcceptedRequest,
  { api, scope, context, wait = delay, now = Date.now }: FollowOptions,
): Promise<ChangeResult> {
  let event = first;
  let pause = firstPause;
  let silence = 0;
  let heard = now();
  context.onProgress?.(told(event, scope));
  while (!isOver(event)) {
    const asked = event.retryAfter === undefined ? 0 : event.retryAfter - now();
    const waited = Math.min(longestPause, Math.max(pause, asked));
    pause = Math.min(longestPause, pause * 1.6);
    try {
      await wait(waited, context.signal);
      const next = await requestStatus(event, { api, scope, context });
      if (next.status !== event.status || next.message !== event.message) context.onProgress?.(told(next, scope));
      event = next;
      silence = 0;
      heard = now();
    } catch (error) {
      if (!(error instanceof SkyqlError)) throw error;
      silence += waited;
      if (!mayPass(error) || Math.max(silence, now() - heard) >= longestSilence) return leftAlone(event, error, scope);
    }
  }
  return resultOf(event);
}

/** Whether AWS may tell it when it is asked again: it may not know a request yet that it has just accepted. */
function mayPass({ code, retryable }: SkyqlError): boolean {
  return retryable || code === 'RESOURCE_NOT_FOUND' || code === 'AWS_ERROR';
}

/** How a request stands now. */
export async function requestStatus(
  event: AcceptedRequest,
  { api, scope, context }: Pick<FollowOptions, 'api' | 'scope' | 'context'>,
): Promise<AcceptedRequest> {
  const input = { RequestToken: event.requestToken };
  const { output } = await api.call(cloudControlCall('GetResourceRequestStatus', input, scope), context);
  const next = progressOf(output.ProgressEvent, event.operation);
  if (!isAccepted(next)) throw noProgress('GetResourceRequestStatus', scope);
  return { ...next, identifier: next.identifier ?? event.identifier };
}

/** A state of a request that AWS knows by a token. */
export type AcceptedRequest = ReturnType<typeof progressOf> & { readonly requestToken: string };

export function isAccepted(event: ReturnType<typeof progressOf>): event is AcceptedRequest {
  return event.requestToken !== undefined;
}

/** The error of an answer that should tell how a request stands. */
export function noProgress(operation: string, scope: CallScope): SkyqlError {
  return new SkyqlError('AWS_ERROR', `${service}:${operation} answered without saying how the request stands.`, {
    scope: { connection: scope.connection, region: scope.region, service, operation },
    retryable: true,
  });
}

export function progressOf(
  value: WireValue | undefined,
  operation: ProgressEvent['operation'],
): ProgressEvent & { readonly retryAfter?: number; readonly eventTime?: string } {
  const event: WireStructure = isStructure(value) ? value : {};
  const retryAfter = typeof event.RetryAfter === 'string' ? Date.parse(event.RetryAfter) : Number.NaN;
  return {
    operation,
    status: statusOf(event.OperationStatus),
    ...(typeof event.Identifier === 'string' && { identifier: event.Identifier }),
    ...(typeof event.RequestToken === 'string' && { requestToken: event.RequestToken }),
    ...(typeof event.ErrorCode === 'string' && { errorCode: event.ErrorCode }),
    ...(typeof event.StatusMessage === 'string' && { message: event.StatusMessage }),
    ...(Number.isFinite(retryAfter) && { retryAfter }),
    ...(typeof event.EventTime === 'string' && { eventTime: event.EventTime }),
  };
}

const statuses: readonly ProgressEvent['status'][] = [
  'PENDING',
  'IN_PROGRESS',
  'SUCCESS',
  'FAILED',
  'CANCEL_IN_PROGRESS',
  'CANCEL_COMPLETE',
];

function statusOf(value: WireValue | undefined): ProgressEvent['status'] {
  return statuses.find((status) => status === value) ?? 'IN_PROGRESS';
}

function isOver({ status }: ProgressEvent): boolean {
  return status === 'SUCCESS' || status === 'FAILED' || status === 'CANCEL_COMPLETE';
}

/** How a mutation stands after an event of its request. */
export function resultOf({
  status,
  identifier,
  errorCode,
  message,
  requestToken,
  eventTime,
}: ProgressEvent & { readonly eventTime?: string }): ChangeResult {
  const ended =
    status === 'CANCEL_COMPLETE' ? 'CANCELLED' : status === 'SUCCESS' || status === 'FAILED' ? status : 'IN_PROGRESS';
  return {
    status: ended,
    ...(identifier !== undefined && { identifier }),
    ...(errorCode !== undefined && { errorCode }),
    ...(message !== undefined && { message }),
    ...(requestToken !== undefined && { requestToken }),
    ...(eventTime !== undefined && { eventTime }),
  };
}

function told(
  { operation, status, identifier, requestToken, errorCode, message }: ProgressEvent,
  { region }: CallScope,
): ProgressEvent {
  return { operation, status, identifier, requestToken, region, errorCode, message };
}

function leftAlone({ requestToken, identifier }: AcceptedRequest, error: SkyqlError, scope: CallScope): ChangeResult {
  const why = error.code === 'INTERRUPTED' ? 'the waiting was stopped' : `AWS could not be asked. ${error.message}`;
  const told = new SkyqlError(
    'OUTCOME_UNKNOWN',
    `AWS has accepted the request ${requestToken}, and how it ended is not known: ${why}${/[.!?]$/.test(why) ? '' : '.'}`,
    { scope: { ...error.scope, connection: scope.connection, region: scope.region, service }, cause: error },
  );
  return unknownResult(told, { identifier, token: requestToken, lookUp: lookUpRequest(requestToken, scope) });
}
