import { describe, expect, it } from 'vitest';
import { SkyqlError } from '../errors/skyql-error.ts';
import { placeError } from './place-error.ts';

function errorAt(line: string, caret: number): SkyqlError {
  const position = { line: 1, column: caret + 1, excerpt: `${line}\n${' '.repeat(caret)}^` };
  return new SkyqlError('UNKNOWN_COLUMN', 'There is no column nam.', { hint: 'name', position });
}

function placed(line: string, caret: number, source: string) {
  const error = placeError(errorAt(line, caret), source);
  return error instanceof SkyqlError ? [error.position?.line, error.position?.column, error.hint] : error;
}

describe('placeError', () => {
  it('finds the line of a part in the whole statement', () => {
    expect(placed('SELECT nam FROM t', 7, 'INSERT INTO r (a)\nSELECT nam FROM t')).toEqual([2, 8, 'name']);
  });
  it('finds a line that was cut at both ends', () => {
    expect(placed('...b, nam FROM t WH...', 6, 'SELECT a, b, nam FROM t WHERE true')).toEqual([1, 14, 'name']);
  });
  it('finds what follows the mark where the line was rewritten before it', () => {
    expect(placed("SELECT x <> y AND nam = 'a'", 18, "SELECT x != y AND nam = 'a'")).toEqual([1, 19, 'name']);
  });
  it('finds the word itself, whole', () => {
    expect(placed('SELECT (nam) FROM x', 8, 'UPDATE x SET name = nam')).toEqual([1, 21, 'name']);
  });
  it('shows no mark that it cannot find for certain', () => {
    expect(placed('SELECT nam', 7, 'SELECT a')).toEqual([undefined, undefined, 'name']);
    expect(placed('zz nam', 3, 'SELECT nam, nam')).toEqual([undefined, undefined, 'name']);
  });
  it('names no function that the statement does not', () => {
    const thrown = new SkyqlError(
      'WRONG_ARGUMENTS',
      "No function matches the given name and argument types 'json_type(INTEGER_LITERAL)'. You might need ...",
      { hint: 'Candidate functions: json_type(VARCHAR)' },
    );
    const { message, hint } = placeError(thrown, "SELECT 1 ? 'a'") as SkyqlError;
    expect(message).toBe('A function or operator of the statement takes no values of these types: INTEGER.');
    expect(hint).not.toContain('json_type');
    expect(placeError(thrown, 'SELECT Json_Type(1)')).toBe(thrown);
  });
  it('lets other errors through', () => {
    const error = new Error('x');
    expect(placeError(error, 'SELECT 1')).toBe(error);
  });
});
