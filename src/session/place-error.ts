import { positionAt } from '../errors/position-at.ts';
import { type ErrorPosition, SkyqlError } from '../errors/skyql-error.ts';

/**
 * An error with its position in the statement as it was written: DuckDB sees parts of it and rewritten forms, and cuts
 * long lines. Where the marked text is not found once and only once there is no position: it would show SQL that nobody wrote.
 */
export function placeError(error: unknown, source: string): unknown {
  if (!(error instanceof SkyqlError) || error.position === undefined) return error;
  const offset = offsetOf(error.position, source);
  const { code, message, hint, scope, retryable, cause } = error;
  const position = offset === undefined ? undefined : positionAt(source, offset);
  return new SkyqlError(code, message, { hint, scope, retryable, cause, position });
}

function offsetOf({ excerpt }: ErrorPosition, source: string): number | undefined {
  const [line = '', marks = ''] = excerpt.split('\n');
  const caret = marks.indexOf('^');
  if (caret === -1) return undefined;
  const start = line.startsWith('...') ? 3 : 0;
  const end = line.endsWith('...') ? line.length - 3 : line.length;
  const word = /^[\w".]+/.exec(line.slice(caret, end))?.[0] ?? '';
  const whole = onlyOffset(source, escaped(line.slice(start, end)));
  if (whole !== undefined) return whole + caret - start;
  return (
    onlyOffset(source, escaped(line.slice(caret, end))) ?? onlyOffset(source, `(?<![\\w"])${escaped(word)}(?![\\w"])`)
  );
}

function onlyOffset(source: string, pattern: string): number | undefined {
  if (pattern === '') return undefined;
  const [first, second] = source.matchAll(new RegExp(pattern, 'g'));
  return second === undefined ? first?.index : undefined;
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
