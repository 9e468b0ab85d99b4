import type { ResultStream } from '../session/database.ts';

/** What is said under a result: `3 rows · 12 calls · 0.4 s`, or which statement is done when it has no rows. */
export function summaryOf(
  result: Pick<ResultStream, 'command' | 'columns' | 'failures' | 'statistics'>,
  rows: number,
): string {
  const { calls, retries, milliseconds } = result.statistics;
  const parts = [result.columns.length > 0 ? counted(rows, 'row') : `${result.command} done`];
  if (result.failures > 0) parts.push(`${result.failures.toLocaleString('en-US')} failed`);
  if (calls > 0) parts.push(counted(calls, 'call'));
  if (retries > 0) parts.push(retries === 1 ? '1 retry' : `${retries} retries`);
  return [...parts, `${(milliseconds / 1000).toFixed(milliseconds < 100 ? 2 : 1)} s`].join(' · ');
}

function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
}
