import { ConnectionError } from '../../aws/http/connection-error.ts';
import type { WireStructure } from '../../aws/service-model.ts';
import { type ErrorScope, SkyqlError } from '../../errors/skyql-error.ts';
import { interrupted, throwIfAborted } from '../abort.ts';
import type { Permit } from '../limits/limiter.ts';
import type { CallContext, CallRecord } from '../provider.ts';
import { callError, connectionError, type FaultContext, type ServiceFault, systemCodeOf } from './call-error.ts';
import { isClockCode } from './clock-error.ts';
import { outcomeUnknown } from './outcome-unknown.ts';
import { backoff, isOverload, isRefusedForRate, isTemporary, isThrottling, mostAttempts, Patience } from './retry.ts';

/** What came back for one request. */
export type Answer =
  | (Received & { readonly kind: 'output'; readonly output: WireStructure })
  | (Received & {
      readonly kind: 'fault';
      readonly fault: ServiceFault;
      /** Milliseconds that AWS asks to wait. */
      readonly retryAfter: number;
      /** AWS's clock, in milliseconds since 1970. */
      readonly serverTime?: number;
      /** The region that the bucket of the request is in. */
      readonly bucketRegion?: string;
      /** It is not in AWS's own form: somebody between answered, and may have passed the request on before. */
      readonly isForeign?: boolean;
    })
  /** Not what the operation answers: whether it was carried out is not known. */
  | (Received & { readonly kind: 'unreadable'; readonly error: SkyqlError });

interface Received {
  readonly status: number;
  readonly requestId?: string;
  /** How long the body was. */
  readonly bytes?: number;
}

/** How many times a call is made at most whose answers cannot be read: what stands in the way most often stays there. */
const mostUnreadable = 3;

export interface RepeatedCall {
  /** Signs and sends the request once. Throws when no answer came. */
  readonly attempt: () => Promise<Answer>;
  /** How many times a call is made at most, throttled attempts apart; a call that is made once is not made again for those either. */
  readonly attempts?: number;
  /** Whether a call that may have been carried out can be made again: it only reads, or AWS knows it again. */
  readonly repeatable: boolean;
  /** Whether it changes something: what may have been done is then told as that. */
  readonly changes?: boolean;
  /** Waits until the call may be sent; again with the turn that it had. Throws `INTERRUPTED`. */
  readonly acquire: (signal: AbortSignal | undefined, turn: number | undefined) => Promise<Permit>;
  readonly endpoint: string;
  readonly scope: ErrorScope & Pick<CallRecord, 'connection' | 'region' | 'service' | 'operation'>;
  readonly fault: Omit<FaultContext, 'scope'>;
  /** Sets the clock that signs by AWS's. False when it was right already. */
  readonly correctClock: (serverTime: number) => boolean;
  /** Drops credentials that AWS says have expired. False when there are no others to be had. */
  readonly renewCredentials: () => boolean;
  /** Sends the next attempt to the region that a bucket is in. False when this one went there. */
  readonly redirect?: (region: string) => boolean;
  readonly context: CallContext;
  readonly wait: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  readonly random?: () => number;
  readonly now?: () => number;
  /** This machine's clock, in milliseconds since 1970. */
  readonly time?: () => number;
}

/**
 * Makes one call, again where that can help: throttled, AWS's own fault, a cut connection, an answer that is none, a wrong clock. A throttled attempt
 * was not carried out and counts for nothing: it waits for its turn as one that was never sent, and the limits alone say when.
 * What is not repeatable goes again only where AWS itself refused it or no byte of it was sent. A change that fails after an
 * attempt of which nobody knows what became of it fails as `OUTCOME_UNKNOWN`.
 */
export function callWithRetries(call: RepeatedCall): Promise<Extract<Answer, { kind: 'output' }>> {
  const outcome: Outcome = { isUncertain: false };
  return call.changes === true ? changing(call, outcome) : repeated(call, outcome);
}

async function changing(call: RepeatedCall, outcome: Outcome): Promise<Extract<Answer, { kind: 'output' }>> {
  try {
    return await repeated(call, outcome);
  } catch (error) {
    throw outcome.isUncertain && error instanceof SkyqlError ? outcomeUnknown(error, call.scope) : error;
  }
}

/** What became of a call's attempts so far. */
interface Outcome {
  /** Whether nobody knows of one of them whether it was carried out. */
  isUncertain: boolean;
}

const clock = () => performance.now();

