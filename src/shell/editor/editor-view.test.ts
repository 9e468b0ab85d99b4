import fc from 'fast-check';
import { expect, it } from 'vitest';
import { graphemesOf, graphemeWidth } from '../../terminal/output/display-width.ts';
import { visibleText } from '../../terminal/output/visible-text.ts';
import { plainStyle } from '../../terminal/style.ts';
import { keySequences } from '../testing/key-sequences.ts';
import { vtScreen } from '../testing/vt-screen.ts';
import { applyKey, pasted } from './apply-key.ts';
import { type EditorState, editorState } from './editor-state.ts';
import { editorView } from './editor-view.ts';
import { createPainter } from './painter.ts';
import type { Key } from './pressed-key.ts';

const entries = ["select name\nfrom aws.ec2.images\nwhere name = 'データ';", 'show services in aws;', '\\dt ec2'];

const texts = fc.string({
  unit: fc.constantFrom(
    'a',
    'b',
    ' ',
    ';',
    "'",
    '(',
    '\n',
    '\t',
    'é',
    'デ',
    '👍',
    '\u0301',
    '\u202e',
    '"',
    '-- ',
    '/*',
  ),
  maxLength: 30,
});
const names = 'left right up down home end backspace delete return tab'.split(' ');
const controls = 'a b c e f k l n p r t u w y _'.split(' ');
const steps = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...'select from (1);\'"デ👍').map((text): Key => ({ sequence: text })) },
  { weight: 3, arbitrary: fc.constantFrom(...names).map((name): Key => ({ name, sequence: `\u001b[${name}` })) },
  { weight: 2, arbitrary: fc.constantFrom(...controls).map((name): Key => ({ name, ctrl: true, sequence: '\u0001' })) },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom('b', 'd', 'f', 'u', 'l', 'y')
      .map((name): Key => ({ name, meta: true, sequence: `\u001b${name}` })),
  },
  { weight: 1, arbitrary: fc.constantFrom('\u001f', keySequences.redo).map((sequence): Key => ({ sequence })) },
  { weight: 1, arbitrary: texts },
);

/** The rows of a text, made cell by cell: what any terminal shows of prompts and lines. */
function rowsOf({ buffer: { text } }: EditorState, prompts: readonly string[], width: number): string[] {
  return text.split('\n').flatMap((line, index) => {
    const rows = [''];
    let used = 0;
    const put = (shown: string, cells: number): void => {
      if (used + cells > width) {
        rows.push('');
        used = 0;
      }
      rows[rows.length - 1] += shown;
      used += cells;
    };
    for (const character of prompts[index] ?? '') put(character, 1);
    for (const grapheme of graphemesOf(line)) {
      const shown = grapheme === '\t' ? ' '.repeat(8 - (used % 8)) : visibleText(grapheme);
      put(shown, shown === grapheme ? graphemeWidth(grapheme) : shown.length);
    }
    return rows.map((row) => row.trimEnd());
  });
}

it('is what a terminal shows, whatever keys are pressed and however little is painted anew', {
  timeout: 300_000,
}, () => {
  fc.assert(
    fc.property(fc.array(steps, { maxLength: 40 }), fc.integer({ min: 16, max: 50 }), (pressed, columns) => {
      const screen = vtScreen(columns, 200);
      const painter = createPainter(screen);
      const low = vtScreen(columns, 4);
      const lowPainter = createPainter(low);
      let state = editorState();
      for (const step of pressed) {
        state = typeof step === 'string' ? pasted(state, step) : applyKey(state, step, entries).state;
        const view = editorView(state, { prompt: 'skyql', width: columns, style: plainStyle });
        painter.paint(view);
        const lines = screen.lines();
        expect(lines.slice(0, view.rows.length)).toEqual(view.rows.map(({ text }) => text.trimEnd()));
        expect(lines.slice(view.rows.length).join('')).toBe('');
        expect(screen.cursor()).toEqual({ row: view.cursor.row, column: view.cursor.column });
        // Where there is no room for all of it, the row of the cursor and those around it.
        lowPainter.paint(view);
        const { row, column } = low.cursor();
        const from = view.cursor.row - row;
        const around = view.rows.slice(from, from + 4).map(({ text }) => text.trimEnd());
        expect(low.lines().slice(0, around.length)).toEqual(around);
        expect(column).toBe(view.cursor.column);
        if (state.search !== undefined) continue;
        const prompts = promptsOf(state);
        const shown = view.rows.map(({ text }) => text.trimEnd());
        const naive = rowsOf(state, prompts, columns);
        expect(shown.filter((row) => row !== '')).toEqual(naive.filter((row) => row !== ''));
      }
    }),
    { numRuns: process.env.SKYQL_LONG === '1' ? 3_000 : 30 },
  );
});

