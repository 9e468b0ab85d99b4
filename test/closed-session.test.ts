import { expect, it } from 'vitest';
import { connect } from '../src/session/connect.ts';

it('a session that is closed answers with an error, and can be closed again', async () => {
  const db = await connect();
  const [last] = await Promise.all([db.query('SELECT 1 AS one'), db.close()]);
  expect(last.rows).toEqual([{ one: 1 }]);
  await expect(db.query('SELECT 1')).rejects.toMatchObject({ code: 'CLOSED' });
  await expect(db.stream('SELECT 1')[Symbol.asyncIterator]().next()).rejects.toMatchObject({ code: 'CLOSED' });
  for await (const step of db.script('SELECT 1')) expect(step).toMatchObject({ error: { code: 'CLOSED' } });
  await db.close();
});
