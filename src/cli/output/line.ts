import type { ResultColumn } from '../../session/database.ts';
import { cellText } from './cell-text.ts';
import { displayWidth, padToWidth } from './display-width.ts';
import type { OutputSettings, RowFormatter } from './output-format.ts';
import { visibleText } from './visible-text.ts';

/** A line a column, as psql writes after `\x`: for rows with many or long columns. */
export function lineFormatter({ style }: OutputSettings): RowFormatter {
  let columns: readonly ResultColumn[] = [];
  let width = 0;
  let record = 0;
  return {
    begin(resultColumns) {
      columns = resultColumns;
      width = Math.max(0, ...columns.map(({ name }) => displayWidth(visibleText(name))));
      return '';
    },
    row(row) {
      record++;
      const lines = columns.map(({ name }) => {
        const text = cellText(row[name]);
        const shown = text === undefined ? style.dim('NULL') : visibleText(text);
        return `${style.bold(padToWidth(visibleText(name), width, 'left'))} ${style.dim('│')} ${shown}`;
      });
      const title = `─[ RECORD ${record} ]`.padEnd(width + 1, '─');
      return `${[style.dim(title), ...lines].join('\n')}\n`;
    },
    end: () => '',
  };
}
