import { expect, it } from 'vitest';
import { type AskedList, createSeenRows } from './seen-rows.ts';

const list = (parameters: AskedList['parameters'] = {}, filters: AskedList['filters'] = []): AskedList => ({
  resource: { provider: 'fake', service: 'shop', resource: 'items' },
  path: 'list_items()',
  parameters,
  filters,
});

it('tells how long a list was that was asked for alike, and of no other', () => {
  const seen = createSeenRows();
  seen.saw(list(), 40);
  expect(seen.of(list())).toBe(40);
  expect(seen.of(list({ Owner: 'self' }))).toBeUndefined();
  expect(seen.of(list({}, [{ column: 'kind', operator: 'equals', values: ['a'] }]))).toBeUndefined();
  expect(seen.of({ ...list(), path: 'list_lots()' })).toBeUndefined();
});

it('tells the average of its regions, of which what was seen last counts most', () => {
  const seen = createSeenRows();
  seen.saw(list(), 10);
  seen.saw(list(), 30);
  expect(seen.of(list())).toBe(20);
  for (let times = 0; times < 200; times++) seen.saw(list(), 1000);
  expect(seen.of(list())).toBeGreaterThan(900);
});

it('tells how many rows each value of a parameter had, whichever it was', () => {
  const seen = createSeenRows();
  seen.saw(list({ Id: 'a' }), 4);
  seen.saw(list({ Id: ['b', 'c'] }), 4);
  expect(seen.ofEach(list({ Id: null }))).toBe(3);
  expect(seen.of(list({ Id: 'd' }))).toBeUndefined();
});

it('forgets the lists that were asked for longest ago', () => {
  const seen = createSeenRows();
  for (let index = 0; index < 5000; index++) seen.saw(list({ Id: `i${index}` }), index);
  expect(seen.of(list({ Id: 'i0' }))).toBeUndefined();
  expect(seen.of(list({ Id: 'i4999' }))).toBe(4999);
});
