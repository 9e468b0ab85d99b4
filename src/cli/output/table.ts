import type { Cells } from '../../data/value.ts';
import type { ResultColumn } from '../../session/database.ts';
import { cellText } from './cell-text.ts';
import { displayWidth, padToWidth, truncateToWidth } from './display-width.ts';
import { fitScreen, fitWidths } from './fit-widths.ts';
import { lineFormatter } from './line.ts';
import { isNumericType } from './numeric-type.ts';
import type { OutputSettings, RowFormatter } from './output-format.ts';
import { visibleText } from './visible-text.ts';

/** Widths are measured from so many rows; the rest streams, and a longer cell pushes its own line out. */
const measuredRows = 200;
const separator = ' │ ';

/**
 * Aligned columns under a header. On a screen, cells are cut where the line would not fit, and rows of more columns than
 * fit are written a line a column.
 */
export function tableFormatter(settings: OutputSettings): RowFormatter {
  const { style, screenWidth } = settings;
  let lines: RowFormatter | undefined;
  let waitingCells: Cells[] = [];
  let columns: readonly ResultColumn[] = [];
  let numeric: readonly boolean[] = [];
  let widths: readonly number[] | undefined;
  let waiting: (readonly (string | undefined)[])[] = [];

  function fitted(text: string, index: number, layout: readonly number[]): string {
    const width = layout[index] ?? 0;
    // ARNs differ at their end.
    const keep = text.startsWith('arn:') ? 'end' : 'start';
    const cut = screenWidth === undefined ? text : truncateToWidth(text, width, keep);
    if (numeric[index]) return padToWidth(cut, width, 'right');
    return index === layout.length - 1 ? cut : padToWidth(cut, width, 'left');
  }

  function header(layout: readonly number[]): string {
    const titles = columns.map(({ name }, index) => style.bold(fitted(visibleText(name), index, layout)));
    const rule = layout.map((width) => '─'.repeat(width)).join('─┼─');
    return `${titles.join(style.dim(separator))}\n${style.dim(rule)}\n`;
  }

  function line(cells: readonly (string | undefined)[], layout: readonly number[]): string {
    const texts = cells.map((cell, index) =>
      cell === undefined ? style.dim(fitted('NULL', index, layout)) : fitted(cell, index, layout),
    );
    return `${texts.join(style.dim(separator))}\n`;
  }

  function measure(): string {
    const natural = columns.map(({ name }, index) =>
      Math.max(displayWidth(visibleText(name)), ...waiting.map((cells) => displayWidth(cells[index] ?? 'NULL'))),
    );
    if (screenWidth !== undefined && waiting.length > 0 && !fitScreen(natural, screenWidth, separator.length)) {
      const instead = lineFormatter(settings);
      lines = instead;
      const text = instead.begin(columns) + waitingCells.map((cells) => instead.row(cells)).join('');
      waitingCells = [];
      return text;
    }
    const layout = screenWidth === undefined ? natural : fitWidths(natural, screenWidth, separator.length);
    const text = header(layout) + waiting.map((cells) => line(cells, layout)).join('');
    widths = layout;
    waiting = [];
    waitingCells = [];
    return text;
  }

  return {
    begin(resultColumns) {
      columns = resultColumns;
      numeric = columns.map(({ type }) => isNumericType(type));
      return '';
    },
    row(cells) {
      if (lines) return lines.row(cells);
      const texts = cells.map((cell) => {
        const text = cellText(cell);
        return text === undefined ? undefined : visibleText(text);
      });
      if (widths) return line(texts, widths);
      waiting.push(texts);
      waitingCells.push(cells);
      return waiting.length < measuredRows ? '' : measure();
    },
    end: () => (widths || lines ? '' : measure()),
  };
}
