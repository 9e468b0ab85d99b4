import { expect, it } from 'vitest';
import { jsonFault } from './json-fault.ts';

it.each([
  ['local a = 1;', 0],
  ['{"a": }', 6],
  ['{"a": [1, 2, ]}', 13],
  ['{a: 1}', 1],
  ['{"a": 1', 7],
  ['{"a": 1} x', 9],
  ['[1 2]', 3],
])('%j is no JSON from %i on', (text, at) => {
  expect(() => JSON.parse(text)).toThrow();
  expect(jsonFault(text)).toBe(at);
});
