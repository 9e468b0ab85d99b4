import { expect, it } from 'vitest';
import { intervalInPattern } from './interval-pattern.ts';

const parts = { years: 1, months: 2, days: 3, hours: 28, minutes: 5, microseconds: 6_070_000 };

// Each is PostgreSQL's answer.
it.each([
  ['YYYY-MM DD HH24:MI:SS', '0001-02 03 28:05:06'],
  ['DD "days" FMHH24:FMMI', '03 days 28:5'],
  ['HH12 am MS US SSSS', '04 am 070 070000 101106'],
])('%s', (pattern, text) => expect(intervalInPattern(parts, pattern)).toBe(text));

it.each(['Month', 'DD days', 'Q'])('refuses %s, which no interval has', (pattern) => {
  expect(() => intervalInPattern(parts, pattern)).toThrow('DD "days"');
});
