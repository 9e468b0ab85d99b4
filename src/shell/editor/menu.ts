import type { Completion } from '../../completion/completion.ts';
import { displayWidth, padToWidth, truncateToWidth } from '../../terminal/output/display-width.ts';
import { visibleText } from '../../terminal/output/visible-text.ts';
import type { Style } from '../../terminal/style.ts';
import type { Buffer } from './buffer.ts';
import { changed, type EditorState, type Menu } from './editor-state.ts';
import type { LayoutRow } from './lay-out.ts';

/**
 * A state with what could stand at the cursor: shown in a menu and, where Tab asked, written as far as it is clear. Not shown to
 * who types on is what says nothing new.
 */
export function offered(
  state: EditorState,
  { from, to, suggestions }: Completion,
  asked: 'tab' | 'typing',
): EditorState {
  const { buffer } = state;
  const typed = buffer.text.slice(from, buffer.cursor);
  const [first] = suggestions;
  if (first === undefined) return state;
  const menu: Menu = { suggestions, from, to, before: buffer };
  if (asked === 'typing') {
    const isBegun = typed !== '' || /[.@$]/.test(buffer.text[buffer.cursor - 1] ?? '');
    return isBegun && suggestions.some(({ text }) => text !== typed) ? { ...state, menu } : state;
  }
  return taken({ ...state, menu }, menu);
}

/** What Tab does at a menu: writes what all suggestions begin with, then one after the other. */
export function taken(state: EditorState, menu: Menu, by: 1 | -1 = 1): EditorState {
  const { suggestions, from, before } = menu;
  if (menu.selected !== undefined || by === -1) return selected(state, menu, (menu.selected ?? 0) + by);
  const [first] = suggestions;
  if (suggestions.length === 1 && first !== undefined) return { ...written(state, menu, first.text), menu: undefined };
  const typed = before.text.slice(from, before.cursor);
  // Others were found by a word inside of them, or by what they are about.
  const begun = suggestions
    .map(({ text }) => text)
    .filter((text) => text.toLowerCase().startsWith(typed.toLowerCase()));
  const shared = sharedStart(begun);
  const isMore = shared.length > typed.length;
  if (!isMore) return selected(state, menu, 0);
  const further = written(state, menu, shared);
  return { ...further, menu: { ...menu, before: further.buffer, to: from + shared.length } };
}

/** The text as it was before something was selected. */
export function dismissed(state: EditorState, menu: Menu): EditorState {
  return { ...state, buffer: menu.selected === undefined ? state.buffer : menu.before, menu: undefined };
}

function selected(state: EditorState, menu: Menu, wanted: number): EditorState {
  const { suggestions } = menu;
  const index = (wanted + suggestions.length) % suggestions.length;
  const next = written(state, menu, suggestions[index]?.text ?? '');
  // Looking through the suggestions is one change.
  const undo = menu.selected === undefined ? next.undo : state.undo;
  return { ...next, undo, menu: { ...menu, selected: index } };
}

function written(state: EditorState, { before, from, to }: Menu, text: string): EditorState {
  const buffer: Buffer = {
    text: before.text.slice(0, from) + text + before.text.slice(to),
    cursor: from + text.length,
  };
  return changed(state, buffer);
}

function sharedStart(texts: readonly string[]): string {
  const [first = '', ...rest] = texts;
  let length = first.length;
  for (const text of rest) while (!text.toLowerCase().startsWith(first.slice(0, length).toLowerCase())) length--;
  return first.slice(0, length);
}

const mostRows = 7;

/** The rows of a menu: each suggestion and what it is, those around the one that is selected. */
export function menuRows({ suggestions, selected: at }: Menu, width: number, style: Style): readonly LayoutRow[] {
  const start = Math.max(0, Math.min((at ?? 0) - mostRows + 2, suggestions.length - mostRows));
  const seen = suggestions.slice(start, start + mostRows);
  const names = seen.map(({ text }) => truncateToWidth(visibleText(text), Math.max(8, width - 4)));
  const column = Math.max(...names.map(displayWidth));
  const rows = seen.map(({ detail, kind }, index): LayoutRow => {
    const isSelected = start + index === at;
    const name = padToWidth(names[index] ?? '', column, 'left');
    const room = width - column - 5;
    const about = room < 8 ? '' : truncateToWidth(visibleText(detail === '' ? kind : detail), room);
    const shown = `${isSelected ? '›' : ' '} ${isSelected ? style.bold(name) : name}  ${style.dim(about)}`;
    return { text: shown, width: 4 + column + displayWidth(about) };
  });
  const left = suggestions.length - start - seen.length;
  const more = `  ${left} more`;
  return left > 0 ? [...rows, { text: style.dim(more), width: more.length }] : rows;
}
