import { afterAll, describe, expect, it } from 'vitest';
import { Engine } from './engine.ts';

const engine = await Engine.open(undefined);
afterAll(() => engine.close());

/** What PostgreSQL's order of operators makes true, and the old parser's an error. */
const readAsPostgres = `SELECT 1 = 1 AND '{"k":"v"}'::JSON ->> 'k' = 'v' AS answer`;

async function expectPostgres(): Promise<void> {
  expect((await engine.query(readAsPostgres)).rows).toEqual([{ answer: true }]);
  expect((await engine.describe(() => readAsPostgres)).columns).toEqual([{ name: 'answer', type: 'BOOLEAN' }]);
}

describe("the session's parser", () => {
  it('reads what is given as PostgreSQL does, whatever the engine has asked by the old one', async () => {
    await expectPostgres();
    expect((await engine.ask('SELECT $1::VARCHAR AS answer', ['one'])).rows).toEqual([{ answer: 'one' }]);
    await expectPostgres();
    await engine.ask('SELECT 1');
    expect(await engine.tableNames(`SELECT 1 = 1 AND a ->> 'k' = 'v' FROM memory.main.t`)).toEqual(['memory.main.t']);
    await engine.ask('SELECT 1');
    await engine.setVariables(
      new Map([['skyql_1', { value: 'v', type: (await import('./duckdb.ts')).duckdb.VARCHAR }]]),
    );
    await expectPostgres();
    await engine.resetVariables();
  });

  it('does so after a transaction that failed, and after what was stopped', async () => {
    await engine.ask('BEGIN');
    await expect(engine.query("SELECT error('no')")).rejects.toThrow('no');
    await expect(engine.query(readAsPostgres)).rejects.toThrow(/ROLLBACK/);
    await engine.ask('ROLLBACK');
    await expectPostgres();
    for (let round = 0; round < 20; round += 1) {
      const asked = [engine.ask('SELECT 1'), engine.query('SELECT 2'), engine.ask('SELECT 3')];
      await new Promise((resolve) => setImmediate(resolve));
      engine.interrupt();
      for (const result of await Promise.allSettled(asked))
        if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'INTERRUPTED' });
      await expectPostgres();
    }
  });
});
