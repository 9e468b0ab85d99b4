import {
  blankSeparatedStart,
  bufferOf,
  columnOf,
  deleteTo,
  insert,
  lineEnd,
  lineStart,
  moveLeft,
  moveLine,
  moveRight,
  moveTo,
  moveToLineEnd,
  moveToLineStart,
  moveWordLeft,
  moveWordRight,
  transpose,
  wordEnd,
  wordStart,
} from './buffer.ts';
import { changed, type EditorState, killed, type Menu, moved, redone, undone } from './editor-state.ts';
import { dismissed, taken } from './menu.ts';
import { type Key, nameOfKey } from './pressed-key.ts';
import { readEntries } from './read-entries.ts';
import { searchKey, startSearch } from './search.ts';

/** What a key asks for beside another state. */
export type Effect = 'accept' | 'cancel' | 'leave' | 'redraw' | 'suspend' | 'edit' | 'complete';

export interface KeyResult {
  readonly state: EditorState;
  readonly effect?: Effect;
}

/** The entries that were kept, newest first. */
export type Entries = readonly string[];

type Action = (state: EditorState, entries: Entries) => EditorState | KeyResult;

/** What a key makes of a state. Knows no screen and no time. */
export function applyKey(state: EditorState, key: Key, entries: Entries): KeyResult {
  if (state.search !== undefined) return searchKey(state, state.search, key, entries, applyKey);
  const name = nameOfKey(key);
  if (state.menu !== undefined) {
    const chosen = menuKey(state, state.menu, name);
    if (chosen !== undefined) return { state: chosen };
    return applyKey({ ...state, menu: undefined }, key, entries);
  }
  if (name === undefined) return { state: typed(state, key.sequence ?? '') };
  const done = actions[name]?.(state, entries) ?? state;
  return 'buffer' in done ? { state: done } : done;
}

/** What a key does at a menu; undefined of those that go on with the text as it is. */
function menuKey(state: EditorState, menu: Menu, name: string | undefined): EditorState | undefined {
  const isSelecting = menu.selected !== undefined;
  if (name === 'tab' || (isSelecting && (name === 'down' || name === 'C-n'))) return taken(state, menu);
  if (name === 'S-tab' || (isSelecting && (name === 'up' || name === 'C-p'))) return taken(state, menu, -1);
  if (name === 'escape' || (isSelecting && name === 'C-g')) return dismissed(state, menu);
  // What is selected is taken before anything runs.
  if (isSelecting && (name === 'return' || name === 'enter')) return { ...state, menu: undefined };
  return undefined;
}

