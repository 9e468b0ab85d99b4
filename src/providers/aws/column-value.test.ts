import { describe, expect, it } from 'vitest';
import { columnValue, plainValue } from './column-value.ts';

describe('columnValue', () => {
  it.each([
    ['timestamp', 1_700_000_000, '2023-11-14T22:13:20.000Z'],
    ['timestamp', 1_700_000_000_123, '2023-11-14T22:13:20.123Z'],
    ['timestamp', '2023-11-14T22:13:20.000Z', '2023-11-14T22:13:20.000Z'],
    ['timestamp', '2023-11-14 22:13:20', '2023-11-14T22:13:20.000Z'],
    ['timestamp', '2023-11-14T22:13:20+02:00', '2023-11-14T22:13:20+02:00'],
    ['integer', '42', 42],
    ['integer', '9007199254740993', '9007199254740993'],
    ['number', '-12.50', -12.5],
    ['number', '', ''],
    ['boolean', 'true', true],
    ['boolean', 'disabled', 'disabled'],
    ['string', 7, '7'],
    ['string', { a: 1 }, '{"a":1}'],
    ['object', '{"Version":"2012-10-17"}', { Version: '2012-10-17' }],
    ['object', '%7B%22a%22%3A1%7D', { a: 1 }],
    ['object', 'no json', 'no json'],
    ['array', '["a"]', ['a']],
  ] as const)('a %s of %j is %j', (type, value, expected) => {
    expect(columnValue(value, { name: 'c', type })).toEqual(expected);
  });

  it('makes a list of tags a map where the column is one, and the other way round', () => {
    const list = [
      { Key: 'env', Value: 'prod' },
      { Key: 'empty', Value: '' },
    ];
    const map = { env: 'prod', empty: '' };
    expect(columnValue(list, { name: 'tags', type: 'object' })).toEqual(map);
    expect(columnValue(map, { name: 'tags', type: 'object' })).toEqual(map);
    expect(columnValue(map, { name: 'tags', type: 'array' })).toEqual(list);
    expect(columnValue(list, { name: 'tags', type: 'array' })).toEqual(list);
  });

  it('keeps null', () => expect(columnValue(null, { name: 'c', type: 'object' })).toBeNull());
});

describe('plainValue', () => {
  it('leaves out what is not there and writes bytes as base64', () => {
    expect(plainValue({ a: undefined, b: [new Uint8Array([1, 2, 3])], c: null })).toEqual({ b: ['AQID'], c: null });
  });
});
