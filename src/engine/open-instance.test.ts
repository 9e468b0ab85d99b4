import { afterAll, expect, it } from 'vitest';
import { openAhead, openInstance } from './open-instance.ts';

const opened = new Set<Awaited<ReturnType<typeof openInstance>>>();
afterAll(() => {
  for (const instance of opened) instance.closeSync();
});

async function open(database?: string) {
  const instance = await openInstance(database);
  opened.add(instance);
  return instance;
}

it('gives the database that was opened ahead to the first alone, and each other one its own', async () => {
  openAhead();
  openAhead();
  const [first, second] = await Promise.all([open(), open()]);
  expect(first).not.toBe(second);
  const connection = await first.connect();
  await connection.run('CREATE TABLE t (a INTEGER)');
  const other = await second.connect();
  await expect(other.run('FROM t')).rejects.toThrow('t does not exist');
  connection.closeSync();
  other.closeSync();
});

it('says which database could not be opened', async () => {
  await expect(open('/there/is/no/such/folder/x.duckdb')).rejects.toMatchObject({
    code: 'DATABASE_NOT_OPENED',
    message: 'The database /there/is/no/such/folder/x.duckdb could not be opened.',
  });
});
