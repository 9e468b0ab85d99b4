import { cellText } from './cell-text.ts';
import { isNumericType } from './numeric-type.ts';
import type { RowFormatter } from './output-format.ts';
import { visibleText } from './visible-text.ts';

/** A table of HTML, to be put into a page: nothing that a cell holds is taken for markup. NULL is a cell of the class `null`. */
export function htmlFormatter(): RowFormatter {
  let alignment: readonly string[] = [];
  const line = (cells: readonly string[]): string => `<tr>${cells.join('')}</tr>\n`;
  return {
    begin(columns) {
      alignment = columns.map(({ type }) => (isNumericType(type) ? ' align="right"' : ''));
      const titles = columns.map(({ name }, index) => `<th${alignment[index]}>${htmlText(name)}</th>`);
      return `<table>\n<thead>\n${line(titles)}</thead>\n<tbody>\n`;
    },
    row: (cells) =>
      line(
        cells.map((cell, index) => {
          const text = cellText(cell);
          if (text === undefined) return `<td class="null"${alignment[index]}>NULL</td>`;
          return `<td${alignment[index]}>${htmlText(text)}</td>`;
        }),
      ),
    end: () => '</tbody>\n</table>\n',
  };
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function htmlText(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => visibleText(line).replace(/[&<>"']/g, (character) => entities[character] ?? character))
    .join('<br>');
}
