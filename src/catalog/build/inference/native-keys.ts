import { memberRank } from './identifier-names.ts';
import type { NativeRow } from './native-columns.ts';

/** The column of a row that an input asks for by: one of the same name, with or without the noun in front. */
export function keyColumn(input: string, type: string, noun: string, row: NativeRow): string | undefined {
  const [best] = row.columns
    .filter((column) => column.type === type)
    .flatMap(({ name, member }) => {
      const rank = memberRank(input, member === '$row' ? name : member, noun);
      return rank === undefined || rank > 1 ? [] : [{ name, rank }];
    })
    .sort((one, other) => one.rank - other.rank);
  return best?.name;
}

/**
 * The column of each of the inputs that name one thing, of its row or of what its list was asked for; undefined unless
 * each has one, and one of them is the row's own: by what the list was asked for alone, the call is of the parent.
 */
export function keyColumns(
  inputs: readonly { readonly name: string; readonly type: string }[],
  noun: string,
  row: NativeRow,
  repeated: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> | undefined {
  const keys = new Map<string, string>();
  for (const { name, type } of inputs) {
    const column =
      repeated.get(name) ??
      [...repeated].find(([own]) => own.toLowerCase() === name.toLowerCase())?.[1] ??
      keyColumn(name, type, noun, row);
    if (column === undefined || [...keys.values()].includes(column)) return undefined;
    keys.set(name, column);
  }
  return [...keys.values()].some((column) => row.columns.some(({ name }) => name === column)) ? keys : undefined;
}
