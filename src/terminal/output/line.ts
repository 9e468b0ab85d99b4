import { cellText } from './cell-text.ts';
import { displayWidth, padToWidth } from './display-width.ts';
import type { OutputSettings, RowFormatter } from './output-format.ts';
import { visibleText } from './visible-text.ts';

/** A line a column, as psql writes after `\x`: for rows with many or long columns. */
export function lineFormatter({ style }: OutputSettings): RowFormatter {
  let names: readonly string[] = [];
  let width = 0;
  let record = 0;
  return {
    begin(columns) {
      const visible = columns.map(({ name }) => visibleText(name));
      width = Math.max(0, ...visible.map(displayWidth));
      names = visible.map((name) => `${style.bold(padToWidth(name, width, 'left'))} ${style.dim('│')} `);
      return '';
    },
    row(cells) {
      record++;
      const lines = cells.map((cell, index) => {
        const text = cellText(cell);
        return `${names[index]}${text === undefined ? style.dim('NULL') : visibleText(text)}`;
      });
      const title = `─[ RECORD ${record} ]`.padEnd(width + 1, '─');
      return `${[style.dim(title), ...lines].join('\n')}\n`;
    },
    end: () => '',
  };
}
