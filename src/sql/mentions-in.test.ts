import { describe, expect, it } from 'vitest';
import { mentionsIn } from './mentions-in.ts';

const table = { alias: 'i', others: ['o'] };

describe('the names of columns that a text mentions', () => {
  it.each([
    ['SELECT made FROM items', true],
    ['SELECT "Made" FROM items', true],
    ['SELECT i.made FROM items i', true],
    ['SELECT * FROM items', false],
    ['SELECT o.made FROM items i, owners o', false],
    // `o` stands for two things: it may be that the items are one of them.
    ['SELECT o.made FROM (SELECT * FROM items i) o, (SELECT 1 FROM owners o) x', true],
    ["SELECT 'made' FROM items", false],
    ['SELECT x.made.y FROM items i, owners o', true],
    ['SELECT x.made FROM (SELECT * FROM items i) x, owners o', true],
    ['WITH n AS (SELECT * FROM items i) SELECT x.made FROM n x, owners o', true],
  ])('%s', (sql, expected) => {
    expect(mentionsIn(sql).names('made', table)).toBe(expected);
    expect(mentionsIn(sql).names('made')).toBe(/made(?!')/i.test(sql));
  });

  it.each([
    ["id = 'x'", true],
    ['id IN ($1, $2)', true],
    ["'x' = i.id", true],
    ["getvariable('skyql_1') = id", true],
    ["id = getvariable('skyql_1')", true],
    ["id = ANY (['x'])", true],
    ['id = ANY (SELECT id FROM t)', false],
    ['id IN (SELECT id FROM t)', false],
    ['id = o.name', false],
    ["id LIKE 'x%'", false],
    ["id > 'x'", false],
    ["o.id = 'x'", false],
  ])('asks for a value: %s', (condition, expected) => {
    expect(mentionsIn(`SELECT * FROM items i, owners o WHERE ${condition}`).asks('id', table)).toBe(expected);
  });

  it.each([
    ["SELECT COLUMNS('a.*') FROM t", true],
    ['SELECT COLUMNS(*) FROM t', false],
    ["SELECT * LIKE 'a%' FROM t", true],
    ["SELECT * NOT LIKE 'a%' FROM t", false],
  ])('chooses by a pattern: %s', (sql, expected) => expect(mentionsIn(sql).byPattern).toBe(expected));
});
