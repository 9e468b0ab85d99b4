import { describe, expect, it } from 'vitest';
import { loneParameter } from './lone-parameter.ts';
import { parseStatement } from './parse-statement.ts';
import { sourceExpressions } from './source-expressions.ts';

describe('sourceExpressions', () => {
  it.each([
    [
      "VALUES (1, f('a', b), [1, 2]), (2, 'x)', {'a': 1})",
      [
        ['1', "f('a', b)", '[1, 2]'],
        ['2', "'x)'", "{'a': 1}"],
      ],
    ],
    ['SELECT a, (SELECT b FROM t), c FROM u', [['a', '(SELECT b FROM t)', 'c']]],
    ['SELECT 1', [['1']]],
    ['WITH x AS (SELECT 1) SELECT * FROM x', []],
    ['FROM x', []],
  ])('%s', (source, rows) => {
    expect(sourceExpressions(source)).toEqual(rows);
  });
});

describe('loneParameter', () => {
  it.each([
    ['$1', '1'],
    [' ( $name ) ', 'name'],
    ['$1 + 1', undefined],
    ["'a'", undefined],
  ])('%s', (expression, name) => {
    expect(loneParameter(parseStatement(`SELECT ${expression}`).sql.replace(/^SELECT/, ''))).toBe(name);
  });
});
