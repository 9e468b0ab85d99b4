import type { ResultStream } from '../session/database.ts';

/**
 * What is said under a result: `3 rows · 12 calls · 0.4 s`, or which statement is done when it has no rows; with `timing` what the
 * calls brought, and how long they waited for limits and to be made again, all of them added up.
 */
export function summaryOf(
  result: Pick<ResultStream, 'command' | 'columns' | 'failures' | 'statistics'>,
  rows: number,
  { timing = false }: { readonly timing?: boolean } = {},
): string {
  const { calls, kept, retries, milliseconds, bytes, waitedMilliseconds } = result.statistics;
  const parts = [result.columns.length > 0 ? counted(rows, 'row') : `${result.command} done`];
  if (result.failures > 0) parts.push(`${result.failures.toLocaleString('en-US')} failed`);
  if (calls > 0) parts.push(counted(calls, 'call'));
  if (kept > 0) parts.push(`${kept.toLocaleString('en-US')} from the cache`);
  if (retries > 0) parts.push(retries === 1 ? '1 retry' : `${retries} retries`);
  if (timing && calls > 0) parts.push(sized(bytes), `waited ${seconds(waitedMilliseconds)}`);
  return [...parts, seconds(milliseconds)].join(' · ');
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(milliseconds < 100 ? 2 : 1)} s`;
}

function sized(bytes: number): string {
  if (bytes < 1000) return counted(bytes, 'byte');
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
}
