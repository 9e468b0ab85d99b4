import { isObject } from './is-object.ts';
import type { Value } from './value.ts';

const member = 'skyql:bytes';

/** Bytes among values, which JSON has none of: kept in plans as base64 under a name that no API has. */
export function bytesValue(bytes: Uint8Array): Value {
  return { [member]: Buffer.from(bytes).toString('base64') };
}

/** The bytes of a value that is such; undefined of any other. */
export function bytesOf(value: Value): Uint8Array | undefined {
  const base64 = isObject(value) && Object.keys(value).length === 1 ? value[member] : undefined;
  return typeof base64 === 'string' ? Buffer.from(base64, 'base64') : undefined;
}
