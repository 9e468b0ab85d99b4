import { describe, expect, it } from 'vitest';
import { createRequestLog } from './request-log.ts';

const request = (operation: string) => ({ time: '2026-11-21T12:00:00.000Z', operation, status: 200, milliseconds: 1 });

describe('createRequestLog', () => {
  it('keeps the latest, oldest first', () => {
    const log = createRequestLog(3);
    for (const operation of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) log.add(request(operation));
    expect(log.list().map(({ operation }) => operation)).toEqual(['e', 'f', 'g']);
    log.clear();
    expect(log.list()).toEqual([]);
  });
});
