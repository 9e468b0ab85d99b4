import { expect, it } from 'vitest';
import { similarExpression } from './similar-expression.ts';

it.each([
  ['golden-(x86|arm)%', 'golden-x86-1\n', true],
  ['golden-(x86|arm)%', 'golden-sparc', false],
  ['a_c', 'abc', true],
  ['a\\_c%', 'abc', false],
  ['a\\_c%', 'a_cd', true],
  ['1.2%', '1x2', false],
  ['^a$%', '^a$b', true],
  ['[^%_]%', '%a', false],
  ['a{2}b?%', 'aab', true],
])('%j takes %j: %j', (pattern, text, isTaken) => {
  expect(new RegExp(`^${similarExpression(pattern).replace('(?s)', '')}$`, 's').test(text)).toBe(isTaken);
});
