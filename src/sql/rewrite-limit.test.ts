import { expect, it } from 'vitest';
import { rewriteLimit } from './rewrite-limit.ts';
import { textOf } from './token.ts';
import { tokenize } from './tokenize.ts';

it.each([
  ['SELECT 1 LIMIT 20, 10', 'SELECT 1 LIMIT 10 OFFSET  20'],
  ['SELECT 1 LIMIT 20,10', 'SELECT 1 LIMIT 10 OFFSET 20'],
  ['SELECT (SELECT 1 LIMIT 2), 3', 'SELECT (SELECT 1 LIMIT 2), 3'],
  ['SELECT 1 LIMIT 10 OFFSET 20', 'SELECT 1 LIMIT 10 OFFSET 20'],
])('%s', (sql, expected) => expect(textOf(rewriteLimit(tokenize(sql)))).toBe(expected));
