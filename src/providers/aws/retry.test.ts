import { describe, expect, it } from 'vitest';
import { backoff, isOverload, isTemporary, isThrottling, Patience, retryAfterOf } from './retry.ts';

const told = (code: string, status: number, message = '') => ({ code, status, message });

describe('isThrottling', () => {
  it.each([
    ['Throttling', 400],
    ['ThrottlingException', 400],
    ['ThrottlingException', 500],
    ['ThrottlingError', 400],
    ['Throttled', 429],
    ['ThrottledException', 400],
    ['ThrottledClientException', 429],
    ['ThrottledRequestException', 429],
    ['RequestThrottled', 403],
    ['RequestThrottledException', 400],
    ['EC2ThrottledException', 502],
    ['EKSRequestThrottledException', 429],
    ['LambdaThrottledException', 429],
    ['KMSThrottling', 400],
    ['KMSThrottlingException', 400],
    ['KMSThrottlingFault', 400],
    ['KmsThrottled', 400],
    ['DependencyThrottle', 400],
    ['DependentServiceRequestThrottlingFault', 400],
    ['TooManyRequests', 400],
    ['TooManyRequestsException', 400],
    ['TooManyRequestException', 400],
    ['TooManyRequestsError', 400],
    ['RequestLimitExceeded', 503],
    ['Client.RequestLimitExceeded', 503],
    ['RequestLimitExceededException', 400],
    ['RateLimitExceeded', 400],
    ['RateLimitExceededException', 400],
    ['RateLimitError', 400],
    ['RateExceeded', 400],
    ['CallRateLimitExceededException', 400],
    ['ClientLimitExceededException', 400],
    ['BandwidthLimitExceeded', 509],
    ['ProvisionedThroughputExceededException', 400],
    ['com.amazon.coral.availability#ThrottlingException', 400],
    ['SlowDown', 503],
    ['SlowDownException', 400],
    ['SlowDownRead', 503],
    ['SlowDownWrite', 503],
    ['PriorRequestNotComplete', 400],
    ['TransactionInProgressException', 400],
    ['LimitExceededException.RateLimit', 400],
    ['Anything', 429],
    ['LimitExceededException', 429],
  ])('%s %i is', (code, status) => expect(isThrottling(told(code, status))).toBe(true));

  it.each([
    ['LimitExceededException', 400, 'Rate exceeded'],
    ['LimitExceededException', 400, 'Rate exceeded for stream s under account 111122223333.'],
    ['LimitExceededException', 400, 'Request limit exceeded'],
    ['LimitExceededException', 400, 'The request exceeded the rate limit. Retry after the specified time period.'],
    ['LimitExceededException', 400, "You've either sent too many requests or your input file is too long."],
    ['OperationAbortedException', 400, 'Too many requests, please try again.'],
    ['ServiceException', 500, 'Rate exceeded'],
    ['GeneralServiceException', 400, 'Request was throttled. Please slow down.'],
    ['ServiceUnavailable', 503, 'Please reduce your request rate.'],
    [
      'GeneralServiceException',
      400,
      'AWS::X::Y Handler returned status FAILED: Too fast (HandlerErrorCode: Throttling, RequestToken: t)',
    ],
  ])('%s %i is by its message: %s', (code, status, message) =>
    expect(isThrottling(told(code, status, message))).toBe(true),
  );

  it.each([
    ['ServiceQuotaExceededException', 402, 'too many'],
    ['ServiceQuotaExceededException', 429, 'You have too many sinks.'],
    ['ResourceLimitExceededException', 429, 'Limit of 5 exceeded'],
    ['ConcurrentResourcesLimitExceeded', 429, 'too many operations'],
    ['TooManyLabelsException', 429, ''],
    ['LimitExceededException', 400, 'Cannot exceed quota for PoliciesPerUser: 10'],
    ['LimitExceededException', 400, 'Maximum number of rules exceeded'],
    ['InternalFailure', 500, ''],
    ['ServiceUnavailable', 503, 'Service is unable to handle request.'],
    ['ValidationException', 400, 'The throttling rate exceeded what the stage allows'],
    ['InvalidParameterValue', 400, 'The rate limit exceeded is not a number'],
    ['AccessDeniedException', 403, 'The rate exceeded report may not be read'],
  ])('%s %i is not: %s', (code, status, message) => expect(isThrottling(told(code, status, message))).toBe(false));
});

describe('isOverload', () => {
  it('is a service that has too much to do', () => {
    expect(isOverload(told('ServiceUnavailable', 503))).toBe(true);
    expect(isOverload(told('InternalFailure', 500))).toBe(false);
  });
});

describe('isTemporary', () => {
  it('is what the server is to blame for', () => {
    expect(isTemporary(told('InternalFailure', 500))).toBe(true);
    expect(isTemporary(told('InternalError', 400))).toBe(true);
    expect(isTemporary(told('ValidationException', 400))).toBe(false);
  });
});

describe('Patience', () => {
  it('ends where many turns and a long time have let nothing through', () => {
    const quick = new Patience();
    expect(Array.from({ length: 100 }, () => quick.lasts(0))).not.toContain(false);
    expect(quick.lasts(120_000)).toBe(false);
    const slow = new Patience();
    expect(Array.from({ length: 59 }, (_, hour) => slow.lasts(hour * 3_600_000))).not.toContain(false);
    expect(slow.lasts(59 * 3_600_000)).toBe(false);
    expect(slow.throttled).toBe(60);
  });
});

describe('backoff', () => {
  it('grows with each attempt, between nothing and a ceiling', () => {
    const ceilings = [1, 2, 3, 4, 5].map((attempt) => backoff(attempt, () => 1));
    expect(ceilings).toEqual([100, 200, 400, 800, 1600]);
    expect(backoff(3, () => 0)).toBe(0);
    expect(backoff(20, () => 1)).toBe(20_000);
  });
});

describe('retryAfterOf', () => {
  it.each([
    ['2', 2000],
    ['Sat, 21 Nov 2026 10:00:05 GMT', 5000],
    ['Sat, 21 Nov 2026 09:00:00 GMT', 0],
    ['soon', 0],
    ['9999', 60_000],
    [undefined, 0],
  ])('%s is %i ms', (header, milliseconds) => {
    expect(retryAfterOf(header, Date.parse('2026-11-21T10:00:00Z'))).toBe(milliseconds);
  });
});
