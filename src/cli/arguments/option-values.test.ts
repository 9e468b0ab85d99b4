import { expect, it } from 'vitest';
import type { Arguments } from './arguments.ts';
import { bytesOf } from './bytes-of.ts';
import { listOf } from './list-of.ts';
import { millisecondsOf } from './milliseconds-of.ts';
import { numberOf } from './number-of.ts';

const given = (...values: readonly string[]): Arguments => ({
  operands: [],
  flag: () => false,
  value: () => values.at(-1),
  values: () => values,
});

it('reads whole numbers between bounds', () => {
  const port = { most: 65_535 };
  expect(numberOf(given(), 'port', port)).toBe(undefined);
  expect(['0', '65535', '007'].map((text) => numberOf(given(text), 'port', port))).toEqual([0, 65_535, 7]);
  for (const text of ['65536', '-1', '1.5', '', '1e3', '0x10', '9999999999'])
    expect(() => numberOf(given(text), 'port', port), text).toThrow(
      `Option --port takes a number from 0 to 65535, not "${text}".`,
    );
  expect(() => numberOf(given('0'), 'limit', { least: 1, most: 9 })).toThrow('from 1 to 9');
});

it('reads durations', () => {
  expect(millisecondsOf(given(), 'timeout')).toBe(undefined);
  expect(['5m', '300s', '0s'].map((text) => millisecondsOf(given(text), 'timeout'))).toEqual([300_000, 300_000, 0]);
  expect(() => millisecondsOf(given('soon'), 'timeout')).toThrow('Option --timeout takes a duration');
});

it('reads sizes', () => {
  expect(bytesOf(given(), 'max-bytes')).toBe(undefined);
  expect(['500', '64MB', '2 kB', '1gb', '0'].map((text) => bytesOf(given(text), 'max-bytes'))).toEqual([
    500, 67_108_864, 2048, 1_073_741_824, 0,
  ]);
  for (const text of ['', 'MB', '1.5MB', '-1', '5 TB', '5constructor'])
    expect(() => bytesOf(given(text), 'max-bytes'), text).toThrow(`takes a size such as 64MB or 1GB, not "${text}".`);
});

it('reads lists', () => {
  expect(listOf(given('a, b', '', 'c,'), 'region')).toEqual(['a', 'b', 'c']);
});
