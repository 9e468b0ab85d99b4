import { describe, expect, it } from 'vitest';
import { tagNamesIn } from './tag-name.ts';
import { isBlank } from './token.ts';
import { tokenize } from './tokenize.ts';

const namesIn = (sql: string) => tagNamesIn(tokenize(sql).filter((token) => !isBlank(token)));

describe('tagNamesIn', () => {
  it.each([
    ['SELECT tags AS t FROM r', 't'],
    ['SELECT name, r.tags T FROM r', 't'],
    ['SELECT DISTINCT "Tags"::json AS labels FROM r', 'labels'],
    ['WITH x AS (SELECT tags AS a FROM r), y AS (SELECT a AS b FROM x) FROM y', 'b'],
    ['SELECT l FROM (SELECT role_tags l)', 'l'],
    ['SELECT 1', 'tag_set'],
  ])('knows in %s that %s are tags', (sql, name) => {
    expect(namesIn(sql)(name)).toBe(true);
  });

  it.each([
    ['SELECT tags FROM r', 'r'],
    ["SELECT tags ->> 'team' AS team FROM r", 'team'],
    ['SELECT count(tags) AS n FROM r', 'n'],
    ['SELECT t.name FROM aws.ec2.tags t', 't'],
    ['SELECT name AS t, tags FROM r', 't'],
  ])('knows in %s that %s are none', (sql, name) => {
    expect(namesIn(sql)(name)).toBe(false);
  });
});
