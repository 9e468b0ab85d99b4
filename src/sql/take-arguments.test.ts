import { expect, it } from 'vitest';
import { takeArguments } from './take-arguments.ts';

const isArgument = (name: string) => name.toLowerCase() === 'force';

it.each([
  ["a = 1 AND Force = true AND b = 'x'", [['Force', ' true ']], "a = 1 AND b = 'x'"],
  ['force', [['force', 'true']], undefined],
  ['(a = 1 OR b = 2) AND FORCE = lower($1)', [['FORCE', ' lower($1)']], '(a = 1 OR b = 2)'],
  ['(force = true)', [['force', ' true']], undefined],
  ['((a = 1 AND (b = 2)) AND (force))', [['force', 'true']], 'a = 1 AND (b = 2)'],
  // As StackQL's dialect has it.
  [
    "((skyql_equal(a, 1, 'c', '-') AND skyql_equal(force, (TRUE)::INTEGER, 'c', '-')) AND b)",
    [['force', ' (TRUE)::INTEGER']],
    "skyql_equal(a, 1, 'c', '-') AND b",
  ],
  ['(skyql_truth(force) AND a)', [['force', 'true']], 'a'],
  ['a BETWEEN 1 AND 2 AND force = false', [['force', ' false']], 'a BETWEEN 1 AND 2'],
])('%s', (where, expected, left) => {
  const taken = takeArguments(where, isArgument);
  expect(taken.arguments.map(({ name, expression }) => [name, expression])).toEqual(expected);
  expect(taken.where).toBe(left);
});

// What may hold or not is no argument: the name stays, and is an unknown column.
it.each([
  'a = 1 OR force = true',
  '(a = 1 OR force = true)',
  'NOT force',
  'force > 1',
  'a = 1',
  'CASE WHEN a AND force = true THEN true END',
])('leaves %s as it is', (where) => expect(takeArguments(where, isArgument)).toEqual({ arguments: [], where }));
