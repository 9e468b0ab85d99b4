import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Row } from '../data/value.ts';
import { Engine } from '../engine/engine.ts';
import { SkyqlError } from '../errors/skyql-error.ts';
import type { ScanCondition } from '../plan/row-condition.ts';
import { selectRowsBy } from './select-rows.ts';
import { withUnread } from './unread-columns.ts';

const over = (sql: string, ...names: string[]): ScanCondition => ({
  sql,
  columns: names.map((name) => ({ name, type: 'VARCHAR', from: name })),
});
const isA = over(`lower("name") = 'a'`, 'name');
const isB = over(`lower("kind") = 'b'`, 'kind');

describe('selectRowsBy', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await Engine.open(undefined);
  });
  afterAll(() => engine.close());
  const kept = async (rows: readonly Row[], ...conditions: ScanCondition[]) => [
    ...(await selectRowsBy(engine)(rows, conditions)),
  ];

  it('keeps what may meet a condition: rows that a call left a column out of, or could not read it of', async () => {
    const error = new SkyqlError('CALL_FAILED', 'No.');
    const unread = withUnread({ name: null, kind: 'B' }, [{ columns: ['name'], error }]);
    const rows = [
      { name: 'A', kind: 'B' },
      { name: 'x', kind: 'B' },
      { name: null },
      { kind: 'B' },
      { kind: 'c' },
      unread,
    ];
    expect(await kept(rows, isA)).toEqual([rows[0], rows[3], rows[4], unread]);
    expect(await kept(rows, isA, isB)).toEqual([rows[0], rows[3], unread]);
  });

  it('keeps all rows where DuckDB does not understand the condition', async () => {
    const rows = [{ name: 'A' }, { name: 'x' }];
    expect(await kept(rows, over('no_function("name")', 'name'))).toEqual(rows);
  });

  it('ends where the statement is stopped', async () => {
    const stopped = { ask: () => Promise.reject(new SkyqlError('INTERRUPTED', 'Stopped.')) };
    await expect(selectRowsBy(stopped)([{ name: 'A' }], [isA])).rejects.toMatchObject({ code: 'INTERRUPTED' });
  });
});
