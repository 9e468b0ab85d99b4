import { describe, expect, it } from 'vitest';
import { readsNoTable } from './reads-no-table.ts';

describe('readsNoTable', () => {
  it.each(['select 1', "SELECT $_1::INT + 1, upper('from x') AS y", 'select (select 1), [1, 2][1], now()'])(
    'is so of %s',
    (sql) => expect(readsNoTable(sql)).toBe(true),
  );

  it.each([
    'select * from t',
    'select (table t)',
    'select (values (1))',
    'select (describe t)',
    'with q as (select 1) select 1 from q',
    'from t',
    'values (1)',
    "select getvariable('x')",
    "select current_setting('TimeZone')",
    'select current_schema',
    'select "current_schema"()',
    'describe select 1',
  ])('is not so of %s', (sql) => expect(readsNoTable(sql)).toBe(false));
});
