import { describe, expect, it } from 'vitest';
import { functionAdvice } from './function-advice.ts';
import { parseStatement } from './parse-statement.ts';

describe('what cannot work', () => {
  it.each([
    ['SELECT TOP 10 a FROM t', 'LIMIT n'],
    ['SELECT TOP (10) a FROM t', 'LIMIT n'],
    ['WITH u AS (SELECT 1) SELECT a INTO TEMP t FROM u', 'CREATE TABLE name AS'],
    ['SELECT \u2018a\u2019', "'...'"],
    ["SELECT x'41'", "unhex('41')"],
    ["SELECT b'01' FROM t", 'BLOB'],
    ['SELECT a FROM t, u WHERE t.a = u.a (+)', 'LEFT JOIN'],
    ['SELECT a FROM t CROSS APPLY u', 'LATERAL'],
    ['SELECT |/ 25', 'sqrt'],
    ['SELECT 1 + ||/ a FROM t', 'cbrt'],
    ['SELECT 5 # a FROM t', 'xor'],
    ["SELECT xmlparse(content '<a/>')", 'regexp_extract'],
    ['SELECT xmlelement(name a)', 'regexp_extract'],
    ['SELECT a FROM t, LATERAL FLATTEN(input => t.a)', 'json_each'],
  ])('%s', (sql, hint) => {
    expect(() => parseStatement(sql)).toThrow(
      expect.objectContaining({ code: 'SYNTAX_ERROR', hint: expect.stringContaining(hint) }),
    );
  });

  it.each([
    'SELECT top FROM t',
    'SELECT a, b FROM t LIMIT 10 OFFSET 20',
    "SELECT '\u2018'",
    'SELECT f(+1)',
    "SELECT x FROM t WHERE a = 'x' AND x 'a'",
    'SELECT a FROM t ORDER BY #1',
    "SELECT '|/', a #- '{b}', a #> '{b}', a || b, xmlparse FROM t",
    "SELECT DATE '2024-01-01', e'a'",
  ])('%s', (sql) => {
    expect(parseStatement(sql).kind).toBe('query');
  });
});

describe('functionAdvice', () => {
  it('says what to write instead', () => {
    expect(functionAdvice('GETDATE')).toBe('Write now().');
    expect(functionAdvice('nvl')).toContain('coalesce');
  });

  it('knows nothing of the rest', () => {
    expect(functionAdvice('sum')).toBeUndefined();
    expect(functionAdvice('constructor')).toBeUndefined();
  });
});
