import type { Style } from '../../terminal/style.ts';
import { colourOf } from './colours.ts';
import type { EditorState } from './editor-state.ts';
import { type ColouredPart, type Layout, layOut } from './lay-out.ts';
import { menuRows } from './menu.ts';
import { type Continuation, readEntries } from './read-entries.ts';

export interface ViewSettings {
  readonly prompt: string;
  readonly width: number;
  readonly style: Style;
}

/** What stands at the end of a prompt says what is open: psql's signs. */
const signs: Readonly<Record<Continuation, string>> = {
  start: '>',
  statement: '->',
  bracket: '(>',
  string: "'>",
  name: '">',
  comment: '*>',
};

/** Longer texts, a script that was pasted, are shown without colours and suggestions: each key would have to wait for them. */
export const mostColoured = 20_000;

function partsOf(text: string): { readonly parts: ColouredPart[]; readonly lines: readonly Continuation[] } {
  if (text.length > mostColoured)
    return { parts: [{ text, colour: 'plain' }], lines: text.split('\n').map(() => 'statement') };
  const { tokens, lines } = readEntries(text, { brackets: true });
  return { parts: tokens.map((token) => ({ text: token.text, colour: colourOf(token) })), lines };
}

/** What is to be seen of a state; `tail` stands behind the text. */
export function editorView(state: EditorState, settings: ViewSettings, tail = ''): Layout {
  const { buffer, search, menu } = state;
  const { prompt, width, style } = settings;
  const { parts, lines } = partsOf(buffer.text);
  if (tail !== '') parts.push({ text: tail, colour: 'comment' });
  const prompts = lines.map((line, index) =>
    index === 0 ? `${prompt}> ` : `${signs[line]} `.padStart(prompt.length + 2),
  );
  const layout = layOut(parts, { prompts, cursor: buffer.cursor, width, style });
  if (menu !== undefined) return { ...layout, rows: [...layout.rows, ...menuRows(menu, width, style)] };
  if (search === undefined) return layout;
  const label = search.isFound ? 'history: ' : 'not in the history: ';
  const status = layOut([{ text: search.wanted, colour: 'plain' }], {
    prompts: [label],
    cursor: search.wanted.length,
    width,
    style,
  });
  return {
    rows: [...layout.rows, ...status.rows],
    cursor: { row: layout.rows.length + status.cursor.row, column: status.cursor.column },
  };
}
