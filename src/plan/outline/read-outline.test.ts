import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Engine } from '../../engine/engine.ts';
import { readOutline } from './read-outline.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await Engine.open(undefined);
  await engine.run('CREATE TABLE things (name VARCHAR)');
});
afterAll(() => engine.close());

describe('readOutline', () => {
  it.each([
    ['SELECT nme FROM things', 1, 8, 'SELECT nme FROM things\n       ^'],
    ['SELECT name,\n  nme FROM things', 2, 3, '  nme FROM things\n  ^'],
    ['SELECT name FROM things WHERE', 1, 25, expect.stringContaining('SELECT name FROM things WHERE')],
  ])('tells where in the query itself %j is wrong', async (sql, line, column, excerpt) => {
    await expect(readOutline(engine, sql, () => ['name'])).rejects.toMatchObject({
      position: { line, column, excerpt },
    });
  });

  it('calls what cannot be parsed a syntax error', async () => {
    await expect(readOutline(engine, 'SELECT 1 +', () => [])).rejects.toMatchObject({ code: 'SYNTAX_ERROR' });
  });

  it('reads joins at which DuckDB fails while it may not choose their sides', async () => {
    const { reads, keyLinks } = await readOutline(
      engine,
      `SELECT b.name FROM things a RIGHT JOIN things b ON a.name = b.name ANTI JOIN things c ON a.name = c.name
        WHERE b.name = 'x'`,
      () => ['name'],
    );
    expect(reads).toHaveLength(3);
    expect(keyLinks.length).toBeGreaterThan(0);
  });
});
