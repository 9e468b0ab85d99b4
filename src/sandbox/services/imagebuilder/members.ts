import type { WireStructure, WireValue } from '../../../aws/service-model.ts';
import { structureOf } from '../../kit/members.ts';

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