/** What stands before the lines is said by `readEntries`; here it is taken for what it is. */
function promptsOf(state: EditorState): readonly string[] {
  const wide = editorView(state, { prompt: 'skyql', width: 100_000, style: plainStyle });
  return wide.rows.map(({ text }) => text.slice(0, 7));
}

it('shows the part of a long text that the cursor is in, and at the end all of it', () => {
  const screen = vtScreen(30, 5);
  const painter = createPainter(screen);
  const text = Array.from({ length: 12 }, (_, line) => `line ${line}`).join('\n');
  const settings = { prompt: 'skyql', width: 30, style: plainStyle };
  let state = editorState({ text, cursor: text.length });
  painter.paint(editorView(state, settings));
  expect(screen.lines()).toEqual([7, 8, 9, 10, 11].map((line) => `    -> line ${line}`));
  for (let step = 0; step < 9; step++) state = applyKey(state, { name: 'up' }, []).state;
  painter.paint(editorView(state, settings));
  expect(screen.lines()).toEqual([2, 3, 4, 5, 6].map((line) => `    -> line ${line}`));
  expect(screen.cursor().row).toBe(0);
  painter.finish(editorView(state, settings));
  const all = [...screen.scrolled(), ...screen.lines()];
  expect(all.filter((line) => line !== '')).toEqual([
    'skyql> line 0',
    ...Array.from({ length: 11 }, (_, line) => `    -> line ${line + 1}`),
  ]);
});

it('is painted anew where the screen became narrower, and the terminal has wrapped what was there', () => {
  const text = 'select name, region from aws.ec2.images';
  const state = editorState({ text, cursor: text.length });
  let shown = vtScreen(60, 12);
  const screen = {
    write: (written: string) => shown.write(written),
    rows: 12,
    get columns() {
      return shown.columns;
    },
  };
  const painter = createPainter(screen);
  const view = () => editorView(state, { prompt: 'skyql', width: shown.columns, style: plainStyle });
  shown.write('above\r\n');
  painter.paint(view());
  shown = vtScreen(30, 12);
  shown.write(`above\r\nskyql> ${text}`);
  painter.resize(view(), 60);
  expect(shown.lines().filter((line) => line !== '')).toEqual([
    'above',
    'skyql> select name, region fro',
    'm aws.ec2.images',
  ]);
  expect(shown.cursor()).toEqual({ row: 2, column: 16 });
});

it('shows a long script that was pasted without colours, line for line', () => {
  const text = Array.from({ length: 1_000 }, (_, line) => `INSERT INTO t VALUES (${line});`).join('\n');
  const style = { ...plainStyle, cyan: (keyword: string) => `<${keyword}>` };
  const shown = (whole: string) =>
    editorView(editorState({ text: whole, cursor: 0 }), { prompt: 'skyql', width: 60, style });
  expect(shown(text.slice(0, 50)).rows[0]?.text).toContain('<INSERT>');
  const { rows, cursor } = shown(text);
  expect(rows.map((row) => row.text.slice(7)).join('\n')).toBe(text);
  expect(cursor).toEqual({ row: 0, column: 7 });
});
