import { graphemesOf, graphemeWidth } from '../../terminal/output/display-width.ts';

/** A terminal as far as an editor uses one: cells, a cursor, the sequences that move it and clear, lines that scroll out at the top. */
export interface VtScreen {
  write(text: string): void;
  readonly columns: number;
  readonly rows: number;
  /** What is seen, without blanks at the ends of lines. */
  lines(): readonly string[];
  /** What has scrolled out at the top. */
  scrolled(): readonly string[];
  cursor(): { readonly row: number; readonly column: number };
}

export function vtScreen(columns: number, rows: number): VtScreen {
  const blank = (): string[] => Array.from({ length: columns }, () => ' ');
  const grid = Array.from({ length: rows }, blank);
  const above: string[] = [];
  let row = 0;
  let column = 0;
  /** A line that is full wraps before the next character, not behind the last. */
  let isFull = false;

  const textOf = (cells: readonly string[]): string => cells.join('').trimEnd();
  const lineFeed = (): void => {
    if (row < rows - 1) {
      row++;
      return;
    }
    above.push(textOf(grid.shift() ?? []));
    grid.push(blank());
  };
  const put = (grapheme: string): void => {
    const width = graphemeWidth(grapheme);
    if (width === 0) {
      const line = grid[row] ?? [];
      line[Math.max(0, column - (isFull ? 0 : 1))] += grapheme;
      return;
    }
    if (isFull || column + width > columns) {
      column = 0;
      lineFeed();
      isFull = false;
    }
    const line = grid[row] ?? [];
    line[column] = grapheme;
    if (width === 2) line[column + 1] = '';
    column += width;
    if (column === columns) {
      column = columns - 1;
      isFull = true;
    }
  };
  const clear = (from: number, to: number, line: number): void => {
    for (let at = from; at < to; at++) (grid[line] ?? [])[at] = ' ';
  };

  function control(parameters: string, final: string): void {
    const count = Math.max(1, Number(parameters) || 1);
    if (final !== 'm' && final !== 'h' && final !== 'l') isFull = false;
    switch (final) {
      case 'A':
        row = Math.max(0, row - count);
        return;
      case 'B':
        row = Math.min(rows - 1, row + count);
        return;
      case 'C':
        column = Math.min(columns - 1, column + count);
        return;
      case 'H':
        row = 0;
        column = 0;
        return;
      case 'J':
        if (parameters === '2') for (let line = 0; line < rows; line++) clear(0, columns, line);
        else {
          clear(column, columns, row);
          for (let line = row + 1; line < rows; line++) clear(0, columns, line);
        }
        return;
      case 'K':
        clear(column, columns, row);
        return;
      case 'm':
      case 'h':
      case 'l':
        return;
      default:
        throw new Error(`The terminal does not know ESC[${parameters}${final}.`);
    }
  }

  return {
    columns,
    rows,
    write(text) {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
      for (const [piece] of text.matchAll(/\u001b\[[?\d;]*[A-Za-z]|[\r\n]|[^\u001b\r\n]+/g)) {
        if (piece === '\r') {
          column = 0;
          isFull = false;
        } else if (piece === '\n') {
          isFull = false;
          lineFeed();
        } else if (piece.startsWith('\u001b')) control(piece.slice(2, -1), piece.at(-1) ?? '');
        else for (const grapheme of graphemesOf(piece)) put(grapheme);
      }
    },
    lines: () => grid.map(textOf),
    scrolled: () => above,
    cursor: () => ({ row, column }),
  };
}
