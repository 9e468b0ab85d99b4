import type { Entries, KeyResult } from './apply-key.ts';
import type { EditorState, Search } from './editor-state.ts';
import { type Key, nameOfKey } from './pressed-key.ts';

/** Ctrl-R: what is typed from here on is looked for in the history. */
export function startSearch(state: EditorState): EditorState {
  return { ...state, search: { wanted: '', place: 0, isFound: true, before: state.buffer } };
}

/** A key while the history is being searched. What edits or moves takes over what was found. */
export function searchKey(
  state: EditorState,
  search: Search,
  key: Key,
  entries: Entries,
  otherwise: (state: EditorState, key: Key, entries: Entries) => KeyResult,
): KeyResult {
  const name = nameOfKey(key);
  const { search: _, ...ended } = state;
  if (name === undefined) return { state: find(state, search, search.wanted + (key.sequence ?? ''), entries) };
  switch (name) {
    case 'backspace':
      return { state: find(state, { ...search, place: 0 }, [...search.wanted].slice(0, -1).join(''), entries) };
    case 'C-r':
    case 'up':
      return { state: next(state, search, 1, entries) };
    case 'C-s':
    case 'down':
      return { state: next(state, search, -1, entries) };
    case 'C-c':
    case 'C-g':
    case 'escape':
      return { state: { ...ended, buffer: search.before, place: 0 } };
    // What is found is looked at before it runs.
    case 'return':
    case 'enter':
    case 'tab':
      return { state: taken(ended, search) };
    default:
      return otherwise(taken(ended, search), key, entries);
  }
}

/** What was found is what is being written; undo brings back what was written before. */
function taken(state: EditorState, { before }: Search): EditorState {
  const isOther = before.text !== state.buffer.text;
  return { ...state, place: 0, undo: isOther ? [...state.undo, before] : state.undo, redo: [], last: 'other' };
}

/** The newest entry, from the one shown on, that has the text. */
function find(state: EditorState, search: Search, wanted: string, entries: Entries): EditorState {
  if (wanted === '') return { ...state, buffer: search.before, search: { ...search, wanted, place: 0, isFound: true } };
  return shown(state, { ...search, wanted }, indexFrom(wanted, Math.max(search.place, 1), 1, entries), entries);
}

function next(state: EditorState, search: Search, by: 1 | -1, entries: Entries): EditorState {
  if (search.wanted === '') return state;
  const text = state.buffer.text;
  let place = indexFrom(search.wanted, search.place + by, by, entries);
  // The same statement, run again and again, is one find.
  while (place !== undefined && entries[place - 1] === text) place = indexFrom(search.wanted, place + by, by, entries);
  return place === undefined ? state : shown(state, search, place, entries);
}

function shown(state: EditorState, search: Search, place: number | undefined, entries: Entries): EditorState {
  if (place === undefined) return { ...state, search: { ...search, isFound: false } };
  const text = entries[place - 1] ?? '';
  const cursor = text.toLowerCase().indexOf(search.wanted.toLowerCase());
  return { ...state, buffer: { text, cursor: Math.max(0, cursor) }, search: { ...search, place, isFound: true } };
}

function indexFrom(wanted: string, from: number, by: 1 | -1, entries: Entries): number | undefined {
  const lower = wanted.toLowerCase();
  for (let place = from; place >= 1 && place <= entries.length; place += by)
    if (entries[place - 1]?.toLowerCase().includes(lower)) return place;
  return undefined;
}
