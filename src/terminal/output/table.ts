import type { Cells } from '../../data/value.ts';
import type { ResultColumn } from '../../session/database.ts';
import { cellText } from './cell-text.ts';
import { displayWidth, padToWidth, truncateToWidth, wrapToWidth } from './display-width.ts';
import { fitScreen, fitWidths } from './fit-widths.ts';
import { lineFormatter } from './line.ts';
import { isNumericType } from './numeric-type.ts';
import type { OutputSettings, RowFormatter } from './output-format.ts';
import { visibleText } from './visible-text.ts';

/** Widths are measured from so many rows; the rest streams, and a longer cell pushes its own line out. */
const measuredRows = 200;
const separator = ' │ ';
/** A cell of more lines would push all others off the screen. */
const mostLines = 10;

/**
 * Aligned columns under a header. On a screen, cells take several lines where they would not fit, up to so many, but for
 * JSON, which is cut, and rows of more columns than fit are written a line a column.
 */
export function tableFormatter(settings: OutputSettings): RowFormatter {
  const { style, screenWidth } = settings;
  let lines: RowFormatter | undefined;
  let waitingCells: Cells[] = [];
  let columns: readonly ResultColumn[] = [];
  let numeric: readonly boolean[] = [];
  let widths: readonly number[] | undefined;
  let waiting: (readonly (string | undefined)[])[] = [];

  function fitted(text: string, index: number, layout: readonly number[]): readonly string[] {
    if (screenWidth === undefined) return [text];
    const width = layout[index] ?? 0;
    if (columns[index]?.type === 'JSON') return [truncateToWidth(text, width)];
    const lines = wrapToWidth(text, width);
    if (lines.length <= mostLines) return lines;
    return [...lines.slice(0, mostLines - 1), truncateToWidth(`${lines[mostLines - 1]}${' '.repeat(width)}`, width)];
  }

  function padded(text: string, index: number, layout: readonly number[]): string {
    const width = layout[index] ?? 0;
    if (numeric[index]) return padToWidth(text, width, 'right');
    return index === layout.length - 1 ? text : padToWidth(text, width, 'left');
  }

  /** As many lines as the cell of most lines has. */
  function block(
    texts: readonly string[],
    layout: readonly number[],
    styled: (text: string, index: number) => string,
  ): string {
    const cells = texts.map((text, index) => fitted(text, index, layout));
    const height = Math.max(1, ...cells.map(({ length }) => length));
    return Array.from({ length: height }, (_, at) => {
      const parts = cells.map((own, index) => styled(padded(own[at] ?? '', index, layout), index));
      return `${parts.join(style.dim(separator))}\n`;
    }).join('');
  }

  function header(layout: readonly number[]): string {
    const titles = columns.map(({ name }) => visibleText(name));
    const rule = layout.map((width) => '─'.repeat(width)).join('─┼─');
    return `${block(titles, layout, style.bold)}${style.dim(rule)}\n`;
  }

  function line(cells: readonly (string | undefined)[], layout: readonly number[]): string {
    const texts = cells.map((cell) => cell ?? 'NULL');
    return block(texts, layout, (text, index) => (cells[index] === undefined ? style.dim(text) : text));
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
