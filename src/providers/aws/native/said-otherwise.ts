import { toldOrAsked } from '../../../catalog/told-or-asked.ts';
import type { Row, Value } from '../../../data/value.ts';
import type { SaidOtherwise, ScanRequest } from '../../provider.ts';
import type { NativePath } from '../resource-context.ts';
import { isSameThing } from '../same-thing.ts';

/** Where the rows of a list say something else in a parameter's column than what the call was made by. */
export function saidOtherwise(
  { call, kind, parameters }: NativePath,
  request: ScanRequest,
  rows: readonly Row[],
): readonly SaidOtherwise[] {
  if (kind === 'get') return [];
  return parameters.flatMap(({ name, columns, words }): readonly SaidOtherwise[] => {
    const asked = valuesOf(request.parameters[name] ?? null);
    if (asked.length === 0) return [];
    return columns.flatMap(([column = '', second]) => {
      if (second !== undefined || !isOfRows(call.columns[column])) return [];
      // `Self` is a word of the request alone: its rows say their account.
      if (words?.[column]?.some((word) => asked.includes(word)) === true) return [];
      const isOther = (told: Value) => told !== null && !asked.some((own) => isSameThing(told, own));
      const other = rows.find((row) => isOther(row[column] ?? null));
      return other === undefined
        ? []
        : [{ parameter: name, column, asked: asked[0] ?? null, told: other[column] ?? null }];
    });
  });
}

function valuesOf(value: Value): readonly Value[] {
  if (Array.isArray(value)) return value;
  return value === null || typeof value === 'object' ? [] : [value];
}

/** Whether a column's path is of a member that rows have, and not of the call alone. */
function isOfRows(path: string | undefined): boolean {
  return path !== undefined && (path.includes(toldOrAsked) || !path.startsWith('$'));
}
