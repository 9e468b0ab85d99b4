import type { Completion } from '../../completion/completion.ts';
import { type Buffer, emptyBuffer } from './buffer.ts';

/** What is being written, and what was done to it. */
export interface EditorState {
  readonly buffer: Buffer;
  readonly undo: readonly Buffer[];
  readonly redo: readonly Buffer[];
  /** What was deleted last by words and lines, newest last. */
  readonly killed: readonly string[];
  /** What the last key did: letters typed one after the other are taken back together, pieces killed so are put back together. */
  readonly last: 'type' | 'kill-left' | 'kill-right' | 'yank' | 'line' | 'other';
  /** The character of the line that moving up and down keeps to. */
  readonly column: number;
  /** Which entry of the history is shown, counted from the newest; 0 is what is being written. */
  readonly place: number;
  /** What entries of the history were changed to while this one is written. */
  readonly drafts: ReadonlyMap<number, Buffer>;
  /** Where the newest entry of the history was wrong. */
  readonly fault?: number | undefined;
  readonly search?: Search;
  /** What could stand at the cursor. */
  readonly menu?: Menu | undefined;
}

/** Suggestions for a piece of the text, and which of them is written in its place. */
export interface Menu {
  readonly suggestions: Completion['suggestions'];
  readonly from: number;
  readonly to: number;
  readonly selected?: number;
  /** The text before one was selected. */
  readonly before: Buffer;
}

/** The history is being searched. */
export interface Search {
  readonly wanted: string;
  /** Which entry was found, counted from the newest. */
  readonly place: number;
  readonly isFound: boolean;
  /** What was written before. */
  readonly before: Buffer;
}

export function editorState(
  buffer: Buffer = emptyBuffer,
  { killed = [], fault }: Partial<Pick<EditorState, 'killed' | 'fault'>> = {},
): EditorState {
  return { fault, buffer, undo: [], redo: [], killed, last: 'other', column: 0, place: 0, drafts: new Map() };
}

const most = 500;

/** A state with another text, which undo takes back; what was typed in a row, all at once. */
export function changed(state: EditorState, buffer: Buffer, last: EditorState['last'] = 'other'): EditorState {
  if (buffer.text === state.buffer.text) return moved(state, buffer);
  const isSameRun = last === 'type' && state.last === 'type';
  const undo = isSameRun ? state.undo : [...state.undo.slice(-most), state.buffer];
  return { ...state, buffer, undo, redo: [], last };
}

/** A state with the cursor elsewhere. */
export function moved(state: EditorState, buffer: Buffer): EditorState {
  return { ...state, buffer, last: 'other' };
}

export function undone(state: EditorState): EditorState {
  const buffer = state.undo.at(-1);
  if (buffer === undefined) return state;
  return { ...state, buffer, undo: state.undo.slice(0, -1), redo: [...state.redo, state.buffer], last: 'other' };
}

export function redone(state: EditorState): EditorState {
  const buffer = state.redo.at(-1);
  if (buffer === undefined) return state;
  return { ...state, buffer, redo: state.redo.slice(0, -1), undo: [...state.undo, state.buffer], last: 'other' };
}

/** A state without a part of its text, which can be put back elsewhere. */
export function killed(
  state: EditorState,
  { buffer, deleted }: { readonly buffer: Buffer; readonly deleted: string },
  side: 'left' | 'right',
): EditorState {
  if (deleted === '') return moved(state, buffer);
  const continues = state.last === 'kill-left' || state.last === 'kill-right';
  const before = continues ? (state.killed.at(-1) ?? '') : '';
  const whole = side === 'left' ? deleted + before : before + deleted;
  const ring = continues ? state.killed.slice(0, -1) : state.killed.slice(-most);
  return { ...changed(state, buffer, `kill-${side}`), killed: [...ring, whole] };
}
