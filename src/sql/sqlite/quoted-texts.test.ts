import { expect, it } from 'vitest';
import { quotedTexts } from './quoted-texts.ts';

const known = new Set(['name', 'state']);

it.each([
  ['SELECT "name" FROM t WHERE state = "available"', `SELECT "name" FROM t WHERE state = 'available'`],
  ['SELECT name FROM t WHERE state IN ("a b", "it\'s")', `SELECT name FROM t WHERE state IN ('a b', 'it''s')`],
  ['SELECT name AS "label" FROM t WHERE "label" = "x"', `SELECT name AS "label" FROM t WHERE "label" = 'x'`],
  ['SELECT t."other", "STATE" FROM "t" AS "u"', 'SELECT t."other", "STATE" FROM "t" AS "u"'],
  [`SELECT name FROM t WHERE a = 'has "quotes"'`, `SELECT name FROM t WHERE a = 'has "quotes"'`],
])('%s', (sql, expected) => expect(quotedTexts(sql, known)).toBe(expected));
