import type { ErrorPosition } from './skyql-error.ts';

const widestExcerpt = 100;

/** The line, the column (both from 1) and the marked line of the character at `offset`. */
export function positionAt(source: string, offset: number): ErrorPosition {
  const place = Math.max(0, Math.min(offset, source.length));
  const lineStart = source.lastIndexOf('\n', place - 1) + 1;
  const lineEnd = source.indexOf('\n', place);
  const text = source.slice(lineStart, lineEnd === -1 ? source.length : lineEnd).replace(/\r$/, '');
  const line = source.slice(0, lineStart).split('\n').length;
  const column = place - lineStart + 1;
  return { line, column, excerpt: markedExcerpt(text, Math.min(column - 1, text.length)) };
}

function markedExcerpt(text: string, caret: number): string {
  const start = caret <= widestExcerpt / 2 || text.length <= widestExcerpt ? 0 : caret - widestExcerpt / 2;
  const before = start > 0 ? '...' : '';
  const shown = text.slice(start, start + widestExcerpt);
  const after = start + widestExcerpt < text.length ? '...' : '';
  // A tab keeps its width under the line only when the caret's line holds it too.
  const indent = (before + shown.slice(0, caret - start)).replace(/[^\t]/g, ' ');
  return `${before}${shown}${after}\n${indent}^`;
}
