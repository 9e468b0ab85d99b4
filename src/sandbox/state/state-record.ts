import type { Place } from '../service.ts';
import { parseJson } from './parse-json.ts';

/** One record of a state, with the table that it is in. */
export interface StateRecord {
  readonly table: string;
  readonly place: Place;
  readonly key: string;
  readonly record: unknown;
}

type Path = readonly (string | number)[];

/**
 * A record of a store or a snapshot as JSON text: a list of what it belongs to, its key, the record and, where it holds
 * bytes, which stand there as base64, the paths to them.
 */
export function recordText(head: unknown, key: string, record: unknown): string {
  if (record === undefined) throw new TypeError(`The record ${key} holds nothing.`);
  const parts = holdsBytes(record) ? [head, key, withBase64(record), [...bytePaths(record, [])]] : [head, key, record];
  return JSON.stringify(parts);
}

/** The opposite of `recordText`; undefined for text that it cannot have written. */
export function readRecordText(
  text: string,
): { readonly head: unknown; readonly key: string; readonly record: unknown } | undefined {
  const parsed = parseJson(text);
  if (!Array.isArray(parsed) || parsed.length < 3 || parsed.length > 4) return undefined;
  const [head, key, record, paths] = parsed;
  if (typeof key !== 'string') return undefined;
  if (paths === undefined) return { head, key, record };
  const whole = { record };
  return Array.isArray(paths) && paths.every((path) => isPath(path) && putBytes(whole, ['record', ...path]))
    ? { head, key, record: whole.record }
    : undefined;
}

/** Few records do, and looking for the paths of all their members would cost more than writing them. */
function holdsBytes(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (value instanceof Uint8Array) return true;
  for (const name in value) if (holdsBytes(Reflect.get(value, name))) return true;
  return false;
}

function* bytePaths(value: unknown, path: Path): Generator<Path> {
  if (typeof value !== 'object' || value === null) return;
  if (value instanceof Uint8Array) yield path;
  else if (Array.isArray(value)) for (const [index, item] of value.entries()) yield* bytePaths(item, [...path, index]);
  else for (const [name, member] of Object.entries(value)) yield* bytePaths(member, [...path, name]);
}

function withBase64(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return value.map(withBase64);
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withBase64(member)]));
}

function isPath(path: unknown): path is Path {
  return Array.isArray(path) && path.every((step) => typeof step === 'string' || typeof step === 'number');
}

/** Puts bytes where the path leads to base64; false when it leads nowhere. */
function putBytes(holder: object, path: Path): boolean {
  const [step = '', ...rest] = path;
  if (!Object.hasOwn(holder, step)) return false;
  const value: unknown = Reflect.get(holder, step);
  if (rest.length > 0) return typeof value === 'object' && value !== null && putBytes(value, rest);
  return typeof value === 'string' && Reflect.set(holder, step, new Uint8Array(Buffer.from(value, 'base64')));
}
