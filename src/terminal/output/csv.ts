import { cellText } from './cell-text.ts';
import type { OutputSettings, RowFormatter } from './output-format.ts';
import { visibleText } from './visible-text.ts';

/** RFC 4180 with a header line. NULL is an empty field, the empty string `""`, as PostgreSQL writes them. */
export function csvFormatter({
  screenWidth,
  csvSafe = false,
  delimiter = ',',
  hideHeaders = false,
}: OutputSettings): RowFormatter {
  const show = (text: string): string => {
    const safe = csvSafe ? asNoFormula(text) : text;
    // A file gets the bytes as they are; a screen would obey them.
    return screenWidth === undefined ? safe : visibleText(safe);
  };
  const line = (cells: readonly string[]): string => `${cells.join(delimiter)}\r\n`;
  return {
    begin: (columns) => (hideHeaders ? '' : line(columns.map(({ name }) => csvField(show(name), delimiter)))),
    row: (cells) =>
      line(
        cells.map((cell) => {
          const text = cellText(cell);
          return text === undefined ? '' : csvField(show(text), delimiter);
        }),
      ),
    end: () => '',
  };
}

/**
 * Spreadsheets run a text that begins so as a formula; an apostrophe before it makes it text. Numbers stay numbers.
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
function asNoFormula(text: string): string {
  return /^[=+\-@\t\r]/.test(text) && !/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? `'${text}` : text;
}

function csvField(text: string, delimiter: string): string {
  return text === '' || /["\r\n]/.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text;
}
