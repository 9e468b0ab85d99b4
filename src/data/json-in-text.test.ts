import { expect, it } from 'vitest';
import { jsonInText } from './json-in-text.ts';

it.each([
  [' {"a": [1]}', { a: [1] }],
  ['["a"]', ['a']],
  ['{a}', '{a}'],
  ['5', '5'],
  ['null', 'null'],
  [5, 5],
  [['["a"]'], ['["a"]']],
] as const)('%j means %j', (text, value) => {
  expect(jsonInText(text)).toEqual(value);
});
