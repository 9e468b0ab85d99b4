import { expect, it } from 'vitest';
import { listedParameters } from './listed-parameters.ts';

it.each([
  ['SELECT 1 WHERE a = ANY($1) AND b <> ALL ( $2 )', 'SELECT 1 WHERE a =     $1  AND b <>       $2  ', [1, 2]],
  ['SELECT 1 WHERE a = ANY($3) AND b = ANY($1::int[])', 'SELECT 1 WHERE a = ANY($3) AND b = ANY($1::int[])', []],
  ['SELECT 1 WHERE a LIKE ANY($1)', 'SELECT 1 WHERE a LIKE ANY($1)', []],
])('%s', (sql, asked, numbers) => {
  const found = listedParameters(sql, (number) => number < 3);
  expect([found.sql, [...found.numbers]]).toEqual([asked, numbers]);
});
