import { bytesValue } from '../../../data/bytes-value.ts';
import { recordKeys } from '../../../data/record-keys.ts';
import type { Value } from '../../../data/value.ts';
import type { EngineResult } from '../../../engine/engine.ts';

/** The values that a statement computes for a change, row by row: of a column of bytes the bytes, which results show as their digits. */
export function givenRows({ columns, rows }: EngineResult): readonly (readonly Value[])[] {
  const cells = recordKeys(columns);
  return rows.map((row) =>
    cells.map((cell, index) => {
      const value = row[cell] ?? null;
      return columns[index]?.type === 'BLOB' && typeof value === 'string'
        ? bytesValue(Buffer.from(value, 'hex'))
        : value;
    }),
  );
}
