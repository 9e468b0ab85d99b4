import { expect, it } from 'vitest';
import { isSelectItem } from './is-select-item.ts';
import { isBlank, isWord } from './token.ts';
import { tokenize } from './tokenize.ts';

it.each([
  ['SELECT here FROM t', true],
  ['SELECT DISTINCT here, b FROM t', true],
  ['SELECT a, here FROM t', true],
  ['SELECT f(a, b), here', true],
  ['SELECT * FROM (SELECT a, here) x', true],
  ['SELECT here AS a FROM t', false],
  ['SELECT f(here) FROM t', false],
  ['SELECT f(a, here) FROM t', false],
  ['SELECT here || a FROM t', false],
  ['SELECT a FROM t GROUP BY a, here', false],
  ['SELECT a FROM t ORDER BY here', false],
  ['SELECT a FROM t WHERE b IN (1, here)', false],
])('%s', (sql, expected) => {
  const tokens = tokenize(sql).filter((token) => !isBlank(token));
  const index = tokens.findIndex((token) => isWord(token, 'here'));
  expect(isSelectItem(tokens, index, index + 1)).toBe(expected);
});
