import { expect, it } from 'vitest';
import { copiedRecord } from './copied-record.ts';

it.each([0, 3, 16, 17, 40])('copies a record of %i members, in their order, for others to come', (members) => {
  const record = Object.fromEntries(Array.from({ length: members }, (_, index) => [`c${index}`, index]));
  const copy = copiedRecord(record, members + 2);
  copy.more = 1;
  expect(Object.entries(copy)).toEqual([...Object.entries(record), ['more', 1]]);
  expect(record).not.toHaveProperty('more');
});
