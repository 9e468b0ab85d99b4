import { expect, it } from 'vitest';
import { createGate } from './gate.ts';

it('lets so many in at once, the others in their order, and a failure makes room', async () => {
  const gate = createGate(2);
  let inside = 0;
  let most = 0;
  const ended: number[] = [];
  const work = async (index: number) => {
    most = Math.max(most, ++inside);
    await new Promise((resolve) => setImmediate(resolve));
    inside -= 1;
    ended.push(index);
    if (index === 1) throw new Error('failed');
  };
  const all = await Promise.allSettled([0, 1, 2, 3, 4].map((index) => gate(() => work(index))));
  expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled', 'fulfilled']);
  expect(ended).toEqual([0, 1, 2, 3, 4]);
  expect(most).toBe(2);
});
