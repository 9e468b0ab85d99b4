import type { ServiceFault } from './call-error.ts';

/** How many times a call is made before its error is the user's; attempts that were throttled do not count. */
export const mostAttempts = 6;

type Told = Pick<ServiceFault, 'code' | 'message' | 'status'>;

/**
 * Codes that say that there were too many calls, as AWS's models and tools spell them, without `Exception`, `Error` or
 * `Fault` at the end.
 */
const throttlingCode =
  /throttl(e|ed|ing)|^TooManyRequests?$|^(Call|Request)?Rate(Limit)?(Exceeded|Error)?$|^(Request|Bandwidth|Client|Rate|CallRate)LimitExceeded$|^ProvisionedThroughputExceeded$|^SlowDown(Read|Write)?$|^PriorRequestNotComplete$|^TransactionInProgress$|^LimitExceeded(Exception)?\.RateLimit$/i;

/** What services say when their code is one of several meanings, such as LimitExceededException, or that of a handler of theirs. */
const throttlingMessage =
  /\brate exceeded\b|\b(rate|requests?|throttling) (rate |limit )*(was |is |has been )?exceeded\b|\bexceed(s|ed|ing)? the (request )?rate\b|\btoo many requests\b|\brequest(s)? (was|were|is|are) (being )?throttled\b|\b(reduce|slow down) your request rate\b|HandlerErrorCode: Throttling\b/i;

/** Codes of what was wrong in a request, or not allowed: their messages may speak of rates as of anything else. */
const requestCode = /Valid|Parameter|Malformed|Denied|Unauthorized|Forbidden|NotFound|NoSuch|AlreadyExists|Conflict/;

/** Codes that services send with the status of too many calls, and that mean too many of something that stays. */
const quotaCode = /Quota|TooMany(?!Requests?)|(Resource|Resources|Metadata)LimitExceeded/;

/** Whether AWS asks to be called less often. */
export function isThrottling(told: Told): boolean {
  const { code, message, status } = told;
  const name = nameOf(code);
  if (isRefusedForRate(told)) return true;
  if (quotaCode.test(name)) return false;
  return status === 429 || (!requestCode.test(name) && throttlingMessage.test(message));
}

/** Whether the code alone says that there were too many calls: AWS says so before it does anything, so that the call can be made again. */
export function isRefusedForRate({ code }: Pick<Told, 'code'>): boolean {
  return throttlingCode.test(nameOf(code));
}

/** Whether a service has too much to do. The call may have been carried out, and fewer of them may help. */
export function isOverload({ code, status }: Told): boolean {
  return status === 503 && /unavailable|slow|limit/i.test(code);
}

const temporaryCodes = new Set([
  'IDPCommunicationError',
  'InternalError',
  'InternalFailure',
  'InternalServerError',
  'RequestTimeout',
  'RequestTimeoutException',
  'ServiceUnavailable',
  'Unavailable',
]);

/** Whether the fault is AWS's and may pass. The call may have been carried out. */
export function isTemporary({ code, status }: Told): boolean {
  return status >= 500 || temporaryCodes.has(code);
}

/** `Client.RequestLimitExceeded` of EC2, `com.amazon.coral.availability#ThrottlingException`. */
function nameOf(code: string): string {
  return code.replace(/^.*#|^(Client|Server|Sender|Receiver)\./, '').replace(/(?<=\w)(Exception|Error|Fault)$/, '');
}

/**
 * How long a call that is throttled is made again: for two minutes at least, and not before it had sixty turns of its own.
 * An API that allows any calls at all has let one through by then.
 */
export class Patience {
  #throttled = 0;
  #since: number | undefined;

  /** How many times it was throttled. */
  get throttled(): number {
    return this.#throttled;
  }

  /** The call was throttled: whether it is made once more. */
  lasts(now: number): boolean {
    this.#throttled += 1;
    this.#since ??= now;
    return this.#throttled < 60 || now - this.#since < 120_000;
  }
}

/** Milliseconds until the next attempt: exponential with full jitter. */
export function backoff(attempt: number, random: () => number): number {
  return random() * Math.min(20_000, 100 * 2 ** (attempt - 1));
}

/** `Retry-After` in seconds or as a date (RFC 9110), as milliseconds from `now`; at most a minute. */
export function retryAfterOf(header: string | undefined, now: number): number {
  if (!header) return 0;
  const seconds = Number(header);
  const milliseconds = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - now;
  return Number.isFinite(milliseconds) ? Math.min(60_000, Math.max(0, milliseconds)) : 0;
}
