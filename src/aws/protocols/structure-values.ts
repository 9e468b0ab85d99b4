import type { WireStructure, WireValue } from '../service-model.ts';
import { WireError } from './wire-error.ts';

/** A structure or map while it is being built. */
export type MutableStructure = Record<string, WireValue>;

/** Sets a member whose name came over the wire: `__proto__` becomes an ordinary member too. */
export function setMember(structure: MutableStructure, name: string, value: WireValue): void {
  if (name === '__proto__') {
    Object.defineProperty(structure, name, { value, enumerable: true, configurable: true, writable: true });
  } else structure[name] = value;
}

export function isStructure(value: unknown): value is WireStructure {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);
}

/** The value as a structure or map, or a WireError that names the member. */
export function structureAt(value: WireValue, path: string): WireStructure {
  if (!isStructure(value)) throw mismatch('a structure', value, path);
  return value;
}

/** The value as a list, or a WireError that names the member. */
export function listAt(value: WireValue, path: string): readonly WireValue[] {
  if (!Array.isArray(value)) throw mismatch('a list', value, path);
  return value;
}

/** What to throw when a value that skyql itself hands over does not have its member's type. */
export function mismatch(expected: string, value: unknown, path: string): WireError {
  return new WireError(`'${path}' must be ${expected}, not ${kindOf(value)}`, { path });
}

export function memberPath(path: string, member: string): string {
  return path === '' ? member : `${path}.${member}`;
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (value instanceof Uint8Array) return 'binary data';
  return typeof value === 'object' ? 'a structure' : `a ${typeof value}`;
}
