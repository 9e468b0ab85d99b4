import { countText } from '../data/count-text.ts';
import type { ResultStream } from '../session/database.ts';

interface SummaryDetails {
  readonly timing?: boolean;
  /** How many changes may have been made, and how many were not tried. */
  readonly unknown?: number;
  readonly skipped?: number;
}

/**
 * What is said under a result: `3 rows · 12 calls · 0.4 s`, or which statement is done when it has no rows; with `timing` what the
 * calls brought, and how long they waited for limits and to be made again, all of them added up.
 */
export function summaryOf(
  result: Pick<ResultStream, 'command' | 'columns' | 'failures' | 'statistics'>,
  rows: number,
  { timing = false, unknown = 0, skipped = 0 }: SummaryDetails = {},
): string {
  const { calls, kept, retries, milliseconds, bytes, waitedMilliseconds } = result.statistics;
  const parts = [result.columns.length > 0 ? counted(rows, 'row') : `${result.command} done`];
  // Of a change that counts all that were not made for certain.
  const failed = result.failures - unknown - skipped;
  if (failed > 0) parts.push(`${countText(failed)} failed`);
  if (unknown > 0) parts.push(`${countText(unknown)} unknown`);
  if (skipped > 0) parts.push(`${countText(skipped)} not tried`);
  if (calls > 0) parts.push(counted(calls, 'call'));
  if (kept > 0) parts.push(`${countText(kept)} from the cache`);
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
  return `${countText(count)} ${noun}${count === 1 ? '' : 's'}`;
}
