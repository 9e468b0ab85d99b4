import type { ResultColumn } from '../../session/database.ts';
import { jsonObject } from './json-object.ts';
import type { RowFormatter } from './output-format.ts';

/** One JSON object a line. */
export function jsonlFormatter(): RowFormatter {
  let columns: readonly ResultColumn[] = [];
  return {
    begin(resultColumns) {
      columns = resultColumns;
      return '';
    },
    row: (row) => `${jsonObject(columns, row)}\n`,
    end: () => '',
  };
}
