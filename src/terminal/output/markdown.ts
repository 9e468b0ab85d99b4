import { cellText } from './cell-text.ts';
import { isNumericType } from './numeric-type.ts';
import type { RowFormatter } from './output-format.ts';
import { visibleText } from './visible-text.ts';

/** A GitHub table (https://github.github.com/gfm/#tables-extension-). */
export function markdownFormatter(): RowFormatter {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
  return {
    begin(columns) {
      const rule = columns.map(({ type }) => (isNumericType(type) ? '---:' : '---'));
      return line(columns.map(({ name }) => markdownText(name))) + line(rule);
    },
    row: (cells) =>
      line(
        cells.map((cell) => {
          const text = cellText(cell);
          return text === undefined ? 'NULL' : markdownText(text);
        }),
      ),
    end: () => '',
  };
}

/** The text so that it is shown as it is. An underscore inside a word needs no escape: `image_id` stays readable. */
function markdownText(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) =>
      visibleText(
        line
          .replace(/[\\|*`[~]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, '\\$&')
          .replaceAll('&', '&amp;')
          .replaceAll('<', '&lt;'),
      ),
    )
    .join('<br>');
}
