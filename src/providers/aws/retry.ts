/** How many times a call is made before its error is the user's. */
export const mostAttempts = 6;

const throttlingCodes = new Set([
  'BandwidthLimitExceeded',
  'CallRateLimitExceededException',
  'EC2ThrottledException',
  'LimitExceededException.RateLimit',
  'PriorRequestNotComplete',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'SlowDown',
  'SlowDownRead',
  'SlowDownWrite',
  'Throttling',
  'ThrottledException',
  'ThrottlingException',
  'TooManyRequests',
  'TooManyRequestsException',
  'TransactionInProgressException',
]);

/** Whether AWS asks to be called less often; such a call was not carried out, so that it can always be made again. */
export function isThrottling(code: string, status: number): boolean {
  return (
    throttlingCodes.has(code) || status === 429 || (status === 503 && /unavailable|slow|throttl|limit/i.test(code))
  );
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
export function isTemporary(code: string, status: number): boolean {
  return status >= 500 || temporaryCodes.has(code);
}

/** Milliseconds until the next attempt: exponential with full jitter, never sooner than AWS asked for. */
export function backoff(attempt: number, throttled: boolean, random: () => number, retryAfter = 0): number {
  const base = throttled ? 500 : 100;
  const ceiling = Math.min(20_000, base * 2 ** (attempt - 1));
  return Math.max(retryAfter, random() * ceiling);
}

/** `Retry-After` in seconds or as a date (RFC 9110), as milliseconds from `now`; at most a minute. */
export function retryAfterOf(header: string | undefined, now: number): number {
  if (!header) return 0;
  const seconds = Number(header);
  const milliseconds = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - now;
  return Number.isFinite(milliseconds) ? Math.min(60_000, Math.max(0, milliseconds)) : 0;
}
