import { describe, expect, it } from 'vitest';
import { readsAlike } from './reads-alike.ts';

describe('readsAlike', () => {
  it.each([
    'SELECT name FROM aws.ec2.images LIMIT 3',
    "SELECT count(*), a.b FROM r AS a WHERE a.x >= 2 AND NOT (y IN ('b', 'c')) ORDER BY 1 -- the end",
    "SELECT (a + b)::BIGINT, 'x'::JSON FROM r WHERE n = 1::BIGINT",
  ])('is certain of %s', (sql) => expect(readsAlike(sql)).toBe(true));

  it.each([
    "SELECT 1 FROM r WHERE a = 1 AND tags ->> 'k' = 'v'",
    "SELECT x::JSON -> 'a' FROM r",
    'SELECT * FROM r WHERE [1]::VARCHAR = x',
    'SELECT list_transform(l, x -> x + 1) FROM r',
    'SELECT list_transform(l, lambda x: x + 1) FROM r',
    "SELECT a FROM r WHERE b LIKE 'x' ESCAPE '!' AND c",
    'SELECT $$a$$ FROM r',
    'SELECT {a: 1}',
    'SELECT l[1] FROM r',
    'SELECT -1::BIGINT FROM r',
    'SELECT a::DECIMAL(3, 1), b::INTEGER[] FROM r',
  ])('is not of %s', (sql) => expect(readsAlike(sql)).toBe(false));
});
