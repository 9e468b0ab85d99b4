import { isStructure } from '../../../aws/protocols/structure-values.ts';
import type { WireStructure, WireValue } from '../../../aws/service-model.ts';
import { SkyqlError } from '../../../errors/skyql-error.ts';
import { delay } from '../../abort.ts';
import type { ChangeResult } from '../../change.ts';
import type { CallContext, CallScope, ProgressEvent } from '../../provider.ts';
import type { AwsApi } from '../aws-api.ts';
import { cloudControlCall } from './request.ts';

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

/**
 * Follows a request until AWS has ended it, telling each new state. Throws `INTERRUPTED`, naming the token, when the
 * waiting is stopped: AWS goes on.
 */
export async function followRequest(
  first: ProgressEvent & { readonly retryAfter?: number },
  { api, scope, context, wait = delay, now = Date.now }: FollowOptions,
): Promise<ChangeResult> {
  let event = first;
  let pause = firstPause;
  context.onProgress?.(withoutRetry(event));
  try {
    while (!isOver(event)) {
      const asked = event.retryAfter === undefined ? 0 : event.retryAfter - now();
      await wait(Math.min(longestPause, Math.max(pause, asked)), context.signal);
      pause = Math.min(longestPause, pause * 1.6);
      const next = await requestStatus(api, event, scope, context);
      if (next.status !== event.status || next.message !== event.message) context.onProgress?.(withoutRetry(next));
      event = next;
    }
  } catch (error) {
    throw error instanceof SkyqlError && error.code === 'INTERRUPTED' && event.requestToken
      ? leftAlone(event, scope)
      : error;
  }
  return resultOf(event);
}

async function requestStatus(
  api: AwsApi,
  event: ProgressEvent,
  scope: CallScope,
  context: CallContext,
): Promise<ReturnType<typeof progressOf>> {
  const input = { RequestToken: event.requestToken };
  const { output } = await api.call(cloudControlCall('GetResourceRequestStatus', input, scope), context);
  const next = progressOf(output.ProgressEvent, event.operation);
  return {
    ...next,
    identifier: next.identifier ?? event.identifier,
    requestToken: next.requestToken ?? event.requestToken,
  };
}

export function progressOf(
  value: WireValue | undefined,
  operation: ProgressEvent['operation'],
): ProgressEvent & { readonly retryAfter?: number } {
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
export function resultOf({ status, identifier, errorCode, message, requestToken }: ProgressEvent): ChangeResult {
  const ended =
    status === 'CANCEL_COMPLETE' ? 'CANCELLED' : status === 'SUCCESS' || status === 'FAILED' ? status : 'IN_PROGRESS';
  return {
    status: ended,
    ...(identifier !== undefined && { identifier }),
    ...(errorCode !== undefined && { errorCode }),
    ...(message !== undefined && { message }),
    ...(requestToken !== undefined && { requestToken }),
  };
}

function withoutRetry({
  operation,
  status,
  identifier,
  requestToken,
  errorCode,
  message,
}: ProgressEvent): ProgressEvent {
  return { operation, status, identifier, requestToken, errorCode, message };
}

function leftAlone({ requestToken, operation }: ProgressEvent, scope: CallScope): SkyqlError {
  return new SkyqlError('INTERRUPTED', `The waiting was stopped; AWS goes on with the request ${requestToken}.`, {
    hint: `Look at it with: aws cloudcontrol get-resource-request-status --request-token ${requestToken} --region ${scope.region}`,
    scope: { connection: scope.connection, region: scope.region, service: 'cloudcontrol', operation },
  });
}
