import { isStructure } from '../../aws/protocols/structure-values.ts';
import type { WireStructure, WireValue } from '../../aws/service-model.ts';
import { isBigNumber } from '../../data/exact-json.ts';

/** Readers of decoded members: the value when it has the kind asked for, undefined otherwise. */
export function textOf(value: WireValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

export function flagOf(value: WireValue | undefined): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

export function numberOf(value: WireValue | undefined): number | undefined {
  if (typeof value === 'number') return value;
  return isBigNumber(value) ? Number(value) : undefined;
}

/** Milliseconds since 1970 of a timestamp member. */
export function timeOf(value: WireValue | undefined): number | undefined {
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}

/** An empty structure stands for an absent one, so that nested members read without a check at each step. */
export function structureOf(value: WireValue | undefined): WireStructure {
  return isStructure(value) ? value : {};
}

export function structuresOf(value: WireValue | undefined): readonly WireStructure[] {
  return Array.isArray(value) ? value.filter(isStructure) : [];
}

export function textsOf(value: WireValue | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** The structure without its absent members: itself where all are there, as most are. */
export function present<Structure extends object>(structure: Structure): Structure {
  if (Object.values(structure).every(isThere)) return structure;
  return Object.fromEntries(Object.entries(structure).filter(([, value]) => isThere(value))) as Structure;
}

function isThere(value: unknown): boolean {
  return value !== undefined && value !== null;
}

export function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

export type TextMap = { readonly [key: string]: string };

export function textMapOf(value: WireValue | undefined): TextMap {
  const entries = Object.entries(structureOf(value));
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

/** Those of the named members that are there. */
export function pick(structure: WireStructure, names: readonly string[]): WireStructure {
  return Object.fromEntries(
    names.flatMap((name) =>
      structure[name] === undefined || structure[name] === null ? [] : [[name, structure[name]]],
    ),
  );
}
