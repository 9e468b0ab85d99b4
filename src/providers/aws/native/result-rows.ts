import { isStructure } from '../../../aws/protocols/structure-values.ts';
import type { WireStructure, WireValue } from '../../../aws/service-model.ts';
import { isList } from './member-path.ts';

/** A row of an answer, with the key that it had where it was the value of a map. */
export interface ResultRow {
  readonly row: WireValue;
  readonly key?: string;
}

/** Finds the rows of an output at a result path, as `NativeCall.result` describes it. The path is taken apart once. */
export function resultReader(path: string): (output: WireStructure) => readonly ResultRow[] {
  const names = path === '' ? [] : path.split('.');
  return (output) => rowsAt(output, names, 0, undefined);
}

function rowsAt(
  value: WireValue | undefined,
  names: readonly string[],
  from: number,
  key: string | undefined,
): readonly ResultRow[] {
  if (value === undefined || value === null) return [];
  if (isList(value)) return value.flatMap((element) => rowsAt(element, names, from, key));
  const name = names[from];
  if (name === undefined) return [key === undefined ? { row: value } : { row: value, key }];
  if (!isStructure(value)) return [];
  if (name !== '*') return rowsAt(value[name], names, from + 1, key);
  return Object.entries(value).flatMap(([own, member]) => rowsAt(member, names, from + 1, own));
}
