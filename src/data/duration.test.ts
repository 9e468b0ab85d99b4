import { expect, it } from 'vitest';
import { durationOf } from './duration.ts';

it.each([
  ['300s', 300_000],
  ['5m', 300_000],
  ['1.5 h', 5_400_000],
  ['250ms', 250],
  ['2D', 172_800_000],
  ['300', 300_000],
  ['off', 0],
  ['0', 0],
  ['', 0],
  ['5 minutes', undefined],
  ['-1s', undefined],
  ['1e3', undefined],
  ['soon', undefined],
])('%s is %s ms', (text, milliseconds) => expect(durationOf(text)).toBe(milliseconds));