/** A text that was pasted, as one change. Line ends become ours, what is no text is left out. */
export function pasted(state: EditorState, text: string): EditorState {
  const clean = text.replace(/\r\n?/g, '\n').replace(unwanted, '');
  const { search: _, menu: __, ...plain } = state;
  return changed(plain, insert(state.buffer, clean));
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
const unwanted = /[\u0000-\u0008\u000b-\u001f\u007f]/g;

function typed(state: EditorState, text: string): EditorState {
  // Words are taken back one by one.
  const kind = /\s/.test(text) ? 'other' : 'type';
  return changed(state, insert(state.buffer, text), kind);
}

const kill = (state: EditorState, place: number): EditorState =>
  killed(state, deleteTo(state.buffer, place), place < state.buffer.cursor ? 'left' : 'right');

function line(state: EditorState, by: 1 | -1): EditorState | undefined {
  const column = state.last === 'line' ? state.column : columnOf(state.buffer);
  const buffer = moveLine(state.buffer, by, column);
  return buffer === undefined ? undefined : { ...moved(state, buffer), last: 'line', column };
}

/** Shows another entry of the history; what the one that is left was changed to is kept until this one is done. */
function recall(state: EditorState, by: 1 | -1, entries: Entries): EditorState {
  const place = state.place + by;
  if (place < 0 || place > entries.length) return state;
  const drafts = new Map(state.drafts).set(state.place, state.buffer);
  const draft = drafts.get(place);
  const whole = draft?.text ?? entries[place - 1] ?? '';
  // Going back the cursor stands in the first line, so that the next step goes back too.
  // What was wrong is brought back at the place where it was.
  const fault = place === 1 && draft === undefined ? state.fault : undefined;
  const first = fault === undefined ? { text: whole, cursor: lineEnd(whole, 0) } : moveTo(bufferOf(whole), fault);
  const buffer = by > 0 ? first : bufferOf(whole);
  return { ...state, buffer, drafts, place, undo: [], redo: [], last: 'other' };
}

function enter(state: EditorState): KeyResult {
  const { text } = state.buffer;
  if (text.trim() === '') return { state, effect: 'accept' };
  return readEntries(text, { brackets: true }).isComplete ? { state, effect: 'accept' } : { state: newLine(state) };
}

/** A new line begins where the one before it begins. */
function newLine(state: EditorState): EditorState {
  const { text, cursor } = state.buffer;
  const indent = /^[ \t]*/.exec(text.slice(lineStart(text, cursor), cursor))?.[0] ?? '';
  return changed(state, insert(state.buffer, `\n${indent}`));
}

function yank(state: EditorState): EditorState {
  const text = state.killed.at(-1);
  return text === undefined ? state : changed(state, insert(state.buffer, text), 'yank');
}

/** Puts what was killed before in the place of what was just put back. */
function yankBefore(state: EditorState): EditorState {
  const last = state.killed.at(-1);
  const before = state.killed.at(-2);
  if (state.last !== 'yank' || last === undefined || before === undefined) return state;
  const { buffer } = deleteTo(state.buffer, state.buffer.cursor - last.length);
  const ring = [last, ...state.killed.slice(0, -1)];
  return { ...changed(state, insert(buffer, before), 'yank'), killed: ring };
}

function caseOf(state: EditorState, change: (word: string) => string): EditorState {
  const { text, cursor } = state.buffer;
  const end = wordEnd(text, cursor);
  const word = change(text.slice(cursor, end));
  return changed(state, { text: text.slice(0, cursor) + word + text.slice(end), cursor: cursor + word.length });
}

const backspace: Action = (state) => changed(state, deleteTo(state.buffer, moveLeft(state.buffer).cursor).buffer);
const deleteRight: Action = (state) => changed(state, deleteTo(state.buffer, moveRight(state.buffer).cursor).buffer);
const killWordLeft: Action = (state) => kill(state, wordStart(state.buffer.text, state.buffer.cursor));
const killWordRight: Action = (state) => kill(state, wordEnd(state.buffer.text, state.buffer.cursor));
const left: Action = (state) => moved(state, moveLeft(state.buffer));
const right: Action = (state) => moved(state, moveRight(state.buffer));
const wordLeft: Action = (state) => moved(state, moveWordLeft(state.buffer));
const wordRight: Action = (state) => moved(state, moveWordRight(state.buffer));
const toLineStart: Action = (state) => moved(state, moveToLineStart(state.buffer));
const toLineEnd: Action = (state) => moved(state, moveToLineEnd(state.buffer));
const toStart: Action = (state) => moved(state, moveTo(state.buffer, 0));
const toEnd: Action = (state) => moved(state, moveTo(state.buffer, state.buffer.text.length));
const up: Action = (state, entries) => line(state, -1) ?? recall(state, 1, entries);
const down: Action = (state, entries) => line(state, 1) ?? recall(state, -1, entries);
const effect =
  (name: Effect): Action =>
  (state) => ({ state, effect: name });

/** Emacs's keys, as readline has them. */
const actions: Readonly<Record<string, Action>> = {
  left,
  'C-b': left,
  right,
  'C-f': right,
  'C-left': wordLeft,
  'M-left': wordLeft,
  'M-b': wordLeft,
  'C-right': wordRight,
  'M-right': wordRight,
  'M-f': wordRight,
  home: toLineStart,
  'C-a': toLineStart,
  end: toLineEnd,
  'C-e': toLineEnd,
  'C-home': toStart,
  'M-<': toStart,
  'C-end': toEnd,
  'M->': toEnd,
  up,
  down,
  'C-p': up,
  'C-n': down,
  pageup: (state, entries) => recall(state, 1, entries),
  pagedown: (state, entries) => recall(state, -1, entries),
  backspace,
  'S-backspace': backspace,
  'C-h': backspace,
  delete: deleteRight,
  'C-d': (state) => (state.buffer.text === '' ? { state, effect: 'leave' } : deleteRight(state, [])),
  'C-w': (state) => kill(state, blankSeparatedStart(state.buffer.text, state.buffer.cursor)),
  'M-backspace': killWordLeft,
  'C-backspace': killWordLeft,
  'M-d': killWordRight,
  'C-delete': killWordRight,
  'M-delete': killWordRight,
  'C-u': (state) => {
    const { text, cursor } = state.buffer;
    const start = lineStart(text, cursor);
    return kill(state, start === cursor && cursor > 0 ? cursor - 1 : start);
  },
  'C-k': (state) => {
    const { text, cursor } = state.buffer;
    const end = lineEnd(text, cursor);
    return kill(state, end === cursor && end < text.length ? end + 1 : end);
  },
  'C-y': yank,
  'M-y': yankBefore,
  'C-t': (state) => changed(state, transpose(state.buffer)),
  'M-u': (state) => caseOf(state, (word) => word.toUpperCase()),
  'M-l': (state) => caseOf(state, (word) => word.toLowerCase()),
  'C-_': undone,
  'M-_': redone,
  return: enter,
  enter: enter,
  'M-return': newLine,
  'M-enter': newLine,
  'S-return': newLine,
  'C-r': startSearch,
  'C-c': effect('cancel'),
  'C-l': effect('redraw'),
  'C-z': effect('suspend'),
  'C-o': effect('edit'),
  tab: (state) => (isBlankBefore(state) ? changed(state, insert(state.buffer, '  ')) : { state, effect: 'complete' }),
  escape: (state) => state,
};

/** Where nothing stands before the cursor in its line there is nothing to complete: Tab indents. */
function isBlankBefore({ buffer: { text, cursor } }: EditorState): boolean {
  const start = lineStart(text, cursor);
  return start > 0 && text.slice(start, cursor).trim() === '';
}
