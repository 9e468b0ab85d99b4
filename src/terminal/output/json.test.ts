import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Row } from '../../data/value.ts';
import { formatted, imageColumns, imageRows } from './output-fixtures.ts';

it('writes an array, a row a line', () => {
  expect(formatted('json', imageColumns, imageRows)).toBe(
    '[\n{"name":"web","size":8,"tags":{"team":"a"}},\n{"name":"データ","size":1024,"tags":null}\n]\n',
  );
  expect(formatted('json', imageColumns, [])).toBe('[]\n');
});

it('writes an object a line as jsonl', () => {
  expect(formatted('jsonl', imageColumns, imageRows)).toBe(
    '{"name":"web","size":8,"tags":{"team":"a"}}\n{"name":"データ","size":1024,"tags":null}\n',
  );
});

it('keeps the order of columns whose names are numbers', () => {
  const columns = ['region', '2025', '2024'].map((name) => ({ name, type: 'BIGINT' }));
  expect(formatted('jsonl', columns, [{ region: 1, '2025': 2, '2024': 3 }])).toBe('{"region":1,"2025":2,"2024":3}\n');
});

it('writes out what turns the direction of text', () => {
  const columns = [{ name: 'a', type: 'VARCHAR' }];
  expect(formatted('jsonl', columns, [{ a: '\u202egnp.exe' }])).toBe('{"a":"\\u202egnp.exe"}\n');
});

it('gives back what went in, and no character that a terminal obeys', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ value: fc.jsonValue({ stringUnit: 'binary' }) })), (rows) => {
      const text = formatted('json', [{ name: 'value', type: 'JSON' }], rows as unknown as Row[]);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(rows)));
      expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/u);
    }),
    { seed: 6 },
  );
});
