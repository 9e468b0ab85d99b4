import { describe, expect, it } from 'vitest';
import { viewDefinition } from './view-definition.ts';

describe('viewDefinition', () => {
  it('takes the query behind the name', () => {
    expect(viewDefinition('CREATE VIEW old AS SELECT 1 AS a;')).toEqual({ columns: '', query: 'SELECT 1 AS a' });
  });

  it('is not misled by names that hold AS', () => {
    const text = 'CREATE VIEW "sold AS seen" AS SELECT "x AS y" FROM t;';
    expect(viewDefinition(text).query).toBe('SELECT "x AS y" FROM t');
  });

  it('keeps the names of the columns', () => {
    const text = 'CREATE VIEW v (a, "b AS c") AS SELECT 1, 2;';
    expect(viewDefinition(text)).toEqual({ columns: '(a, "b AS c")', query: 'SELECT 1, 2' });
  });
});
