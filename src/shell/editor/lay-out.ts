import { graphemesOf, graphemeWidth } from '../../terminal/output/display-width.ts';
import { visibleText } from '../../terminal/output/visible-text.ts';
import type { Style } from '../../terminal/style.ts';
import { type Colour, coloured } from './colours.ts';

/** A part of the text in one colour; parts follow each other without gaps. */
export interface ColouredPart {
  readonly text: string;
  readonly colour: Colour;
}

/** What is to be seen: rows that fit the screen, and where the cursor stands in them. */
export interface Layout {
  readonly rows: readonly LayoutRow[];
  readonly cursor: { readonly row: number; readonly column: number };
}

export interface LayoutRow {
  readonly text: string;
  /** How many cells it takes. */
  readonly width: number;
}

export interface LayoutSettings {
  /** What stands before each line of the text: printable ASCII. */
  readonly prompts: readonly string[];
  readonly cursor: number;
  readonly width: number;
  readonly style: Style;
}

const tabStop = 8;
const printable = /^[\x20-\x7e]*$/;

/** Lays out a text: each line behind its prompt, going on in the next row where a screen's width ends. */
export function layOut(parts: readonly ColouredPart[], { prompts, cursor, width, style }: LayoutSettings): Layout {
  const rows: LayoutRow[] = [];
  let place: Layout['cursor'] | undefined;
  let row = '';
  let column = 0;
  let run = '';
  let runColour: Colour = 'plain';
  let offset = 0;
  let line = 0;

  const endRun = (): void => {
    if (run !== '') row += coloured(run, runColour, style);
    run = '';
  };
  const endRow = (): void => {
    endRun();
    rows.push({ text: row, width: column });
    row = '';
    column = 0;
  };
  const beginLine = (): void => {
    const prompt = prompts[line] ?? '';
    // A screen too narrow for both shows the text.
    if (prompt.length + 8 <= width) {
      row = line === 0 ? style.bold(prompt) : style.dim(prompt);
      column = prompt.length;
    }
    line++;
  };
  const put = (shown: string, cells: number, colour: Colour): void => {
    if (column + cells > width && column > 0) endRow();
    // A mark of no width stays in a row that is full, and the cursor on its last cell.
    if (offset >= cursor) place ??= { row: rows.length, column: Math.min(column, width - 1) };
    if (colour !== runColour) endRun();
    runColour = colour;
    run += shown;
    column += cells;
  };
  /** Most of what is written: a character a cell, as much of it at once as the row has room for. */
  const putPrintable = (text: string, colour: Colour): void => {
    for (let from = 0; from < text.length; ) {
      if (column >= width) endRow();
      const taken = text.slice(from, from + width - column);
      if (place === undefined && cursor < offset + taken.length)
        place = { row: rows.length, column: column + Math.max(0, cursor - offset) };
      if (colour !== runColour) endRun();
      runColour = colour;
      run += taken;
      column += taken.length;
      offset += taken.length;
      from += taken.length;
    }
  };

  beginLine();
  for (const { text, colour } of merged(parts)) {
    for (const [index, piece] of text.split('\n').entries()) {
      if (index > 0) {
        placeAtEnd();
        endRow();
        offset++;
        beginLine();
      }
      if (printable.test(piece)) {
        putPrintable(piece, colour);
        continue;
      }
      for (const grapheme of charactersOf(piece)) {
        const shown = grapheme === '\t' ? ' '.repeat(tabStop - (column % tabStop)) : visibleText(grapheme);
        const cells = shown === grapheme ? graphemeWidth(grapheme) : shown.length;
        // What is wider than the screen, `\u202e` on a screen of four cells, takes several rows.
        if (cells <= width) put(shown, cells, colour);
        else for (const character of shown) put(character, 1, colour);
        offset += grapheme.length;
      }
    }
  }
  placeAtEnd();
  endRow();
  return { rows, cursor: place ?? { row: rows.length - 1, column: 0 } };

  /** Behind the last character of a row that is full the cursor stands in the next one. */
  function placeAtEnd(): void {
    if (place !== undefined || offset < cursor) return;
    if (column >= width) endRow();
    place = { row: rows.length, column };
  }
}

/** Parts of one colour are one; a character that two parts share, a letter and the mark on it, belongs to the first. */
function merged(parts: readonly ColouredPart[]): readonly ColouredPart[] {
  const joined: { text: string; colour: Colour }[] = [];
  let last: { text: string; colour: Colour } | undefined;
  for (const { text, colour } of parts) {
    if (last !== undefined && (last.colour === colour || (startsInside.test(text) && !last.text.endsWith('\n'))))
      last.text += text;
    else {
      last = { text, colour };
      joined.push(last);
    }
  }
  return joined;
}

const startsInside = /^(?:\p{M}|\u200d)/u;

/** What takes longest is done once for each piece of the text, not at each key. */
const known = new Map<string, readonly string[]>();
const most = 2_000;

function charactersOf(piece: string): readonly string[] {
  let characters = known.get(piece);
  if (characters === undefined) {
    characters = [...graphemesOf(piece)];
    if (known.size >= most) known.clear();
    known.set(piece, characters);
  }
  return characters;
}
