import { expect, it } from 'vitest';
import { unreadRowsComment, unreadRowsIn } from './unread-rows.ts';

it('is told by the comment of a table, before what stood there', () => {
  const first = unreadRowsComment(['Access denied.', 'Not found.'], 'Of Monday');
  expect(unreadRowsIn(first)).toBe('Access denied. Not found.');
  expect(first).toMatch(/\nOf Monday$/);
  expect(unreadRowsComment(['Denied again.'], first)).not.toContain('Not found');
  expect([unreadRowsIn(null), unreadRowsIn('Of Monday')]).toEqual([undefined, undefined]);
});
