import { describe, expect, it } from 'vitest';
import { parseStatement } from './parse-statement.ts';

function nested(open: string, inner: string, close: string, times: number): string {
  return `SELECT ${open.repeat(times)}${inner}${close.repeat(times)}`;
}

describe('a statement', () => {
  it.each([
    ['lists', '[', '1', ']'],
    ['subqueries', '(SELECT ', '1', ')'],
    ['EXISTS', 'EXISTS (SELECT ', '1', ')'],
    ['lists of functions', '[abs(', '1', ')]'],
    ['lambdas', 'list_transform(a, x -> ', 'x', ')'],
    ['lambdas in words', 'list_transform(a, lambda x: ', 'x', ')'],
  ])('is refused with too many %s within each other', (_, open, inner, close) => {
    expect(parseStatement(nested(open, inner, close, 10))).toMatchObject({ kind: 'query' });
    for (const times of [11, 18, 2000])
      expect(() => parseStatement(nested(open, inner, close, times))).toThrow(
        expect.objectContaining({ code: 'TOO_DEEP' }),
      );
  });

  it.each([
    ['functions', 'abs(', '1', ')'],
    ['brackets', '(', '1', ')'],
    ['conditions', '(a = 1 AND ', 'true', ')'],
    ['structures', '{a: ', '1', '}'],
    ['tables', '* FROM (SELECT ', '1', ')'],
    ['keys of JSON', "f(a -> 'b', ", 'c', ')'],
  ])('may nest %s more deeply, yet not without end', (_, open, inner, close) => {
    expect(parseStatement(nested(open, inner, close, 100))).toMatchObject({ kind: 'query' });
    // Each of its functions is three of DuckDB's.
    const most = open === 'abs(' ? 40 : 100;
    expect(parseStatement(nested(open, inner, close, most), { dialect: 'stackql' })).toMatchObject({ kind: 'query' });
    expect(() => parseStatement(nested(open, inner, close, 101))).toThrow(
      expect.objectContaining({ code: 'TOO_DEEP' }),
    );
  });

  it('may have very many side by side', () => {
    expect(parseStatement(`SELECT ${Array.from({ length: 1000 }, () => '((1))').join(', ')}`)).toMatchObject({
      kind: 'query',
    });
  });

  it('counts no brackets in texts, names and comments', () => {
    const many = '(['.repeat(200);
    for (const text of [`'${many}'`, `"${many}"`, `$x$${many}$x$`, `1 /* ${many} */`, `1 -- ${many}`])
      expect(parseStatement(`SELECT ${text}`), text.slice(0, 3)).toMatchObject({ kind: 'query' });
  });

  it('says which bracket stays open', () => {
    expect(() => parseStatement('SELECT (1 + (2)')).toThrow(
      expect.objectContaining({ code: 'SYNTAX_ERROR', position: expect.objectContaining({ column: 8 }) }),
    );
  });

  it('of StackQL’s dialect is refused at once where its meaning nests too deep', () => {
    for (const [open, inner, close] of [
      ['abs(', '1', ')'],
      ['iif(', 'a', ', b, c)'],
      ['coalesce(', 'a', ', 1)'],
      ['(', 'a', ' - 1)'],
    ] as const)
      expect(() => parseStatement(nested(open, inner, close, 99), { dialect: 'stackql' })).toThrow(
        expect.objectContaining({ code: 'TOO_DEEP' }),
      );
  });
});
