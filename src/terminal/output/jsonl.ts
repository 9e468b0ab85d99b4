import type { Cells } from '../../data/value.ts';
import { jsonObjects } from './json-object.ts';
import type { RowFormatter } from './output-format.ts';

/** One JSON object a line. */
export function jsonlFormatter(): RowFormatter {
  let objectOf: (cells: Cells) => string = () => '';
  return {
    begin(columns) {
      objectOf = jsonObjects(columns);
      return '';
    },
    row: (cells) => `${objectOf(cells)}\n`,
    end: () => '',
  };
}
