import { cellText } from './cell-text.ts';
import type { OutputSettings, RowFormatter } from './output-format.ts';
import { visibleText } from './visible-text.ts';

/** RFC 4180 with a header line. NULL is an empty field, the empty string `""`, as PostgreSQL writes them. */
export function csvFormatter({ screenWidth }: OutputSettings): RowFormatter {
  // A file gets the bytes as they are; a screen would obey them.
  const show = screenWidth === undefined ? (text: string) => text : visibleText;
  const line = (cells: readonly string[]): string => `${cells.join(',')}\r\n`;
  return {
    begin: (columns) => line(columns.map(({ name }) => csvField(show(name)))),
    row: (cells) =>
      line(
        cells.map((cell) => {
          const text = cellText(cell);
          return text === undefined ? '' : csvField(show(text));
        }),
      ),
    end: () => '',
  };
}

function csvField(text: string): string {
  return text === '' || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
