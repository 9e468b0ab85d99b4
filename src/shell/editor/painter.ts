import type { Layout } from './lay-out.ts';

/** The screen that an editor paints on. */
export interface Screen {
  write(text: string): void;
  readonly columns: number;
  readonly rows: number;
}

/** Paints layouts one over the other, writing only what has changed. */
export interface Painter {
  paint(layout: Layout): void;
  /** Paints all of it, also what was out of sight, and goes to the line behind. */
  finish(layout: Layout): void;
  /** The screen has another width: what was painted may have been wrapped anew. */
  resize(layout: Layout, formerColumns: number): void;
  /** Something else has written to the screen, and the cursor stands at the start of a line. */
  forget(): void;
}

const hide = '\u001b[?25l';
const show = '\u001b[?25h';
const clearBelow = '\u001b[J';
const clearRight = '\u001b[K';

export function createPainter(screen: Screen): Painter {
  /** The rows that the screen shows of what was painted last, and the row among them that the cursor is in. */
  let painted: readonly { readonly text: string; readonly width: number }[] = [];
  let cursorRow = 0;
  let cursorColumn = 0;
  /** Of a layout higher than the screen the first row that is seen. */
  let top = 0;

  function paint({ rows, cursor }: Layout, isAnew = false): void {
    const height = Math.max(1, screen.rows);
    if (cursor.row < top) top = cursor.row;
    if (cursor.row >= top + height) top = cursor.row - height + 1;
    top = Math.max(0, Math.min(top, rows.length - height));
    const seen = rows.slice(top, top + height);
    let text = '';
    let at = cursorRow;
    let isBehind = false;
    const goTo = (row: number): void => {
      text += vertical(at, row, painted.length);
      at = row;
    };
    for (const [index, row] of seen.entries()) {
      if (index < painted.length && painted[index]?.text === row.text) continue;
      goTo(index);
      text += `\r${row.text}`;
      // A row that is full needs nothing cleared, and clearing from its last cell takes that cell.
      if (row.width < screen.columns) text += clearRight;
      isBehind = true;
    }
    // From here on, and not from the top: a terminal that keeps what is cleared as a whole would keep it twice.
    if (isAnew && (seen.at(-1)?.width ?? 0) < screen.columns) text += clearBelow;
    if (seen.length < painted.length) {
      goTo(seen.length);
      text += `\r${clearBelow}`;
      isBehind = true;
    }
    const row = cursor.row - top;
    if (!isBehind && row === cursorRow && cursor.column === cursorColumn) return;
    // Rows that are new were made by going down from the last one.
    text += vertical(at, row, Math.max(painted.length, seen.length));
    text += cursor.column === 0 ? '\r' : `\r\u001b[${cursor.column}C`;
    screen.write(isBehind ? hide + text + show : text);
    painted = seen;
    cursorRow = row;
    cursorColumn = cursor.column;
  }

  function finish(layout: Layout): void {
    const { rows } = layout;
    const end = { row: rows.length - 1, column: rows.at(-1)?.width ?? 0 };
    if (rows.length <= screen.rows) paint({ rows, cursor: end });
    else
      screen.write(
        toStart() + rows.map(({ text, width }) => text + (width < screen.columns ? clearRight : '')).join('\r\n'),
      );
    screen.write('\r\n');
    forget();
  }

  function resize(layout: Layout, formerColumns: number): void {
    // Terminals wrap lines that became too long; what they joined again was wrapped by us and is not.
    const columns = Math.max(1, screen.columns);
    const heights = painted.map(({ width }) => Math.max(1, Math.ceil(width / columns)));
    const above =
      columns < formerColumns ? heights.slice(0, cursorRow).reduce((sum, height) => sum + height, 0) : cursorRow;
    const within = columns < formerColumns ? Math.floor(cursorColumn / columns) : 0;
    cursorRow = Math.min(above + within, Math.max(0, screen.rows - 1));
    screen.write(toStart());
    painted = [];
    cursorRow = 0;
    cursorColumn = 0;
    paint(layout, true);
  }

  function forget(): void {
    painted = [];
    cursorRow = 0;
    cursorColumn = 0;
    top = 0;
  }

  function toStart(): string {
    return cursorRow > 0 ? `\r\u001b[${cursorRow}A` : '\r';
  }

  return { paint, finish, resize, forget };
}

/** Down over rows that are not there yet goes by line breaks, which make them. */
function vertical(from: number, to: number, there: number): string {
  if (to < from) return `\u001b[${from - to}A`;
  if (to === from) return '';
  const known = Math.min(to, Math.max(from, there - 1));
  const down = known > from ? `\u001b[${known - from}B` : '';
  return down + '\r\n'.repeat(to - known);
}
