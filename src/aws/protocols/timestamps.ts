import type { TimestampFormat } from '../service-model.ts';
import { WireError } from './wire-error.ts';

const isoDateTime = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:?\d\d)$/;
const rfc822 = /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d(?:\.\d+)? GMT$/;
const epochSeconds = /^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** A timestamp as skyql holds it, ISO 8601 with milliseconds, from any of AWS's forms: epoch seconds, ISO 8601, RFC 822. */
export function parseTimestamp(value: string | number, path = ''): string {
  if (typeof value === 'number') return isoFromMilliseconds(Math.round(value * 1000), path);
  if (isoDateTime.test(value) || rfc822.test(value)) return isoFromMilliseconds(Date.parse(value), path);
  if (epochSeconds.test(value)) return isoFromMilliseconds(Math.round(Number(value) * 1000), path);
  throw invalidTimestamp(path);
}

/** An ISO 8601 timestamp as text of the given format; epoch seconds have up to three decimals. */
export function formatTimestamp(value: string, format: TimestampFormat, path = ''): string {
  if (format === 'unixTimestamp') return String(epochSecondsOf(value, path));
  const date = new Date(millisecondsOf(value, path));
  // AWS's clients leave zero milliseconds out, and its servers take either.
  return format === 'rfc822' ? date.toUTCString() : date.toISOString().replace('.000Z', 'Z');
}

export function epochSecondsOf(value: string, path = ''): number {
  return millisecondsOf(value, path) / 1000;
}

function millisecondsOf(value: string, path: string): number {
  const milliseconds = Date.parse(value);
  if (Number.isNaN(milliseconds)) throw invalidTimestamp(path);
  return milliseconds;
}

function isoFromMilliseconds(milliseconds: number, path: string): string {
  const date = new Date(milliseconds);
  if (Number.isNaN(date.getTime())) throw invalidTimestamp(path);
  return date.toISOString();
}

function invalidTimestamp(path: string): WireError {
  return new WireError('Unable to parse date', { path });
}
