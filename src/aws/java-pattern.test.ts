import { describe, expect, it } from 'vitest';
import { botocoreModel } from '../../test/support/botocore-model.ts';
import { javaPattern } from './java-pattern.ts';

describe('javaPattern', () => {
  it.each([
    ['[a-z]+', 'abc', 'abc1'],
    ['^[a-z]+$', 'abc', 'ab c'],
    ['a|bc', 'bc', 'abc'],
    ['[\\w\\-\\.]+', 'a-b.c', 'a/b'],
    ['a\\-b\\:c', 'a-b:c', 'a:b-c'],
    ['\\p{L}+', 'éa', 'é1'],
    ['\\p{Alnum}[\\p{Digit}_]*', 'a1_', '_a'],
    ['\\x{1F600}', '😀', 'x{1F600}'],
    ['(?i)all|[0-9]{2}', 'ALL', 'some'],
    ['[\\S\\s]*\\S[\\S\\s]*', ' a\n', '  '],
    ['[a[b]+', '[ab', 'c'],
    ['\\A\\d\\z', '1', '11'],
    ['[😀]', '😀', '😁'],
  ])('%s matches whole texts', (pattern, matching, other) => {
    expect(javaPattern(pattern)?.test(matching)).toBe(true);
    expect(javaPattern(pattern)?.test(other)).toBe(false);
  });

  it('asks nothing where JavaScript has no such expression', () => {
    expect(javaPattern('[')).toBeUndefined();
    expect(javaPattern('\\p{L}++')).toBeUndefined();
  });

  it('reads the patterns of the services that skyql is made for', () => {
    for (const service of ['imagebuilder', 'cloudcontrol', 'ec2', 'sts', 'iam']) {
      const patterns = Object.values(botocoreModel(service).shapes).flatMap(({ pattern }) => pattern ?? []);
      expect(patterns.filter((pattern) => javaPattern(pattern) === undefined)).toEqual([]);
    }
  });
});
