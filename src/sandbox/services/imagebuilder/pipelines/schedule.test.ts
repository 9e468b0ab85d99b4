import { describe, expect, it } from 'vitest';
import { nextRunAfter, parseSchedule } from './schedule.ts';

const next = (scheduleExpression: string, after: string, timezone?: string) => {
  const run = nextRunAfter({ scheduleExpression, ...(timezone ? { timezone } : {}) }, Date.parse(after));
  return run === undefined ? undefined : new Date(run).toISOString();
};

describe('schedules', () => {
  it.each([
    ['cron(0 0 * * ? *)', '2026-11-21T12:00:00Z', '2026-11-22T00:00:00.000Z'],
    ['cron(0 0 * * ?)', '2026-11-21T00:00:00Z', '2026-11-22T00:00:00.000Z'],
    ['cron(30 9,17 ? * MON-FRI *)', '2026-11-20T17:30:00Z', '2026-11-23T09:30:00.000Z'],
    ['cron(0/15 8 * * ? *)', '2026-11-21T08:16:00Z', '2026-11-21T08:30:00.000Z'],
    ['cron(0 3 L * ? *)', '2026-02-10T00:00:00Z', '2026-02-28T03:00:00.000Z'],
    ['cron(0 10 ? * 2#1 *)', '2026-11-21T12:00:00Z', '2026-12-07T10:00:00.000Z'],
    ['cron(0 0 1 JAN ? 2028)', '2026-11-21T12:00:00Z', '2028-01-01T00:00:00.000Z'],
    ['rate(6 hours)', '2026-11-21T12:00:00Z', '2026-11-21T18:00:00.000Z'],
  ])('%s after %s is %s', (expression, after, expected) => {
    expect(next(expression, after)).toBe(expected);
  });

  it('keeps to its time zone', () => {
    expect(next('cron(0 9 * * ? *)', '2026-11-21T12:00:00Z', 'Asia/Tokyo')).toBe('2026-11-22T00:00:00.000Z');
    expect(next('cron(0 20 * * ? *)', '2026-11-21T12:00:00Z', 'America/New_York')).toBe('2026-11-22T01:00:00.000Z');
  });

  it('never comes due in a past year', () => {
    expect(next('cron(0 0 * * ? 2020)', '2026-11-21T12:00:00Z')).toBeUndefined();
  });

  it.each(['daily', 'cron(0 0 * *)', 'cron(61 0 * * ? *)', 'cron(0 0 * FOO ? *)', 'rate(1 fortnight)'])(
    'refuses %s',
    (expression) => {
      expect(parseSchedule(expression)).toBeUndefined();
    },
  );
});
