import { graphemesOf } from '../../terminal/output/display-width.ts';

/** A text that is being written, and the place in it. */
export interface Buffer {
  readonly text: string;
  /** In UTF-16 units from the start; never inside of what a screen shows as one character. */
  readonly cursor: number;
}

export const emptyBuffer: Buffer = { text: '', cursor: 0 };

/** The text with the cursor behind it. */
export function bufferOf(text: string): Buffer {
  return { text, cursor: text.length };
}

/** What a movement or a deletion leaves, and the text that it took away. */
export interface Deletion {
  readonly buffer: Buffer;
  readonly deleted: string;
}

export function insert({ text, cursor }: Buffer, inserted: string): Buffer {
  const joined = text.slice(0, cursor) + inserted + text.slice(cursor);
  // A mark that combines with what follows makes one character of both: the cursor stands behind it.
  return { text: joined, cursor: boundaryFrom(joined, cursor + inserted.length) };
}

export function moveTo({ text }: Buffer, cursor: number): Buffer {
  return { text, cursor: boundaryFrom(text, Math.max(0, Math.min(cursor, text.length))) };
}

export function moveLeft({ text, cursor }: Buffer): Buffer {
  return { text, cursor: previousBoundary(text, cursor) };
}

export function moveRight({ text, cursor }: Buffer): Buffer {
  return { text, cursor: nextBoundary(text, cursor) };
}

export function moveWordLeft({ text, cursor }: Buffer): Buffer {
  return { text, cursor: wordStart(text, cursor) };
}

export function moveWordRight({ text, cursor }: Buffer): Buffer {
  return { text, cursor: wordEnd(text, cursor) };
}

export function moveToLineStart({ text, cursor }: Buffer): Buffer {
  return { text, cursor: lineStart(text, cursor) };
}

export function moveToLineEnd({ text, cursor }: Buffer): Buffer {
  return { text, cursor: lineEnd(text, cursor) };
}

/** To the line above or below, at the same character of it or, where it is shorter, at its end. Undefined where there is none. */
export function moveLine({ text, cursor }: Buffer, by: 1 | -1, column: number): Buffer | undefined {
  const start = lineStart(text, cursor);
  const end = lineEnd(text, cursor);
  if (by < 0 ? start === 0 : end === text.length) return undefined;
  const from = by < 0 ? lineStart(text, start - 1) : end + 1;
  const line = text.slice(from, lineEnd(text, from));
  let at = 0;
  let count = 0;
  for (const grapheme of graphemesOf(line)) {
    if (count === column) break;
    count++;
    at += grapheme.length;
  }
  return { text, cursor: from + at };
}

/** How many characters stand before the cursor in its line. */
export function columnOf({ text, cursor }: Buffer): number {
  return [...graphemesOf(text.slice(lineStart(text, cursor), cursor))].length;
}

/** The text without what lies between the cursor and another place, to which the cursor goes or where it stays. */
export function deleteTo({ text, cursor }: Buffer, place: number): Deletion {
  const [from, to] = place < cursor ? [place, cursor] : [cursor, place];
  const left = text.slice(0, from) + text.slice(to);
  return { buffer: { text: left, cursor: boundaryFrom(left, from) }, deleted: text.slice(from, to) };
}

/** Changes the places of the characters before and at the cursor, at the end of a line of the two before it. */
export function transpose(buffer: Buffer): Buffer {
  const { text, cursor } = buffer;
  const atEnd = cursor === lineEnd(text, cursor);
  const middle = atEnd ? previousBoundary(text, cursor) : cursor;
  const start = previousBoundary(text, middle);
  const end = nextBoundary(text, middle);
  if (start === middle || middle < lineStart(text, cursor) + 1 || text.slice(start, end).includes('\n')) return buffer;
  const swapped = text.slice(0, start) + text.slice(middle, end) + text.slice(start, middle) + text.slice(end);
  return { text: swapped, cursor: boundaryFrom(swapped, end) };
}

export function lineStart(text: string, cursor: number): number {
  return cursor === 0 ? 0 : text.lastIndexOf('\n', cursor - 1) + 1;
}

export function lineEnd(text: string, cursor: number): number {
  const end = text.indexOf('\n', cursor);
  return end === -1 ? text.length : end;
}

const wordCharacter = /[\p{L}\p{N}\p{M}_$]/u;

/** The start of the word before a place. */
export function wordStart(text: string, cursor: number): number {
  let at = cursor;
  while (at > 0 && !wordCharacter.test(characterBefore(text, at))) at -= characterBefore(text, at).length;
  while (at > 0 && wordCharacter.test(characterBefore(text, at))) at -= characterBefore(text, at).length;
  return boundaryBefore(text, at);
}

/** The end of the word behind a place. */
export function wordEnd(text: string, cursor: number): number {
  let at = cursor;
  while (at < text.length && !wordCharacter.test(characterAt(text, at))) at += characterAt(text, at).length;
  while (at < text.length && wordCharacter.test(characterAt(text, at))) at += characterAt(text, at).length;
  return boundaryFrom(text, at);
}

/** The start of what stands before a place between blanks. */
export function blankSeparatedStart(text: string, cursor: number): number {
  const before = /\S*\s*$/.exec(text.slice(0, cursor));
  return boundaryBefore(text, before?.index ?? 0);
}

function characterAt(text: string, at: number): string {
  return String.fromCodePoint(text.codePointAt(at) ?? 0);
}

function characterBefore(text: string, at: number): string {
  const isPair = at > 1 && /[\udc00-\udfff]/.test(text[at - 1] ?? '') && /[\ud800-\udbff]/.test(text[at - 2] ?? '');
  return text.slice(at - (isPair ? 2 : 1), at);
}

function previousBoundary(text: string, cursor: number): number {
  if (cursor === 0) return 0;
  const start = lineStart(text, cursor);
  // Behind a line break stands the break.
  if (start === cursor) return cursor - 1;
  const line = text.slice(start, lineEnd(text, cursor));
  if (isAscii.test(line)) return cursor - 1;
  let at = start;
  for (const grapheme of graphemesOf(line)) {
    if (at + grapheme.length >= cursor) return at;
    at += grapheme.length;
  }
  return at;
}

function nextBoundary(text: string, cursor: number): number {
  if (cursor >= text.length) return text.length;
  if (text[cursor] === '\n') return cursor + 1;
  return boundaryFrom(text, cursor + 1);
}

/** The place itself, or the next one that is not inside of a character. */
function boundaryFrom(text: string, place: number): number {
  const start = lineStart(text, place);
  const line = text.slice(start, lineEnd(text, place));
  if (isAscii.test(line)) return place;
  let at = start;
  for (const grapheme of graphemesOf(line)) {
    if (at >= place) return at;
    at += grapheme.length;
  }
  return at;
}

function boundaryBefore(text: string, place: number): number {
  const next = boundaryFrom(text, place);
  return next === place ? place : previousBoundary(text, next);
}

const isAscii = /^[\x20-\x7e]*$/;
