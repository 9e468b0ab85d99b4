import { recordKeys } from './record-keys.ts';
import type { Cells, Row } from './value.ts';

/** Records as arrays of values in the order of the columns. */
export function cellsOf(columns: readonly { readonly name: string }[], records: readonly Row[]): readonly Cells[] {
  const keys = recordKeys(columns);
  return records.map((record) => keys.map((key) => record[key] ?? null));
}
