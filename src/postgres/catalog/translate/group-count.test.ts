import { describe, expect, it } from 'vitest';
import { groupCount } from './group-count.ts';

describe('groupCount', () => {
  it.each([
    ['a', 0],
    ['(a)(b(c))', 3],
    ['(?i)a(?:b)', 0],
    ['\\(a\\)(b)', 1],
    ['[(](a)', 1],
    ['[[:alpha:]](x)', 1],
  ])('of %s is %i', (pattern, count) => {
    expect(groupCount(pattern)).toBe(count);
  });
});
