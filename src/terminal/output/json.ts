import type { Cells } from '../../data/value.ts';
import { jsonObjects } from './json-object.ts';
import type { RowFormatter } from './output-format.ts';

/** One JSON array of objects, a row a line. */
export function jsonFormatter(): RowFormatter {
  let objectOf: (cells: Cells) => string = () => '';
  let first = true;
  return {
    begin(columns) {
      objectOf = jsonObjects(columns);
      return '[';
    },
    row(cells) {
      const text = `${first ? '' : ','}\n${objectOf(cells)}`;
      first = false;
      return text;
    },
    end: () => (first ? ']\n' : '\n]\n'),
  };
}
