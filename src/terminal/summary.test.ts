import { expect, it } from 'vitest';
import { summaryOf } from './summary.ts';

const statistics = {
  calls: 12,
  pages: 12,
  rowsFetched: 1200,
  retries: 1,
  kept: 0,
  milliseconds: 840,
  bytes: 341_200,
  waitedMilliseconds: 2_300,
};
const result = { command: 'SELECT', columns: [{ name: 'n', type: 'BIGINT' }], failures: 0, statistics };

it('tells rows, calls and time', () => {
  expect(summaryOf(result, 1200)).toBe('1,200 rows · 12 calls · 1 retry · 0.8 s');
});

it('tells what calls brought and how long they waited to who asks for it', () => {
  expect(summaryOf(result, 1, { timing: true })).toBe('1 row · 12 calls · 1 retry · 341.2 kB · waited 2.3 s · 0.8 s');
  const small = { ...result, statistics: { ...statistics, bytes: 1, retries: 0, waitedMilliseconds: 0 } };
  expect(summaryOf(small, 1, { timing: true })).toBe('1 row · 12 calls · 1 byte · waited 0.00 s · 0.8 s');
  const large = { ...result, statistics: { ...statistics, bytes: 12_340_000 } };
  expect(summaryOf(large, 1, { timing: true })).toContain('12.3 MB');
  const none = { ...result, statistics: { ...statistics, calls: 0, retries: 0 } };
  expect(summaryOf(none, 1, { timing: true })).toBe('1 row · 0.8 s');
});
