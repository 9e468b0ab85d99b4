import { expect, it } from 'vitest';
import { disjuncts } from './disjuncts.ts';

it.each([
  [`((a IS NOT NULL) OR (b = 'x'))`, ['(a IS NOT NULL)', `(b = 'x')`]],
  ['a OR b or ((c) OR d)', ['a', 'b', '((c) OR d)']],
  ['(a OR b) AND (c OR d)', ['(a OR b) AND (c OR d)']],
  ['CASE WHEN a OR b THEN true ELSE false END', ['CASE WHEN a OR b THEN true ELSE false END']],
  [`"or" = ' OR '`, [`"or" = ' OR '`]],
  ['', ['']],
])('%s', (condition, parts) => {
  expect(disjuncts(condition).map((part) => part.trim())).toEqual(parts);
});
