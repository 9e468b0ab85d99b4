import fc from 'fast-check';
import { cellsOf } from '../../data/cells-of.ts';
import type { Row } from '../../data/value.ts';
import type { ResultColumn } from '../../session/database.ts';
import { plainStyle } from '../style.ts';
import { createFormatter } from './create-formatter.ts';
import type { OutputFormat, OutputSettings } from './output-format.ts';

/** The whole text of a result in a format, as it goes to a file. */
export function formatted(
  format: OutputFormat,
  columns: readonly ResultColumn[],
  rows: readonly Row[],
  settings: OutputSettings = { style: plainStyle },
): string {
  const formatter = createFormatter(format, settings);
  const begin = formatter.begin(columns);
  const body = cellsOf(columns, rows).map((cells) => formatter.row(cells));
  return begin + body.join('') + formatter.end();
}

export const imageColumns: readonly ResultColumn[] = [
  { name: 'name', type: 'VARCHAR' },
  { name: 'size', type: 'BIGINT' },
  { name: 'tags', type: 'JSON' },
];

export const imageRows: readonly Row[] = [
  { name: 'web', size: 8, tags: { team: 'a' } },
  { name: 'データ', size: 1024, tags: null },
];

/** Results of text cells and NULLs in columns c0, c1, ... */
export const textResults = fc.integer({ min: 1, max: 4 }).chain((count) =>
  fc
    .array(fc.array(fc.option(fc.string({ unit: 'binary' })), { minLength: count, maxLength: count }), { maxLength: 5 })
    .map((cells) => ({
      columns: Array.from({ length: count }, (_, index) => ({ name: `c${index}`, type: 'VARCHAR' })),
      rows: cells.map((row): Row => Object.fromEntries(row.map((cell, index) => [`c${index}`, cell]))),
      cells,
    })),
);
