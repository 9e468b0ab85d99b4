import { describe, expect, it } from 'vitest';
import { backoff, isTemporary, isThrottling, retryAfterOf } from './retry.ts';

describe('isThrottling', () => {
  it.each([
    ['ThrottlingException', 400],
    ['RequestLimitExceeded', 503],
    ['CallRateLimitExceededException', 429],
    ['Anything', 429],
    ['ServiceUnavailable', 503],
  ])('%s %i is', (code, status) => expect(isThrottling(code, status)).toBe(true));
  it.each([
    ['ServiceQuotaExceededException', 402],
    ['InternalFailure', 500],
    ['ValidationException', 400],
  ])('%s %i is not', (code, status) => expect(isThrottling(code, status)).toBe(false));
});

describe('isTemporary', () => {
  it('is what the server is to blame for', () => {
    expect(isTemporary('InternalFailure', 500)).toBe(true);
    expect(isTemporary('InternalError', 400)).toBe(true);
    expect(isTemporary('ValidationException', 400)).toBe(false);
  });
});

describe('backoff', () => {
  it('grows with each attempt, between nothing and a ceiling', () => {
    const ceilings = [1, 2, 3, 4, 5].map((attempt) => backoff(attempt, false, () => 1));
    expect(ceilings).toEqual([100, 200, 400, 800, 1600]);
    expect(backoff(3, false, () => 0)).toBe(0);
    expect(backoff(20, true, () => 1)).toBe(20_000);
  });

  it('never is sooner than AWS asks for', () => expect(backoff(1, true, () => 0.1, 3000)).toBe(3000));
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
