import type { ResultColumn } from '../../session/database.ts';
import { jsonObject } from './json-object.ts';
import type { RowFormatter } from './output-format.ts';

/** One JSON array of objects, a row a line. */
export function jsonFormatter(): RowFormatter {
  let columns: readonly ResultColumn[] = [];
  let first = true;
  return {
    begin(resultColumns) {
      columns = resultColumns;
      return '[';
    },
    row(row) {
      const text = `${first ? '' : ','}\n${jsonObject(columns, row)}`;
      first = false;
      return text;
    },
    end: () => (first ? ']\n' : '\n]\n'),
  };
}