async function repeated(call: RepeatedCall, outcome: Outcome): Promise<Extract<Answer, { kind: 'output' }>> {
  const { context, wait, attempts = mostAttempts, random = Math.random, now = clock } = call;
  let corrections: Set<string> | undefined;
  let patience: Patience | undefined;
  let turn: number | undefined;
  let failed = 0;
  let unreadable = 0;
  let idle = now();
  for (let attempt = 1; ; attempt += 1) {
    // Not a function of its own, as what else is awaited of every call: each takes more than all that is done in it.
    context.onQueue?.(1, call.scope.region);
    let permit: Permit;
    try {
      permit = await call.acquire(context.signal, turn);
    } finally {
      context.onQueue?.(-1, call.scope.region);
    }
    turn = permit.turn;
    const told = { attempt, waited: now() - idle, mayFail: failed + 1 < attempts };
    const answer = await attemptOnce(call, permit, told, outcome);
    if (answer?.kind === 'output') return answer;
    idle = now();
    if (answer === undefined) {
      failed += 1;
      await wait(backoff(failed, random), context.signal);
      continue;
    }
    if (answer.kind === 'unreadable') {
      failed += 1;
      unreadable += 1;
      if (!call.repeatable || failed >= attempts || unreadable >= mostUnreadable) throw answer.error;
      await wait(backoff(failed, random), context.signal);
      continue;
    }
    // What somebody between says of a change is no reason to make it again.
    const isTrusted = answer.isForeign !== true || call.changes !== true;
    const correction = isTrusted ? correctionOf(answer, call) : undefined;
    corrections ??= new Set();
    if (correction && !corrections.has(correction.name) && correction.apply()) {
      corrections.add(correction.name);
      continue;
    }
    patience ??= new Patience();
    const throttled = isThrottling(answer.fault);
    if (!throttled) failed += 1;
    const isSafe = call.repeatable || (throttled && isTrusted && !isUncertain(answer));
    const mayHelp = throttled
      ? attempts > 1 && patience.lasts(permit.time)
      : isTemporary(answer.fault) && failed < attempts;
    if (!(mayHelp && isSafe)) {
      const { serverTime: there, requestId } = answer;
      throw callError(answer.fault, {
        ...call.fault,
        scope: { ...call.scope, requestId },
        ...(there !== undefined && { clocks: { here: (call.time ?? Date.now)(), there } }),
      });
    }
    const pause = throttled && permit.adapts ? 0 : backoff(throttled ? patience.throttled : failed, random);
    await wait(Math.max(pause, answer.retryAfter), context.signal);
  }
}

/** A call's record while it is made. What is added to a spread, V8 looks for a place for each time anew. */
type Recorded = { -readonly [Member in keyof CallRecord]: CallRecord[Member] };

/** One attempt; undefined when the connection failed in a way that another attempt may not. */
async function attemptOnce(
  call: RepeatedCall,
  permit: Permit,
  { attempt, waited, mayFail }: { readonly attempt: number; readonly waited: number; readonly mayFail: boolean },
  outcome: Outcome,
): Promise<Answer | undefined> {
  const { context, scope, now = clock } = call;
  const { connection, region, service, operation } = scope;
  const started = now();
  const recordOf = (status: number, bytes: number): Recorded => {
    const milliseconds = now() - started;
    return { connection, region, service, operation, attempt, waited, status, milliseconds, bytes };
  };
  let throttled = false;
  let isSent = false;
  try {
    throwIfAborted(context.signal);
    isSent = true;
    const answer = await call.attempt();
    if (isUncertain(answer)) outcome.isUncertain = true;
    throttled = answer.kind === 'fault' && (isThrottling(answer.fault) || isOverload(answer.fault));
    const { status, bytes = 0, requestId } = answer;
    const error = errorCodeOf(answer);
    const record = recordOf(status, bytes);
    if (requestId !== undefined) record.requestId = requestId;
    if (error !== undefined) record.error = error;
    if (throttled) record.throttled = true;
    context.onCall?.(record);
    return answer;
  } catch (error) {
    if (isSent && !(error instanceof ConnectionError && !error.mayHaveArrived)) outcome.isUncertain = true;
    if (context.signal?.aborted) throw interrupted();
    if (!(error instanceof ConnectionError)) throw error;
    const code = systemCodeOf(error) ?? error.kind;
    context.onCall?.({ ...recordOf(0, 0), error: code });
    if (isPassing(error, call.repeatable) && mayFail) return undefined;
    throw connectionError(error, call.endpoint, scope);
  } finally {
    permit.release(throttled);
  }
}

function errorCodeOf(answer: Answer): string | undefined {
  if (answer.kind === 'output') return undefined;
  return answer.kind === 'fault' ? answer.fault.code : answer.error.code;
}

/** A name that is not known, a refused connection and a bad certificate stay as they are; the rest may pass. */
function isPassing(error: ConnectionError, repeatable: boolean): boolean {
  if (systemCodeOf(error) === 'EAI_AGAIN') return true;
  return (repeatable || !error.mayHaveArrived) && (error.kind === 'reset' || error.kind === 'timeout');
}

/** Whether an answer leaves open what became of the call. What AWS refuses by a code of its own was not carried out. */
function isUncertain(answer: Answer): boolean {
  if (answer.kind !== 'fault') return answer.kind === 'unreadable';
  return answer.isForeign === true || (isTemporary(answer.fault) && !isRefusedForRate(answer.fault));
}

function correctionOf(
  answer: Extract<Answer, { kind: 'fault' }>,
  call: RepeatedCall,
): { readonly name: string; readonly apply: () => boolean } | undefined {
  const { code, message } = answer.fault;
  const { serverTime, bucketRegion } = answer;
  // EC2 calls a wrong clock AuthFailure as it does a wrong key; the clock is set only where it is wrong.
  const isSkew = code === 'AuthFailure' || isClockCode(code, message);
  if (isSkew && serverTime !== undefined) return { name: 'clock', apply: () => call.correctClock(serverTime) };
  if (bucketRegion !== undefined) return { name: 'region', apply: () => call.redirect?.(bucketRegion) ?? false };
  if (/^ExpiredToken(Exception)?$/.test(code)) return { name: 'credentials', apply: call.renewCredentials };
  return undefined;
}
