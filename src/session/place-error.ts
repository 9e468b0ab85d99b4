import { positionAt } from '../errors/position-at.ts';
import { type ErrorPosition, SkyqlError } from '../errors/skyql-error.ts';

/**
 * An error with its position in the statement as it was written: DuckDB sees parts of it and rewritten forms, and cuts
 * long lines. Where the marked text is not found once and only once there is no position: it would show SQL that nobody wrote.
 */
export function placeError(thrown: unknown, source: string): unknown {
  const error = thrown instanceof SkyqlError ? inWordsOf(thrown, source) : thrown;
  if (!(error instanceof SkyqlError) || error.position === undefined) return error;
  const offset = offsetOf(error.position, source);
  const { code, message, hint, scope, retryable, cause } = error;
  const position = offset === undefined ? undefined : positionAt(source, offset);
  return new SkyqlError(code, message, { hint, scope, retryable, cause, position });
}

/** A function that the statement does not name stands inside one of ours: the types are what its user can know. */
function inWordsOf(error: SkyqlError, source: string): SkyqlError {
  const [, name = '', types = ''] =
    /^No function matches the given name and argument types '(.*?)\((.*)\)'/.exec(error.message) ?? [];
  if (name === '' || new RegExp(`(?<![\\w"])${escaped(name)}(?!\\w)`, 'i').test(source)) return error;
  const { code, scope, retryable, cause, position } = error;
  const said = types.replaceAll('_LITERAL', '').replaceAll('STRING', 'VARCHAR');
  return new SkyqlError(code, `A function or operator of the statement takes no values of these types: ${said}.`, {
    hint: 'Cast the value to the type that is meant: value::jsonb where JSON is, value::VARCHAR where text is.',
    scope,
    retryable,
    cause,
    position,
  });
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
