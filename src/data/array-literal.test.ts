import { expect, it } from 'vitest';
import { arrayLiteral } from './array-literal.ts';

it.each([
  ['{a,"b c",NULL,"NULL"}', ['a', 'b c', null, 'NULL']],
  [' { a , b c } ', ['a', 'b c']],
  ['{}', []],
  ['{"a,b","c\\"d",e\\,f}', ['a,b', 'c"d', 'e,f']],
  [
    '{{1,2},{3,4}}',
    [
      ['1', '2'],
      ['3', '4'],
    ],
  ],
  ['{a', undefined],
  ['{a,}', undefined],
  ['{a}b', undefined],
  ['{"a"b}', undefined],
  ['a,b', undefined],
])('%s', (text, elements) => expect(arrayLiteral(text)).toEqual(elements));
