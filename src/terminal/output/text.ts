import type { Value } from '../../data/value.ts';
import { cellText } from './cell-text.ts';
import type { OutputSettings, RowFormatter } from './output-format.ts';
import { visibleText } from './visible-text.ts';

/** Cells as they are with a tab between them; `pretty` with JSON on lines of its own. */
export function textFormatter(pretty: boolean): (settings: OutputSettings) => RowFormatter {
  return ({ screenWidth, delimiter = '\t', hideHeaders = false }) => {
    // A file gets the bytes as they are; a screen would obey them.
    const show = (text: string): string =>
      screenWidth === undefined ? text : text.split('\n').map(visibleText).join('\n');
    const written = (cell: Value): string => (pretty ? prettyText(cell) : (cellText(cell) ?? ''));
    const line = (cells: readonly string[]): string => `${cells.join(delimiter)}\n`;
    return {
      begin: (columns) => (hideHeaders ? '' : line(columns.map(({ name }) => show(name)))),
      row: (cells) => line(cells.map((cell) => show(written(cell)))),
      end: () => '',
    };
  };
}

/** Also a text that is JSON: functions of JSON give texts in the dialect of StackQL. */
function prettyText(cell: Value): string {
  const text = cellText(cell) ?? '';
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2);
  } catch {
    return text;
  }
}
