import { describe, expect, it } from 'vitest';
import { tableNamesIn } from './table-names-in.ts';

describe('tableNamesIn', () => {
  it.each([
    ['SELECT foo(tags) FROM aws.ec2.images', ['aws.ec2.images']],
    ['PIVOT aws.ec2.images ON region USING count(*)', ['aws.ec2.images']],
    ['SELECT * FROM (PIVOT "aws".ec2.images ON region USING count(*))', ['aws.ec2.images']],
    ['WITH z AS (SELECT * FROM a.b.c) PIVOT z ON x USING count(*)', ['a.b.c', 'z']],
    ['SELECT f(a, b.c), d FROM x, y.z w JOIN v ON true WHERE f(e, g)', ['x', 'y.z', 'v']],
    ['SELECT * FROM range(3), aws.ec2.images', ['aws.ec2.images']],
    ['SELECT a FROM x ASOF JOIN y ON x.a >= y.a, z w ORDER BY b, c', ['x', 'y', 'z']],
    ['PIVOT a.b.c ON region, kind USING count(*)', ['a.b.c']],
    ["SELECT 'from x' -- from y", []],
  ])('%s', (sql, names) => {
    expect(tableNamesIn(sql).map((parts) => parts.join('.'))).toEqual(names);
  });
});
