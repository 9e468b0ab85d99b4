import type { Cells, Value } from '../../data/value.ts';
import type { RowFormatter } from './output-format.ts';

/** Lets numbers with a fixed count of decimals have all of them: `3.30` of a DECIMAL(19,2). */
export function withDecimals(formatter: RowFormatter): RowFormatter {
  let scales: readonly number[] = [];
  return {
    begin(columns) {
      scales = columns.map(({ type }) => scaleOf(type));
      return formatter.begin(columns);
    },
    row: (cells) => formatter.row(scales.some((scale) => scale > 0) ? cells.map(padded) : cells),
    end: () => formatter.end(),
  };

  function padded(cell: Cells[number], index: number): Value {
    const scale = scales[index] ?? 0;
    if (scale === 0 || (typeof cell !== 'number' && typeof cell !== 'string')) return cell;
    const [whole = '', part = ''] = String(cell).split('.');
    return /^-?\d+$/.test(whole) && /^\d*$/.test(part) ? `${whole}.${part.padEnd(scale, '0')}` : cell;
  }
}

/** A DECIMAL of 38 digits stands for PostgreSQL's numeric, whose numbers have the decimals that they were written with. */
function scaleOf(type: string): number {
  const [, precision, scale] = /^DECIMAL\((\d+),\s*(\d+)\)$/.exec(type) ?? [];
  return precision === '38' && Number(scale) >= 10 ? 0 : Number(scale ?? 0);
}
